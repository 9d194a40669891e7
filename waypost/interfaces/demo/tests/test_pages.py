"""Somebody who has just arrived looks at the demo, and deletes it."""

import pytest

from tests.world import World
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.demo import progress
from waypost.interfaces.demo.progress import Progress, Stage


@pytest.fixture
def demo(world: World) -> Workspace:
    world.other.is_simulated = True
    world.other.save(update_fields=["is_simulated"])
    return world.other


@pytest.fixture(autouse=True)
def _home(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_file", lambda: tmp_path / "demo.json")


def test_the_beginning_offers_the_demo_and_leads_into_it(world: World, demo: Workspace) -> None:
    newcomer = world.client("outsider")
    assert b"Look at the demo" in newcomer.get("/begin/").content

    answer = newcomer.post("/demo/visit/")

    assert answer["Location"] == f"/{demo.slug}/"
    page = newcomer.get(f"/{demo.slug}/").content.decode()
    assert "Simulated: nobody and nothing here is real." in page


def test_a_demo_in_the_making_says_how_far_it_is(world: World) -> None:
    progress.write(Progress(Stage.MAKING, percent=41, week=18, weeks=39))

    page = world.client("outsider").get("/begin/").content.decode()

    assert "Week 18 of 39." in page
    assert 'hx-get="/demo/progress/?at=41"' in page


def test_a_page_that_waits_hears_of_it_only_when_it_went_on(world: World) -> None:
    newcomer = world.client("outsider")
    progress.write(Progress(Stage.MAKING, percent=41, week=18, weeks=39))

    assert newcomer.get("/demo/progress/?at=41").status_code == 204
    further = newcomer.get("/demo/progress/?at=38").content.decode()

    assert "Week 18 of 39." in further
    assert "<html" not in further


def test_a_page_that_waited_is_let_in_and_asks_no_more(world: World, demo: Workspace) -> None:
    page = world.client("outsider").get("/demo/progress/?at=90").content.decode()

    assert "Look at the demo" in page
    assert "hx-get" not in page


def test_where_nothing_is_made_nobody_waits(world: World) -> None:
    progress.write(Progress(Stage.FAILED, why="no room"))

    answer = world.client("outsider").get("/demo/progress/?at=41")

    assert (answer.status_code, answer.content) == (200, b"")


def test_a_making_that_failed_is_said_while_there_is_no_brand(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress.write(Progress(Stage.FAILED, why="no room"))
    newcomer = world.client("outsider")
    monkeypatch.setattr(Workspace.objects, "exists", lambda: False)

    assert "The demo could not be made" in newcomer.get("/begin/").content.decode()


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (0, "Its first week is about to begin."),
        (39, "Nearly there: the week that goes on, and what waits in it."),
    ],
)
def test_the_ends_of_the_making_have_words_of_their_own(week: int, words: str) -> None:
    assert Progress(Stage.MAKING, week=week, weeks=39).words == words


def test_the_demo_s_own_page_leads_once_round_the_loop(world: World, demo: Workspace) -> None:
    newcomer = world.client("outsider")
    newcomer.post("/demo/visit/")

    page = newcomer.get(f"/{demo.slug}/demo/")

    stops = page.context["tour"]
    assert [stop.label for stop in stops][-2:] == ["Insights", "Proposals"]
    assert all(f'href="{stop.href}"' in page.content.decode() for stop in stops)


def test_one_click_deletes_it_and_it_does_not_come_back(world: World, demo: Workspace) -> None:
    newcomer = world.client("outsider")
    newcomer.post("/demo/visit/")

    newcomer.post(f"/{demo.slug}/demo/removal/")

    assert not Workspace.objects.filter(pk=demo.pk).exists()
    assert progress.read() == Progress(Stage.GONE)
    assert b"Look at the demo" not in newcomer.get("/begin/").content


def test_a_real_brand_says_nothing_of_a_simulation_and_cannot_be_deleted(world: World) -> None:
    owner = world.client("owner")

    assert "Simulated:" not in owner.get("/tern/").content.decode()
    assert owner.get("/tern/demo/")["Location"] == "/tern/"
    owner.post("/tern/demo/removal/")

    assert Workspace.objects.filter(slug="tern").exists()


def test_a_broken_file_of_progress_is_no_progress(tmp_path) -> None:
    (tmp_path / "demo.json").write_text("{")

    assert progress.read() is None
