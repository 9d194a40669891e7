import pytest

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice, Task
from waypost.loop.promotion.actions import creators
from waypost.loop.promotion.actions.creators import Facts
from waypost.loop.promotion.domain.judging import Marked
from waypost.loop.promotion.models import Mark
from waypost.loop.promotion.tests.factories import look_of, looked_at, noted, shortlisted
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import member_of
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_the_same_creator_is_not_written_down_twice(world: World) -> None:
    noted(world, "Rosa Lind")

    with pytest.raises(Refusal, match="written down already"):
        noted(world, "rosa lind")


def test_a_creator_on_two_networks_is_written_down_for_each(world: World) -> None:
    noted(world)

    assert noted(world, network="YouTube").pk


def test_a_name_of_blanks_is_refused_where_it_stands(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        creators.note(world.workspace, facts=Facts(name=" ", network="TikTok"), by=world.actor("marketer"))

    assert "name" in refused.value.fields


def test_a_contributor_reads_and_does_not_write(world: World) -> None:
    with pytest.raises(NotAllowed):
        creators.note(world.workspace, facts=Facts(name="R", network="X"), by=world.actor("contributor"))


def test_a_mark_that_stays_keeps_who_gave_it(world: World) -> None:
    creator = looked_at(world)

    creators.look_at(creator, look=look_of(world, marks={"fit": 5, "honest": 1}), by=world.actor("manager"))

    given = {mark.criterion: mark.given_by for mark in Mark.objects.filter(creator=creator)}
    assert given["fit"] == world.actor("marketer").label
    assert given["honest"] == world.actor("manager").label
    assert "craft" in given  # what is not named stays


def test_a_mark_is_taken_back(world: World) -> None:
    creator = looked_at(world)
    look = look_of(world)

    creators.look_at(
        creator,
        look=type(look)(**{**vars(look), "marks": {"fit": None}}),
        by=world.actor("marketer"),
    )

    assert not Mark.objects.filter(creator=creator, criterion="fit").exists()


def test_a_mark_beyond_five_is_refused(world: World) -> None:
    look = look_of(world, marks={"fit": 6})

    with pytest.raises(Refusal, match="from 0 to 5"):
        creators.look_at(noted(world), look=look, by=world.actor("marketer"))


def test_whoever_decides_is_told_of_the_shortlist(world: World) -> None:
    shortlisted(world)

    told = Notice.objects.get(kind="creator", person=world.person("strategist"))
    assert told.sentence == "On the shortlist: Rosa Lind"
    assert not Notice.objects.filter(kind="creator", person=world.person("contributor")).exists()


def test_a_yes_keeps_its_reason_and_becomes_a_task(world: World) -> None:
    creator = shortlisted(world)

    decided = creators.decide(
        creator,
        go=True,
        reason="She prints herself.",
        responsible=member_of(world, "manager"),
        by=world.actor("strategist"),
    )

    assert decided.is_decided
    assert (decided.said, decided.reached) == ("go", pytest.approx(0.843, abs=0.001))
    assert not decided.is_against_the_criteria
    told = Notice.objects.get(kind="creator", person=world.person("manager"))
    assert told.sentence.endswith("Write to Rosa Lind (Instagram)")
    task = Task.objects.get(person=world.person("manager"))
    assert task.what == "Write to Rosa Lind (Instagram)"
    assert Entry.objects.get(verb="creator.decided").details["reason"] == "She prints herself."


def test_a_person_may_decide_otherwise_than_the_criteria(world: World) -> None:
    creator = shortlisted(world, flags=("Bought followers",))

    decided = creators.decide(creator, go=True, reason="We asked; it is not so.", by=world.actor("owner"))

    assert decided.said == "no"
    assert decided.is_against_the_criteria


def test_a_no_gives_nobody_a_task(world: World) -> None:
    responsible = member_of(world, "manager")

    creators.decide(
        shortlisted(world), go=False, reason="Too far.", responsible=responsible, by=world.actor("owner")
    )

    assert not Task.objects.exists()


def test_without_a_reason_nothing_is_decided(world: World) -> None:
    with pytest.raises(Refusal, match="Say why"):
        creators.decide(shortlisted(world), go=False, reason=" ", by=world.actor("owner"))


def test_who_is_not_on_the_shortlist_is_not_decided_on(world: World) -> None:
    with pytest.raises(Refusal, match="shortlist first"):
        creators.decide(looked_at(world), go=True, reason="Yes.", by=world.actor("owner"))


def test_a_manager_does_not_decide_and_takes_no_decision_back(world: World) -> None:
    creator = shortlisted(world)
    with pytest.raises(NotAllowed):
        creators.decide(creator, go=True, reason="Yes.", by=world.actor("manager"))
    creators.decide(creator, go=True, reason="Yes.", by=world.actor("marketer"))

    with pytest.raises(NotAllowed):
        creators.set_back(creator, by=world.actor("manager"))


def test_what_was_decided_is_not_decided_over(world: World) -> None:
    creator = shortlisted(world)
    creators.decide(creator, go=True, reason="Yes.", by=world.actor("owner"))

    with pytest.raises(Refusal, match="in the meantime"):
        creators.decide(creator, go=False, reason="No.", by=world.actor("strategist"))


def test_a_decision_taken_back_leaves_no_trace_but_the_journal(world: World) -> None:
    creator = shortlisted(world)
    creators.decide(creator, go=False, reason="Too far.", by=world.actor("owner"))

    again = creators.set_back(creator, by=world.actor("owner"))

    assert (again.state, again.reason, again.said, again.reached) == ("looking", "", "", None)


def test_a_criterion_that_is_renamed_keeps_its_marks(world: World) -> None:
    creator = looked_at(world)
    before = tern_and_tide()
    criteria = before.creator_criteria
    renamed = [
        each.model_copy(update={"key": "care", "was": "craft"}) if each.key == "craft" else each
        for each in criteria.criteria
    ]
    after = before.model_copy(
        update={"creator_criteria": criteria.model_copy(update={"criteria": tuple(renamed)})}
    )

    versions.adopt(world.workspace, strategy=after, by=world.actor("strategist"))

    assert Mark.objects.get(creator=creator, criterion="care").marked == Marked(4)
    assert not Mark.objects.filter(criterion="craft").exists()


def test_what_was_seen_follows_a_renamed_boundary_and_a_red_flag_in_other_words(world: World) -> None:
    before = tern_and_tide()
    topic, flag = before.boundaries.topics[0], before.creator_criteria.red_flags[0]
    versions.adopt(world.workspace, strategy=before, by=world.actor("strategist"))
    creator = looked_at(world, topics=(topic.key,), flags=(flag,))
    topics = (topic.model_copy(update={"key": "elsewhere", "was": topic.key}), *before.boundaries.topics[1:])
    flags = ("Said in other words", *before.creator_criteria.red_flags[1:])
    after = before.model_copy(
        update={
            "boundaries": before.boundaries.model_copy(update={"topics": topics}),
            "creator_criteria": before.creator_criteria.model_copy(update={"red_flags": flags}),
        }
    )

    versions.adopt(world.workspace, strategy=after, by=world.actor("strategist"))

    creator.refresh_from_db()
    assert (creator.topics, creator.flags) == (["elsewhere"], ["Said in other words"])
    [told] = Entry.objects.filter(verb="creator.seen_followed")
    assert told.details["count"] == 1


def test_what_was_seen_stays_where_a_red_flag_is_gone_and_nothing_took_its_place(world: World) -> None:
    before = tern_and_tide()
    flag = before.creator_criteria.red_flags[0]
    versions.adopt(world.workspace, strategy=before, by=world.actor("strategist"))
    creator = looked_at(world, flags=(flag,))
    flags = before.creator_criteria.red_flags[1:]
    criteria = before.creator_criteria.model_copy(update={"red_flags": flags})

    versions.adopt(
        world.workspace,
        strategy=before.model_copy(update={"creator_criteria": criteria}),
        by=world.actor("strategist"),
    )

    creator.refresh_from_db()
    assert creator.flags == [flag]


def test_who_is_taken_out_leaves_no_marks(world: World) -> None:
    creator = looked_at(world)

    creators.remove(creator, by=world.actor("marketer"))

    assert not Mark.objects.exists()
