import pytest

from tests.world import World
from waypost.loop.strategy.domain.document import CrisisPlan
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft

PAPERS = ["markdown", "pdf", "crisis-plan"]


@pytest.fixture
def set_in_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are tested without the typesetter; it has a test of its own."""
    monkeypatch.setattr(
        "waypost.loop.strategy.views.papers.pdf", lambda sheet: f"%PDF {sheet.title}".encode()
    )


@pytest.mark.usefixtures("set_in_type")
@pytest.mark.parametrize(
    ("paper", "name", "begins"),
    [
        ("markdown", "tern-strategy-1.md", "# Tern \\& Tide: Strategy\n\nVersion 1, in force since "),
        ("pdf", "tern-strategy-1.pdf", "%PDF Strategy"),
        ("crisis-plan", "tern-crisis-plan-1.pdf", "%PDF Crisis plan"),
    ],
)
def test_whoever_sees_the_strategy_may_take_it_away(world: World, paper: str, name: str, begins: str) -> None:
    accepted_strategy(world)

    answer = world.client("viewer").get(f"/tern/strategy/versions/1/{paper}/")

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content.decode().startswith(begins)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_stranger_gets_no_paper(world: World, paper: str) -> None:
    accepted_strategy(world)

    assert world.client("outsider").get(f"/tern/strategy/versions/1/{paper}/").status_code == 404


def test_a_draft_on_paper_says_on_every_page_that_it_is_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = []
    monkeypatch.setattr(
        "waypost.loop.strategy.views.papers.pdf", lambda sheet: sheets.append(sheet) or b"%PDF"
    )
    accepted_strategy(world)
    open_draft(world, purpose="To print the harbour.")

    answer = world.client("client").get("/tern/strategy/draft/pdf/")

    assert answer["Content-Disposition"] == 'attachment; filename="tern-strategy-draft.pdf"'
    (sheet,) = sheets
    assert sheet.mark == "Draft"
    assert sheet.note.endswith("not in force")
    assert "To print the harbour." in str(sheet.chapters)


def test_a_draft_that_does_not_fit_together_yet_can_be_taken_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.loop.strategy.views.papers.pdf", lambda sheet: str(sheet.chapters).encode())
    open_draft(world, personas=(), pillars=tern_and_tide().pillars[:1])

    answer = world.client("viewer").get("/tern/strategy/draft/pdf/")

    assert tern_and_tide().pillars[0].label in answer.content.decode()


def test_without_a_draft_there_is_no_paper_of_it(world: World) -> None:
    accepted_strategy(world)

    assert world.client("owner").get("/tern/strategy/draft/pdf/").status_code == 404


def test_an_old_version_says_that_it_is_old(world: World) -> None:
    accepted_strategy(world)
    accepted_strategy(world, tern_and_tide().model_copy(update={"purpose": "Second."}))

    text = world.client("viewer").get("/tern/strategy/versions/1/markdown/").content.decode()

    assert "not in force any more" in text.splitlines()[2]


def test_without_a_crisis_plan_none_is_offered(world: World) -> None:
    accepted_strategy(world, tern_and_tide().model_copy(update={"crisis_plan": CrisisPlan()}))
    client = world.client("owner")

    assert client.get("/tern/strategy/versions/1/crisis-plan/").status_code == 404
    assert "crisis-plan" not in client.get("/tern/strategy/yaml/").content.decode()
