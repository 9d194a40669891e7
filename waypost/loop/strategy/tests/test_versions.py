from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import (
    ChannelRole,
    FunnelStage,
    Goal,
    Objective,
    Persona,
    Pillar,
    StrategyVersion,
)
from waypost.loop.strategy.queries import (
    accepted_before,
    current_strategy,
    current_version,
    draft_of,
    pillars,
)
from waypost.loop.strategy.tests.documents import pillar, small, tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def adopted(world: World, *items: dict[str, object]) -> StrategyVersion:
    return accepted_strategy(world, Strategy.model_validate(small(pillars=items)))


def test_an_accepted_draft_is_the_current_version(world: World) -> None:
    draft = drafts.replace(
        world.workspace, strategy=tern_and_tide(), note="The beginning", by=world.actor("strategist")
    )

    version = versions.accept(draft, based_on=None, by=world.actor("owner"))

    assert current_version(world.workspace.pk) == version
    assert (version.number, version.state, version.note) == (1, "current", "The beginning")
    assert version.accepted_by == "Odile Tern"
    assert Entry.objects.get(verb="strategy.accepted").details["number"] == 1


def test_the_version_before_becomes_previous(world: World) -> None:
    first = accepted_strategy(world)

    second = adopted(world, pillar("a", hue=1))

    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("previous", "current", 2)


def test_accepting_makes_a_row_for_each_item(world: World) -> None:
    accepted_strategy(world)

    assert [row.key for row in pillars(world.access("viewer"))] == [
        "behind-the-scenes",
        "finished-work",
        "harbour-life",
    ]
    assert [row.hue for row in pillars(world.access("viewer"))] == [5, 2, 4]
    assert [kind.objects.count() for kind in (Objective, Goal, Persona, ChannelRole, FunnelStage)] == [
        2,
        3,
        2,
        3,
        4,
    ]


def test_a_row_lives_across_versions(world: World) -> None:
    adopted(world, pillar("a", hue=1, label="First"))
    row = Pillar.objects.get()

    adopted(world, pillar("a", hue=3, label="Second"))

    row.refresh_from_db()
    assert (row.label, row.hue, row.first_version, row.last_version) == ("Second", 3, 1, 2)


def test_an_item_that_left_is_archived_and_comes_back(world: World) -> None:
    adopted(world, pillar("a", 0.5, hue=1), pillar("b", 0.5, hue=2))
    row = Pillar.objects.get(key="b")

    adopted(world, pillar("a", hue=1))
    row.refresh_from_db()
    assert row.is_archived
    assert row.last_version == 1
    assert row not in pillars(world.access("viewer"))
    assert row in pillars(world.access("viewer"), archived=True)

    adopted(world, pillar("a", 0.5, hue=1), pillar("b", 0.5, hue=2))
    row.refresh_from_db()
    assert (row.archived_at, row.last_version) == (None, 3)


def test_a_renamed_item_keeps_its_row(world: World) -> None:
    adopted(world, pillar("boats", hue=1))
    row = Pillar.objects.get()

    adopted(world, pillar("harbour-life", hue=1, was="boats"))

    row.refresh_from_db()
    assert row.key == "harbour-life"
    assert Pillar.objects.count() == 1


def test_a_rename_to_a_key_with_a_history_is_refused(world: World) -> None:
    adopted(world, pillar("boats", 0.5, hue=1), pillar("harbour-life", 0.5, hue=2))
    adopted(world, pillar("boats", hue=1))

    with pytest.raises(Refusal, match="was another item's key before"):
        adopted(world, pillar("harbour-life", hue=1, was="boats"))

    assert current_version(world.workspace.pk).number == 2


def test_a_draft_makes_no_rows(world: World) -> None:
    drafts.replace(world.workspace, strategy=tern_and_tide(), by=world.actor("strategist"))

    assert not Pillar.objects.exists()


def test_a_draft_whose_base_has_moved_is_refused(world: World) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    StrategyVersion.objects.filter(pk=draft.pk).update(based_on=None)

    with pytest.raises(Refusal, match="Version 1 became current"):
        versions.accept(draft, based_on=1, by=world.actor("strategist"))


def test_what_was_looked_at_is_what_is_accepted(world: World) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("strategist"))

    with pytest.raises(Refusal, match="Bring the draft up to date"):
        versions.accept(draft, based_on=None, by=world.actor("strategist"))

    assert current_version(world.workspace.pk).number == 1


def test_a_document_that_does_not_fit_together_is_refused(world: World) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    draft = drafts.replace_section(
        draft, section="pillars", content={"pillars": [pillar("a", 0.5)]}, by=world.actor("strategist")
    )

    with pytest.raises(Refusal, match="come to 50%, not 100%"):
        versions.accept(draft, based_on=None, by=world.actor("strategist"))


def test_a_draft_is_accepted_once(world: World) -> None:
    draft = drafts.replace(world.workspace, strategy=tern_and_tide(), by=world.actor("strategist"))
    versions.accept(draft, based_on=None, by=world.actor("strategist"))

    with pytest.raises(Refusal, match="not open any more"):
        versions.accept(draft, based_on=1, by=world.actor("strategist"))


def test_an_accepted_version_cannot_be_changed(world: World) -> None:
    version = accepted_strategy(world)

    version.note = "Afterwards"
    with pytest.raises(AssertionError):
        version.save()
    with pytest.raises(AssertionError):
        StrategyVersion.objects.filter(pk=version.pk).update(document={})
    with pytest.raises(AssertionError):
        StrategyVersion.objects.only("note").get(pk=version.pk).save()


def test_the_database_keeps_one_current_version(world: World) -> None:
    version = accepted_strategy(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        StrategyVersion.objects.create(
            workspace=world.workspace,
            document=version.document,
            number=2,
            state="current",
            accepted_at=clock.now(),
            created_by="x",
        )


def test_history_is_judged_by_the_version_current_then(world: World) -> None:
    start = clock.now()
    with clock.frozen_at(start):
        first = accepted_strategy(world)
    with clock.frozen_at(start + timedelta(days=30)):
        second = adopted(world, pillar("a", hue=1))

    access = world.access("viewer")
    assert accepted_before(access, start).first() is None
    assert accepted_before(access, start + timedelta(days=29)).first() == first
    assert accepted_before(access, start + timedelta(days=31)).first() == second


def test_saving_accepts_when_one_is_alone(world: World) -> None:
    accepted_strategy(world)
    world.workspace.size = "solo"

    version = versions.save_section(
        world.workspace, section="purpose", content={"purpose": "To print."}, by=world.actor("owner")
    )

    assert (version.number, version.strategy.purpose) == (2, "To print.")
    assert draft_of(world.access("owner")) is None


def test_saving_alone_goes_into_an_open_draft(world: World) -> None:
    accepted_strategy(world)
    world.workspace.size = "solo"
    draft = drafts.start(world.workspace, by=world.actor("owner"))

    saved = versions.save_section(
        world.workspace, section="purpose", content={"purpose": "To print."}, by=world.actor("owner")
    )

    assert saved.pk == draft.pk
    assert saved.is_draft


def test_saving_in_a_team_makes_a_draft(world: World) -> None:
    saved = versions.save_section(
        world.workspace, section="purpose", content={"purpose": "To print."}, by=world.actor("strategist")
    )

    assert saved.is_draft


def test_saving_alone_what_does_not_fit_leaves_nothing_behind(world: World) -> None:
    accepted_strategy(world)
    world.workspace.size = "solo"

    with pytest.raises(Refusal):
        versions.save_section(
            world.workspace,
            section="pillars",
            content={"pillars": [pillar("a", 0.5)]},
            by=world.actor("owner"),
        )

    assert StrategyVersion.objects.count() == 1


@pytest.mark.parametrize("role", ["owner", "strategist"])
def test_strategists_and_owners_may_accept(world: World, role: str) -> None:
    assert versions.adopt(world.workspace, strategy=tern_and_tide(), by=world.actor(role)).is_current


@pytest.mark.parametrize(
    "role", ["manager", "marketer", "contributor", "approver", "client", "viewer", "outsider", "neighbour"]
)
def test_nobody_else_may_accept(world: World, role: str) -> None:
    draft = drafts.replace(world.workspace, strategy=tern_and_tide(), by=world.actor("strategist"))

    with pytest.raises(NotAllowed):
        versions.accept(draft, based_on=None, by=world.actor(role))
    with pytest.raises(NotAllowed):
        versions.adopt(world.workspace, strategy=tern_and_tide(), by=world.actor(role))
    with pytest.raises(NotAllowed):
        versions.save_section(
            world.workspace, section="purpose", content={"purpose": "x"}, by=world.actor(role)
        )


def test_items_of_another_brand_stay_out_of_sight(world: World) -> None:
    accepted_strategy(world)
    versions.adopt(world.other, strategy=tern_and_tide(), by=world.actor("neighbour"))

    assert {row.workspace_id for row in pillars(world.access("viewer"))} == {world.workspace.pk}
    assert current_version(world.other.pk).workspace == world.other


def test_the_strategy_in_force_is_that_of_the_version_accepted_last(world: World) -> None:
    assert current_strategy(world.workspace.pk) is None
    adopted(world, pillar("craft", hue=1))
    before = current_strategy(world.workspace.pk)

    second = adopted(world, pillar("harbour", hue=2))

    after = current_strategy(world.workspace.pk)
    assert before is not None
    assert after == second.strategy
    assert [part.key for part in before.pillars] == ["craft"]
    assert current_strategy(world.other.pk) is None
