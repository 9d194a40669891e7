import sys
from datetime import date

import pytest

from tests.world import World
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.loop.strategy.tests.documents import pillar, small, tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, asked_review, open_draft, proposed
from waypost.toolkit.refusal import Refusal


def boats() -> Strategy:
    """Three pillars, and nothing that names them."""
    shares = {"boats": 0.4, "ink": 0.3, "fog": 0.3}
    return strategy_from(small(pillars=[pillar(key, share) for key, share in shares.items()]))


def renamed(key: str, **changes: object) -> Strategy:
    """The boats, whose first pillar has another key."""
    first, *others = boats().pillars
    other = first.model_copy(update={"key": key, "was": first.key, **changes})
    return boats().model_copy(update={"pillars": (other, *others)})


def accept_again(world: World, strategy: Strategy) -> None:
    versions.put_in_force(world.workspace, strategy=strategy, by=world.actor("owner"))


def test_going_back_makes_a_draft_of_the_old_words_that_is_accepted_like_any_other(world: World) -> None:
    first = accepted_strategy(world)
    accept_again(world, tern_and_tide().model_copy(update={"purpose": "Something else."}))

    draft = versions.roll_back(first, by=world.actor("strategist"))
    versions.accept(draft, based_on=2, by=world.actor("strategist"))

    version = current_version(world.workspace.pk)
    assert version is not None
    assert (version.number, version.note) == (3, "As version 1 was")
    assert version.strategy == first.strategy


def test_a_pillar_that_was_renamed_meanwhile_is_the_same_pillar_after_going_back(world: World) -> None:
    first = accepted_strategy(world, boats())
    key = boats().pillars[0].key
    row = Pillar.objects.get(workspace=world.workspace, key=key)
    accept_again(world, renamed("workshop", label="The workshop"))

    versions.accept(versions.roll_back(first, by=world.actor("owner")), based_on=2, by=world.actor("owner"))

    row.refresh_from_db()
    assert (row.key, row.label, row.archived_at) == (key, boats().pillars[0].label, None)
    assert Pillar.objects.filter(workspace=world.workspace).count() == 3


def test_a_key_that_another_pillar_took_meanwhile_stands_in_nobody_s_way(world: World) -> None:
    first = accepted_strategy(world, boats())
    key = boats().pillars[0].key
    accept_again(world, renamed("workshop"))
    moved = renamed("workshop")
    accept_again(
        world,
        moved.model_copy(
            update={
                "pillars": tuple(
                    pillar.model_copy(update={"was": None, "key": key if place == 1 else pillar.key})
                    for place, pillar in enumerate(moved.pillars)
                )
            }
        ),
    )

    versions.accept(versions.roll_back(first, by=world.actor("owner")), based_on=3, by=world.actor("owner"))

    version = current_version(world.workspace.pk)
    assert version is not None
    assert {pillar.key for pillar in version.strategy.pillars} == {row.key for row in boats().pillars}


def test_a_brand_of_one_goes_back_at_once(world: World) -> None:
    first = accepted_strategy(world)
    accept_again(world, tern_and_tide().model_copy(update={"purpose": "Something else."}))
    world.workspace.size = "solo"
    world.workspace.save()

    answer = world.client("owner").post("/tern/strategy/versions/1/restoration/")

    assert answer.status_code == 302
    version = current_version(world.workspace.pk)
    assert version is not None
    assert (version.number, version.strategy) == (3, first.strategy)


def test_an_open_draft_is_not_written_over(world: World) -> None:
    first = accepted_strategy(world)
    accept_again(world, tern_and_tide().model_copy(update={"purpose": "Something else."}))
    draft = open_draft(world)

    with pytest.raises(Refusal, match="A draft is open"):
        versions.roll_back(first, by=world.actor("owner"))

    assert draft_of(world.access("owner")) == draft


def test_there_is_nothing_to_go_back_to_where_nothing_changed(world: World) -> None:
    first = accepted_strategy(world)

    with pytest.raises(Refusal, match="says the same"):
        versions.roll_back(first, by=world.actor("owner"))


def test_the_page_of_an_old_version_leads_back_to_it(world: World) -> None:
    accepted_strategy(world)
    accept_again(world, tern_and_tide().model_copy(update={"purpose": "Something else."}))
    client = world.client("strategist")

    assert "Go back to this version" in client.get("/tern/strategy/versions/1/").content.decode()
    assert "Go back to this version" not in client.get("/tern/strategy/versions/2/").content.decode()
    assert (
        "Go back to this version"
        not in world.client("viewer").get("/tern/strategy/versions/1/").content.decode()
    )

    answer = client.post("/tern/strategy/versions/1/restoration/")

    assert answer["Location"] == "/tern/strategy/draft/"


def test_the_decisions_say_who_decided_what_and_why(world: World) -> None:
    proposal = proposed(world)
    review = asked_review(world)
    client = world.client("manager")
    client.post(f"/tern/strategy/draft/review/{review.pk}/return/", {"words": "More of the harbour."})
    world.client("owner").post(
        f"/tern/strategy/proposals/{proposal.pk}/refusal/", {"note": "It rains there."}
    )

    page = world.client("viewer").get("/tern/strategy/decisions/").content.decode()

    for said in ("Version 1", "Mateus Ribeiro asked to look at the draft", "Are the shares right?",
                 "More of the harbour.", proposal.title, "It rains there."):  # fmt: skip
        assert said in page
    assert page.index("It rains there.") < page.index("More of the harbour.") < page.index("Version 1")


def test_earlier_decisions_stand_on_the_next_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["waypost.loop.strategy.views.decisions"], "A_PAGE", 2)
    accepted_strategy(world)
    for number in range(2):
        accept_again(world, tern_and_tide().model_copy(update={"purpose": f"Purpose {number}."}))
    client = world.client("viewer")

    page = client.get("/tern/strategy/decisions/").content.decode()

    assert "Version 3" in page
    assert "Version 1<" not in page
    older = page.split('href="?before=')[1].split('"')[0]
    assert "Version 1<" in client.get(f"/tern/strategy/decisions/?before={older}").content.decode()


@pytest.mark.parametrize("before", ["soon", "2026-13-77T00:00", date.min.isoformat()])
def test_a_time_that_cannot_be_read_shows_the_latest(world: World, before: str) -> None:
    accepted_strategy(world)

    assert (
        "Version 1"
        in world.client("viewer").get(f"/tern/strategy/decisions/?before={before}").content.decode()
    )


def test_the_draft_can_be_compared_with_any_version(world: World) -> None:
    accepted_strategy(world)
    open_draft(world)

    page = world.client("viewer").get("/tern/strategy/comparison/?from=1&to=draft").content.decode()

    assert "Version 1 and draft" in page
    assert "To print the harbour." in page
