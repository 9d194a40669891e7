import pytest
from django.db import transaction

from tests.world import World
from waypost.foundation.journal import reactions
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.words import words_of
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.queries import history_of, without_reaction
from waypost.toolkit import clock


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    told: list[Entry] = []
    monkeypatch.setitem(reactions._reactions, "tide.turned", [told.append])
    return told


def test_an_entry_outlives_what_it_describes(world: World) -> None:
    channel = world.channels[0]
    name, pk = channel.name, channel.pk
    record("channel.renamed", channel, by=world.actor("owner"))

    channel.delete()

    entry = Entry.objects.get(subject_type="channels.channel", subject_id=pk)
    assert (entry.subject_label, entry.actor) == (name, world.actor("owner"))


def test_a_reaction_runs_after_the_commit(
    world: World, heard: list[Entry], django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        record("tide.turned", world.workspace, by=world.actor("owner"), workspace_id=world.workspace.pk)
    before = list(heard)

    for callback in callbacks:
        callback()

    assert before == []
    assert [entry.verb for entry in heard] == ["tide.turned"]
    assert Entry.objects.get(verb="tide.turned").reacted_at


def test_what_is_rolled_back_was_never_recorded(world: World, heard: list[Entry]) -> None:
    with transaction.atomic():
        record("tide.turned", world.workspace, by=world.actor("owner"))
        transaction.set_rollback(True)

    assert heard == []
    assert not Entry.objects.exists()


def test_the_sweep_finds_what_nobody_reacted_to(world: World, heard: list[Entry]) -> None:
    record("tide.turned", world.workspace, by=world.actor("owner"))
    record("nobody.listens", world.workspace, by=world.actor("owner"))

    assert [entry.verb for entry in without_reaction(clock.now())] == ["tide.turned"]


def test_what_is_left_to_the_pulls_is_not_hurried_and_not_forgotten(world: World, heard: list[Entry]) -> None:
    token = reactions.left_to_pulls.set(frozenset({"tide.turned"}))
    record("tide.turned", world.workspace, by=world.actor("owner"))
    reactions.left_to_pulls.reset(token)

    assert heard == []
    assert not without_reaction(clock.now()).exists()


def test_one_reaction_that_fails_leaves_the_others_their_turn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Entry] = []

    def stumble(entry: Entry) -> None:
        raise ValueError(entry.verb)

    monkeypatch.setitem(reactions._reactions, "tide.turned", [stumble, told.append])
    entry = record("tide.turned", world.workspace, by=world.actor("owner"))

    with pytest.raises(ExceptionGroup):
        reactions.react(entry)

    assert told == [entry]


def test_history_is_of_one_thing_newest_first(world: World) -> None:
    gallery, journal, _ = world.channels
    record("channel.connected", gallery, by=world.actor("owner"))
    record("channel.connected", journal, by=world.actor("owner"))
    record("channel.renamed", gallery, by=world.actor("owner"))

    assert [entry.verb for entry in history_of(gallery)] == ["channel.renamed", "channel.connected"]


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("post.approved", "Post approved"),
        ("channel.needs_attention", "Channel needs attention"),
        ("notice.told", "People were told"),
        ("publication.published", "Post sent"),
    ],
)
def test_a_verb_reads_as_words(verb: str, words: str) -> None:
    assert words_of(verb) == words
