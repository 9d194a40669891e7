import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import World
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.schema import published_schema
from waypost.loop.strategy.domain.yaml import write_yaml
from waypost.loop.strategy.examples import EXAMPLES, Example
from waypost.loop.strategy.queries import draft_of
from waypost.loop.strategy.tests.documents import EXAMPLE, tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft

PAGE = "/tern/strategy/yaml/"


def saying(**fields: object) -> str:
    """The example with other words, as a file."""
    return write_yaml(tern_and_tide().model_copy(update=fields))


def drafted(world: World) -> Strategy:
    """What the open draft says."""
    draft = draft_of(world.access("strategist"))
    assert draft is not None
    return draft.strategy


def hidden(page: str) -> dict[str, str]:
    """What the page of a preview sends back when it is confirmed."""
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    since = re.search(r'name="since" value="(\d+)"', page)
    assert text is not None
    assert since is not None
    return {"confirmed": "on", "since": since[1], "text": unescape(text[1]).replace("\n", "\r\n")}


def test_a_file_is_shown_first_and_becomes_a_draft_when_that_is_confirmed(world: World) -> None:
    client = world.client("strategist")
    file = SimpleUploadedFile("strategy.yaml", b"\xef\xbb\xbf" + EXAMPLE.read_bytes())

    page = client.post(PAGE, {"file": file}).content.decode()
    assert "New pillar: “Behind the scenes”." in page
    assert draft_of(world.access("strategist")) is None

    answer = client.post(PAGE, hidden(page))
    assert answer["Location"] == "/tern/strategy/draft/"
    assert drafted(world) == tern_and_tide()


def test_a_pasted_text_with_mistakes_shows_each_with_its_line(world: World) -> None:
    text = write_yaml(tern_and_tide()).replace("channels: [gallery, harbour]", "channels: [nowhere]")

    answer = world.client("strategist").post("/tern/strategy/yaml/", {"text": text})

    assert answer.status_code == 422
    assert "Line " in answer.content.decode()
    assert "channels: [nowhere]" in answer.content.decode()
    assert draft_of(world.access("strategist")) is None


def test_an_import_of_nothing_asks_for_something(world: World) -> None:
    page = world.client("strategist").post("/tern/strategy/yaml/", {}).content.decode()

    assert "Choose a file, or paste its text." in page


def test_a_file_that_says_the_same_changes_nothing(world: World) -> None:
    accepted_strategy(world)

    page = world.client("strategist").post(PAGE, {"text": saying()}).content.decode()

    assert "The strategy says the same as the file already." in page
    assert "Make it a draft" not in page


def test_a_file_over_an_open_draft_keeps_what_the_draft_changed(world: World) -> None:
    accepted_strategy(world)
    open_draft(world, purpose="To print the harbour.")
    client = world.client("strategist")

    page = client.post(PAGE, {"text": saying(brand="Tern, Tide & Co.")}).content.decode()
    client.post(PAGE, hidden(page))

    assert "To print the harbour." not in page
    assert (drafted(world).brand, drafted(world).purpose) == ("Tern, Tide & Co.", "To print the harbour.")


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "From the file."), ("theirs", "To print the harbour.")]
)
def test_where_the_file_and_the_draft_say_different_things_somebody_chooses(
    world: World, choice: str, kept: str
) -> None:
    accepted_strategy(world)
    open_draft(world, purpose="To print the harbour.")
    client = world.client("strategist")

    page = client.post(PAGE, {"text": saying(purpose="From the file.")}).content.decode()
    conflict = re.search(r'name="(prefer-[0-9a-f]+)"', page)
    assert conflict
    assert re.search(r'value="theirs" checked', page), "a careless click keeps what stands here"

    assert client.post(PAGE, hidden(page)).status_code == 409
    assert drafted(world).purpose == "To print the harbour."
    client.post(PAGE, {**hidden(page), conflict[1]: choice})
    assert drafted(world).purpose == kept


def test_what_was_accepted_while_somebody_looked_at_the_preview_is_kept(world: World) -> None:
    accepted_strategy(world)
    client = world.client("strategist")
    page = client.post(PAGE, {"text": saying(brand="Tern, Tide & Co.")}).content.decode()
    other = open_draft(world, purpose="To print the harbour.")
    versions.accept(other, based_on=1, by=world.actor("owner"))

    client.post(PAGE, hidden(page))

    assert (drafted(world).brand, drafted(world).purpose) == ("Tern, Tide & Co.", "To print the harbour.")


def test_what_becomes_current_before_a_first_file_is_confirmed_is_asked_about(world: World) -> None:
    client = world.client("strategist")
    page = client.post(PAGE, {"text": saying(purpose="From the file.")}).content.decode()
    accepted_strategy(world)

    assert client.post(PAGE, hidden(page)).status_code == 409
    assert draft_of(world.access("strategist")) is None


def test_a_file_may_take_things_out(world: World) -> None:
    accepted_strategy(world)
    client = world.client("strategist")

    page = client.post(PAGE, {"text": saying(competitors=())}).content.decode()
    client.post(PAGE, hidden(page))

    assert "The competitor “The print fair up the coast” is taken out." in page
    assert drafted(world).competitors == ()


def test_looking_at_a_file_changes_nothing(world: World) -> None:
    accepted_strategy(world)
    open_draft(world)

    found = drafts.arrival(world.workspace, text=saying(brand="Other"))

    assert found.after.brand == "Other"
    assert drafted(world).brand == "Tern & Tide"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_brand_without_a_strategy_may_begin_from_an_example(world: World, example: Example) -> None:
    client = world.client("strategist")
    assert example.label in client.get("/tern/strategy/").content.decode()

    page = client.post(PAGE, {"example": example.name}).content.decode()
    client.post(PAGE, hidden(page))

    assert drafted(world).brand == "Tern & Tide"
    assert problems(drafted(world)) == ()
    assert len(drafted(world).pillars) == 4


def test_the_schema_that_completes_the_file_is_taken_from_the_same_page(world: World) -> None:
    client = world.client("strategist")

    answer = client.get("/tern/strategy/schema/")

    assert "/tern/strategy/schema/" in client.get(PAGE).content.decode()
    assert json.loads(answer.content) == published_schema()
    assert answer["Content-Disposition"] == 'attachment; filename="strategy.schema.json"'


def test_an_example_that_is_not_there_is_refused(world: World) -> None:
    world.client("strategist").post(PAGE, {"example": "../../pyproject"})

    assert draft_of(world.access("strategist")) is None


def test_without_the_docs_no_example_is_offered(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("waypost.loop.strategy.examples.FOLDER", tmp_path)

    assert "whole example" not in world.client("strategist").get("/tern/strategy/").content.decode()
