import pytest

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.loop.strategy import impact
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.impact import Choice, Thing, Touched
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.factories import accepted_strategy, member_of, open_draft, proposed
from waypost.toolkit.refusal import Refusal

Carried = list[tuple[int, str, str]]


@pytest.fixture
def carried(world: World, monkeypatch: pytest.MonkeyPatch) -> Carried:
    """Three slips that a version touches, of which the third cannot be changed; what was done with them."""
    done: Carried = []
    monkeypatch.setattr(impact, "_sources", [])
    monkeypatch.setattr(impact, "_carriers", {})
    slips = tuple(Thing(number, f"Slip {number}", why="“Harbour life” goes") for number in (1, 2, 3))
    impact.register(
        lambda access, workspace, before, after: [
            Touched("slips", 3, kind="slip", group="slips", things=slips)
        ]
    )

    @impact.carries("slip")
    def carry(version, slip_id, choice, pillar, by):
        done.append((slip_id, str(choice), pillar.key if pillar else ""))
        if slip_id == 3:
            raise Refusal("It has left.")

    return done


def accept(world: World, **wishes: str) -> StrategyVersion:
    accepted_strategy(world)
    draft = open_draft(world)
    named = {name.replace("_", "-"): wish for name, wish in wishes.items()}
    return versions.accept(draft, based_on=1, wishes=named, by=world.actor("strategist"))


def test_what_nothing_is_said_about_is_kept_and_that_is_written_down(world: World, carried: Carried) -> None:
    version = accept(world)

    assert carried == []
    assert [(found.label, found.choice) for found in version.consequences.all()] == [
        ("Slip 1", "keep"),
        ("Slip 2", "keep"),
        ("Slip 3", "keep"),
    ]


def test_a_choice_for_all_is_carried_out_and_one_for_a_single_thing_goes_before_it(
    world: World, carried: Carried
) -> None:
    version = accept(world, slips="move:finished-work", slips_2="hold")

    assert carried == [(1, "move", "finished-work"), (2, "hold", ""), (3, "move", "finished-work")]
    first, second, third = version.consequences.all()
    assert (first.choice, first.pillar, first.is_done) == (Choice.MOVE, "Finished work", True)
    assert (second.choice, second.is_done) == (Choice.HOLD, True)
    assert (third.trouble, third.is_done) == ("It has left.", False)
    counted = Entry.objects.get(verb="strategy.followed", details__number=2).details
    assert counted == {"number": 2, "kept": 0, "moved": 1, "held": 1, "stuck": 1}


@pytest.mark.parametrize("wish", ["burn", "move", "move:nowhere", "keep:finished-work"])
def test_what_is_no_choice_is_refused_and_nothing_is_accepted(
    world: World, carried: Carried, wish: str
) -> None:
    with pytest.raises(Refusal, match="Choose again"):
        accept(world, slips=wish)

    assert current_version(world.workspace.pk) == StrategyVersion.objects.get(
        workspace=world.workspace, number=1
    )
    assert carried == []


def test_something_that_stands_in_two_groups_is_decided_once(world: World, carried: Carried) -> None:
    again = Touched("slips twice", 1, kind="slip", group="twice", things=(Thing(1, "Slip 1"),))
    impact.register(lambda access, workspace, before, after: [again])

    version = accept(world, slips="hold", twice="move:finished-work")

    assert carried[0] == (1, "hold", "")
    assert version.consequences.filter(subject_id=1).count() == 1


def test_whoever_is_responsible_is_told_what_became_of_their_things(
    world: World, carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = member_of(world, "manager").pk
    things = tuple(Thing(number, f"Slip {number}", responsible=manager) for number in (1, 2, 3))
    monkeypatch.setattr(impact, "_sources", [])
    impact.register(
        lambda access, workspace, before, after: [
            Touched("slips", 3, kind="slip", group="slips", things=things)
        ]
    )

    accept(world, slips="hold", slips_2="move:finished-work")

    [mine] = Notice.objects.filter(
        person=world.person("manager"), href="/tern/strategy/versions/2/#consequences"
    )
    assert mine.sentence == (
        "Version 2 of the strategy: of yours, 1 thing moved to another pillar, 1 thing held back and 1 thing kept."
    )
    [general] = Notice.objects.filter(person=world.person("contributor"), kind="strategy")
    assert general.sentence == "Version 2 of the strategy is in force. It changes purpose."
    assert not Notice.objects.filter(person=world.person("strategist"), kind="strategy").exists()


def test_a_proposal_is_accepted_with_what_becomes_of_what_it_touches(world: World, carried: Carried) -> None:
    proposal = proposed(world)
    client = world.client("strategist")
    page = client.get(f"/tern/strategy/proposals/{proposal.pk}/").content.decode()
    assert 'name="wish-slips" form="taking"' in page

    client.post(f"/tern/strategy/proposals/{proposal.pk}/trial/", {"weeks": "4", "wish-slips": "hold"})

    assert [done[1] for done in carried] == ["hold", "hold", "hold"]
    assert "2 held back" in client.get("/tern/strategy/decisions/").content.decode()
    assert world.client("viewer").get("/tern/strategy/versions/2/").content.decode().count("Held") == 2


def test_many_things_are_shown_in_part_until_somebody_asks_for_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = tuple(Thing(number, f"Slip {number}.") for number in range(30))
    monkeypatch.setattr(impact, "_sources", [])
    impact.register(
        lambda access, workspace, before, after: [
            Touched("slips", 30, kind="slip", group="slips", things=things)
        ]
    )
    accepted_strategy(world)
    open_draft(world)
    client = world.client("strategist")

    page = client.get("/tern/strategy/draft/").content.decode()

    assert "Slip 11." in page
    assert "Slip 12." not in page
    assert 'href="?all=slips#touched"' in page
    assert "Slip 29." in client.get("/tern/strategy/draft/?all=slips").content.decode()
