import pytest

from tests.world import World
from waypost.loop.strategy import impact
from waypost.loop.strategy.domain.impact import Touched
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft


def test_a_draft_shows_what_it_changes_and_is_accepted(world: World) -> None:
    accepted_strategy(world)
    open_draft(world)
    client = world.client("strategist")

    page = client.get("/tern/strategy/draft/").content.decode()
    assert "To print the harbour." in page
    assert "Make this the strategy" in page

    client.post("/tern/strategy/draft/acceptance/", {"based_on": "1", "note": "Shorter"})

    version = current_version(world.workspace.pk)
    assert (version.number, version.note) == (2, "Shorter")


def test_a_draft_with_problems_shows_them_instead_of_the_button(world: World) -> None:
    open_draft(world, pillars=tern_and_tide().pillars[:2])

    page = world.client("strategist").get("/tern/strategy/draft/").content.decode()

    assert "The shares of the pillars come to 75%, not 100%." in page
    assert "Make this the first version" not in page


def test_a_reader_sees_a_draft_but_no_button(world: World) -> None:
    open_draft(world)

    page = world.client("viewer").get("/tern/strategy/draft/").content.decode()

    assert "To print the harbour." in page
    assert "Make this the first version" not in page
    assert "Throw it away" not in page


def test_what_a_draft_touches_is_told_by_later_stages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impact, "_sources", [])
    impact.register(
        lambda access, workspace, before, after: [Touched("scheduled posts", 12, "/tern/calendar/")]
    )
    impact.register(lambda access, workspace, before, after: [Touched("briefs", 0)])
    open_draft(world)

    page = world.client("viewer").get("/tern/strategy/draft/").content.decode()

    assert "12 scheduled posts" in page
    assert "briefs" not in page


def test_a_draft_that_was_overtaken_is_brought_up_to_date(world: World) -> None:
    accepted_strategy(world)
    draft = open_draft(world)
    StrategyVersion.objects.filter(state="current").update(state="previous")
    StrategyVersion.objects.create(
        workspace=world.workspace, number=2, state="current", document=tern_and_tide().as_record(),
        accepted_at=draft.created_at, created_by="x",
    )  # fmt: skip
    client = world.client("strategist")

    page = client.get("/tern/strategy/draft/").content.decode()
    assert "Another version became current meanwhile" in page
    assert "Make this the strategy" not in page

    client.post("/tern/strategy/draft/base/")

    assert draft_of(world.access("strategist")).based_on == 2


def test_a_draft_is_started_and_thrown_away(world: World) -> None:
    accepted_strategy(world)
    client = world.client("strategist")
    assert "Start a draft" in client.get("/tern/strategy/draft/").content.decode()

    client.post("/tern/strategy/draft/")
    assert "same as the current version" in client.get("/tern/strategy/draft/").content.decode()

    client.post("/tern/strategy/draft/removal/")
    assert draft_of(world.access("strategist")) is None


@pytest.mark.parametrize("end", ["acceptance", "removal", "base"])
def test_a_draft_that_is_gone_is_said_to_be(world: World, end: str) -> None:
    answer = world.client("owner").post(f"/tern/strategy/draft/{end}/")

    assert answer.status_code == 422
    assert "No draft is open any more" in answer.content.decode()
