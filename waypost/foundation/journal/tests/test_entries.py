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


def test_a_reaction_runs_after_the_commit(world: World, heard: list[Entry]) -> None:
    with transaction.atomic():
        record("tide.turned", world.workspace, by=world.actor("owner"), workspace_id=world.workspace.pk)
        before = list(heard)

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

    first, second = (record("tide.turned", world.workspace, by=world.actor("owner")) for _ in range(2))
    monkeypatch.setitem(reactions._reactions, "tide.turned", [stumble, told.append])

    with pytest.raises(ExceptionGroup):
        reactions.react(first, second)

    assert told == [first, second]
    assert not without_reaction(clock.now()).exists()


def test_the_worker_is_told_once_of_what_shares_a_commit(
    world: World, heard: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    messages: list[tuple[int, ...]] = []
    monkeypatch.setattr(reactions, "react_later", lambda *entry_ids: messages.append(entry_ids))
    by_the_worker = reactions.inline.set(False)

    with reactions.hurried_together(), transaction.atomic():
        first, second = (record("tide.turned", world.workspace, by=world.actor("owner")) for _ in range(2))
    with transaction.atomic():
        third = record("tide.turned", world.workspace, by=world.actor("owner"))
    reactions.inline.reset(by_the_worker)

    assert messages == [(first.pk, second.pk), (third.pk,)]


def test_the_worker_reacts_to_all_that_it_is_told_of(world: World, heard: list[Entry]) -> None:
    first, second = (record("tide.turned", world.workspace, by=world.actor("owner")) for _ in range(2))

    reactions.react_later.call_local(second.pk, first.pk)

    assert heard[:2] == [first, second]
    assert not without_reaction(clock.now()).exists()


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
