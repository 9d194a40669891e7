import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from waypost.loop.strategy import impact
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.impact import Touched
from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.loop.strategy.tests.documents import EXAMPLE, tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy

READING = [
    "strategy/",
    "strategy/versions/",
    "strategy/versions/1/",
    "strategy/comparison/",
    "strategy/yaml/",
    "strategy/draft/",
]
EDITING = [f"strategy/sections/{section.name}/" for section in SECTIONS]
WRITING = [
    "strategy/draft/",
    "strategy/draft/acceptance/",
    "strategy/draft/removal/",
    "strategy/draft/base/",
    "strategy/yaml/",
]
MEMBERS = ["owner", "strategist", "manager", "marketer", "contributor", "approver", "client", "viewer"]
STRANGERS = ["outsider", "neighbour"]


def fields_of(client: Client, path: str) -> dict[str, list[str]]:
    """What a browser would send from the last form of a page, unchanged."""
    page = client.get(path).content.decode()
    form = re.findall(r'<form method="post" class="form strategy-form".*?</form>', page, re.DOTALL)[0]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_choice = 'type="checkbox"' in tag or 'type="radio"' in tag
        if name and (not is_choice or "checked" in tag):
            sent.setdefault(name[1], []).append(unescaped(value[1] if value else ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = [unescaped(text.strip())]
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        sent[name] = [unescaped(chosen[1] if chosen else "")]
    return sent


def unescaped(text: str) -> str:
    for entity, character in {"&amp;": "&", "&#x27;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">"}.items():
        text = text.replace(entity, character)
    return text


def open_draft(world: World, **fields: object) -> StrategyVersion:
    strategy = tern_and_tide().model_copy(update=fields or {"purpose": "To print the harbour."})
    return drafts.replace(world.workspace, strategy=strategy, by=world.actor("strategist"))


@pytest.mark.parametrize("role", MEMBERS)
def test_every_member_may_read(world: World, role: str) -> None:
    accepted_strategy(world)

    for path in READING:
        assert world.client(role).get(f"/tern/{path}").status_code == 200, path
    assert world.client(role).get("/tern/strategy/versions/1/yaml/").status_code == 200


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_finds_nothing(world: World, role: str) -> None:
    accepted_strategy(world)
    open_draft(world)

    for path in [*READING, *EDITING, "strategy/versions/1/yaml/"]:
        assert world.client(role).get(f"/tern/{path}").status_code == 404, path
    for path in [*WRITING, *EDITING]:
        assert world.client(role).post(f"/tern/{path}").status_code == 404, path


@pytest.mark.parametrize("role", [role for role in MEMBERS if role not in ("owner", "strategist")])
def test_readers_may_not_write(world: World, role: str) -> None:
    accepted_strategy(world)
    open_draft(world)

    for path in EDITING:
        assert world.client(role).get(f"/tern/{path}").status_code == 403, path
    for path in [*WRITING, *EDITING]:
        assert world.client(role).post(f"/tern/{path}").status_code == 403, path
    assert draft_of(world.access("viewer")) is not None


def test_a_version_of_another_brand_is_not_found(world: World) -> None:
    versions.adopt(world.other, strategy=tern_and_tide(), by=world.actor("neighbour"))

    for path in ["versions/1/", "versions/1/yaml/", "comparison/?to=1"]:
        assert world.client("owner").get(f"/tern/strategy/{path}").status_code == 404, path


def test_the_strategy_stands_on_one_page(world: World) -> None:
    accepted_strategy(world)

    page = world.client("viewer").get("/tern/strategy/").content.decode()

    for words in [
        "by hand, in runs of forty",
        "Orders from the web shop",
        "An intention",
        "it still needs a measure, a number and a day",
        "Marta, who grew up here",
        "Tue, Thu, Sun 20:00",
        "Behind the scenes",
        "Other printers&#x27; prices",
        "Phone on the inside of the shop door",
        "To fill in: print, day",
    ]:
        assert words in page, words
    assert "Edit<" not in page


def test_who_may_edit_is_offered_it(world: World) -> None:
    accepted_strategy(world)

    page = world.client("strategist").get("/tern/strategy/").content.decode()

    assert "/tern/strategy/sections/pillars/" in page


def test_a_role_without_a_channel_says_so(world: World) -> None:
    accepted_strategy(world)
    assert "Not connected yet" not in world.client("viewer").get("/tern/strategy/").content.decode()

    lost = world.channel("journal")
    type(lost).objects.filter(pk=lost.pk).update(key="renamed")

    assert "Not connected yet" in world.client("viewer").get("/tern/strategy/").content.decode()


def test_without_a_strategy_an_editor_is_shown_the_ways_to_one(world: World) -> None:
    page = world.client("owner").get("/tern/strategy/").content.decode()

    assert "Start your own brand" in page
    assert "Import a YAML file" in page
    assert "Start your own brand" not in world.client("viewer").get("/tern/strategy/").content.decode()


@pytest.mark.parametrize("section", [section.name for section in SECTIONS])
def test_saving_a_section_as_it_is_changes_nothing(world: World, section: str) -> None:
    accepted_strategy(world)
    path = f"/tern/strategy/sections/{section}/"
    client = world.client("strategist")

    answer = client.post(path, fields_of(client, path))

    assert answer.status_code == 302, answer.content.decode()
    assert draft_of(world.access("strategist")).strategy == tern_and_tide()


@pytest.mark.parametrize("section", [section.name for section in SECTIONS])
def test_every_section_can_be_begun_from_nothing(world: World, section: str) -> None:
    path = f"/tern/strategy/sections/{section}/"
    client = world.client("strategist")

    answer = client.post(path, fields_of(client, path))

    assert answer.status_code == 302, answer.content.decode()
    assert draft_of(world.access("strategist")).strategy.pillars == ()


def test_an_item_is_added_and_gets_a_key_from_its_name(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/personas/"
    client = world.client("strategist")
    sent = fields_of(client, path)
    sent |= {
        "personas-TOTAL_FORMS": ["3"],
        "personas-2-label": ["The harbour master"],
        "personas-2-places": ["Aveiro\nPorto\n"],
        "personas-2-active_hours": ["Mon–Fri 6–9"],
    }

    client.post(path, sent)

    added = draft_of(world.access("strategist")).strategy.persona("the-harbour-master")
    assert added.demographics.places == ("Aveiro", "Porto")
    assert added.active_hours[0].starts == 6


def test_a_blank_form_is_added_without_a_script_and_without_a_verdict(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/channels/"
    client = world.client("strategist")
    sent = fields_of(client, path) | {"more": ["channel_roles"], "channel_roles-0-label": [""]}

    page = client.post(path, sent).content.decode()

    assert 'name="channel_roles-3-label"' in page
    assert re.search(r'name="channel_roles-3-reactive_share" value="20"', page)
    assert "field-error" not in page
    assert draft_of(world.access("strategist")) is None


def test_a_blank_form_that_was_not_filled_in_is_left_out(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/channels/"
    client = world.client("strategist")
    sent = fields_of(client, path) | {
        "channel_roles-TOTAL_FORMS": ["4"],
        "channel_roles-3-label": [""],
        "channel_roles-3-reactive_share": ["20"],
        "channel_roles-3-posts_per_week": [""],
    }

    client.post(path, sent)

    assert len(draft_of(world.access("strategist")).strategy.channel_roles) == 3


def test_an_item_is_taken_out_and_nothing_names_it_any_more(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/personas/"
    client = world.client("strategist")

    client.post(path, fields_of(client, path) | {"personas-0-DELETE": ["on"]})

    strategy = draft_of(world.access("strategist")).strategy
    assert [persona.key for persona in strategy.personas] == ["print-maker"]
    assert strategy.pillar("finished-work").personas == ()


@pytest.mark.parametrize(
    ("section", "name", "value", "words"),
    [
        ("personas", "personas-0-active_hours", "mornings", "Write days and hours like"),
        ("channels", "channel_roles-0-times", "noon", "Write days and a time like"),
        ("channels", "channel_roles-0-formats", "image much", "Write formats with their shares"),
        ("pillars", "pillars-0-label", "", "Fill this in"),
        ("pillars", "pillars-0-share", "140", "100"),
        ("goals", "goals-0-deadline", "soon", "Enter a valid date"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    world: World, section: str, name: str, value: str, words: str
) -> None:
    accepted_strategy(world)
    path = f"/tern/strategy/sections/{section}/"
    client = world.client("strategist")

    page = client.post(path, fields_of(client, path) | {name: [value]}).content.decode()

    assert words in page
    assert draft_of(world.access("strategist")) is None


def test_alone_a_mix_that_does_not_fit_is_refused_with_what_was_written(world: World) -> None:
    accepted_strategy(world)
    type(world.workspace).objects.update(size="solo")
    path = "/tern/strategy/sections/pillars/"
    client = world.client("owner")

    answer = client.post(path, fields_of(client, path) | {"pillars-0-share": ["30"]})

    assert answer.status_code == 422
    assert "come to 90%, not 100%" in answer.content.decode()
    assert 'name="pillars-0-share" value="30"' in answer.content.decode()


def test_alone_saving_makes_the_next_version(world: World) -> None:
    accepted_strategy(world)
    type(world.workspace).objects.update(size="solo")
    path = "/tern/strategy/sections/purpose/"
    client = world.client("owner")

    answer = client.post(path, fields_of(client, path) | {"purpose": ["To print the harbour."]})

    assert answer["Location"] == "/tern/strategy/"
    assert current_version(world.workspace.pk).strategy.purpose == "To print the harbour."


def test_nobody_writes_over_what_they_have_not_seen(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/purpose/"
    client = world.client("strategist")
    sent = fields_of(client, path) | {"purpose": ["Mine."]}
    open_draft(world, purpose="Somebody else's.")

    answer = client.post(path, sent)

    assert answer.status_code == 422
    assert "Somebody changed the strategy" in answer.content.decode()
    assert draft_of(world.access("strategist")).strategy.purpose == "Somebody else's."


def test_a_section_that_there_is_not_is_not_found(world: World) -> None:
    assert world.client("owner").get("/tern/strategy/sections/slogans/").status_code == 404


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


def test_any_two_versions_are_compared(world: World) -> None:
    accepted_strategy(world)
    accepted_strategy(world, tern_and_tide().model_copy(update={"purpose": "Second."}))
    accepted_strategy(world, tern_and_tide().model_copy(update={"purpose": "Third."}))

    page = world.client("viewer").get("/tern/strategy/comparison/?from=2&to=3").content.decode()

    assert "<del>Second.</del>" in page
    assert "<ins>Third.</ins>" in page


def test_a_previous_version_says_that_it_is_not_in_force(world: World) -> None:
    accepted_strategy(world)
    accepted_strategy(world, tern_and_tide().model_copy(update={"purpose": "Second."}))

    page = world.client("viewer").get("/tern/strategy/versions/1/").content.decode()

    assert "It is not in force any more" in page
    assert "in runs of forty" in page


def test_the_file_that_is_taken_out_gives_the_same_strategy(world: World) -> None:
    accepted_strategy(world)

    answer = world.client("viewer").get("/tern/strategy/versions/1/yaml/")

    assert read_yaml(answer.content) == tern_and_tide()
    assert answer["Content-Disposition"] == 'attachment; filename="tern-strategy-1.yaml"'


def test_a_file_is_imported_as_a_draft(world: World) -> None:
    file = SimpleUploadedFile("strategy.yaml", EXAMPLE.read_bytes())

    answer = world.client("strategist").post("/tern/strategy/yaml/", {"file": file})

    assert answer["Location"] == "/tern/strategy/draft/"
    assert draft_of(world.access("strategist")).strategy == tern_and_tide()


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


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 12),
        ("draft/", 12),
        ("versions/", 12),
        ("versions/1/", 12),
        ("comparison/", 12),
        ("yaml/", 12),
        ("sections/pillars/", 12),
    ],
)
def test_pages_ask_the_database_little(
    world: World, path: str, queries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    accepted_strategy(world)
    open_draft(world)
    client = world.client("owner")
    client.get(f"/tern/strategy/{path}")

    with django_assert_max_num_queries(queries):
        client.get(f"/tern/strategy/{path}")
