from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.yaml import read_yaml
from waypost.loop.strategy.queries import draft_of
from waypost.loop.strategy.tests.documents import small, tern_and_tide
from waypost.loop.strategy.tests.domain.test_examples import WHOLE, example
from waypost.loop.strategy.tests.domain.test_on_paper import free_words
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft

READING = [
    "strategy/",
    "strategy/versions/",
    "strategy/versions/1/",
    "strategy/comparison/",
    "strategy/yaml/",
    "strategy/draft/",
]
EDITING = ["strategy/sections/purpose/", "strategy/sections/crisis/"]
WRITING = [
    "strategy/draft/",
    "strategy/draft/acceptance/",
    "strategy/draft/removal/",
    "strategy/draft/base/",
    "strategy/yaml/",
]
MEMBERS = ["owner", "strategist", "manager", "marketer", "contributor", "approver", "client", "viewer"]
STRANGERS = ["outsider", "neighbour"]


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

    for path in ["versions/1/", "versions/1/yaml/"]:
        assert world.client("owner").get(f"/tern/strategy/{path}").status_code == 404, path
    assert (
        world.client("owner").get("/tern/strategy/comparison/?to=1")["Location"] == "/tern/strategy/versions/"
    )


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
        "Sheet 12 of 40, A3",
        "the story in the caption",
        "From what the business wants to what we count",
        "38 → 60",
        "No figure yet",
        "Signs up for the harbour letter.",
        "#reductionprint",
        "Silent for half the year",
        "of the most that these can come to",
        "Weather over the breakwater",
        "Messages with friends",
        "6 of 13 posting times a week find them around.",
        "25 points more",
        "Prices without the print beside them",
        "A new sheet leaves tomorrow.",
    ]:
        assert words in page, words
    assert "Edit<" not in page


@pytest.mark.parametrize("name", WHOLE)
def test_the_page_leaves_out_nothing_that_was_written(world: World, name: str) -> None:
    strategy = example(name).model_copy(update={"brand": world.workspace.name})
    accepted_strategy(world, strategy)

    page = " ".join(unescape(world.client("viewer").get("/tern/strategy/").content.decode()).split())

    assert [line for line in free_words(strategy) if line not in page] == []


def test_a_statement_says_for_which_level_it_is(world: World) -> None:
    accepted_strategy(world, example("corner-bakery"))

    page = world.client("viewer").get("/tern/strategy/").content.decode()

    assert page.count("For Issue, Crisis") == 2


def test_who_edits_sees_how_much_each_section_lacks(world: World) -> None:
    accepted_strategy(world)

    edits = world.client("strategist").get("/tern/strategy/").content.decode()
    reads = world.client("viewer").get("/tern/strategy/").content.decode()

    assert "2 missing" in edits
    assert "missing</span>" not in reads


def test_who_may_edit_is_offered_it(world: World) -> None:
    accepted_strategy(world)

    page = world.client("strategist").get("/tern/strategy/").content.decode()

    assert "/tern/strategy/sections/pillars/" in page


def test_what_is_drawn_once_is_drawn_anew_for_another_version_and_for_readers(world: World) -> None:
    first = tern_and_tide()
    accepted_strategy(world, first)
    edit = 'href="/tern/strategy/sections/voice/"'
    assert edit in world.client("strategist").get("/tern/strategy/").content.decode()
    assert edit not in world.client("viewer").get("/tern/strategy/").content.decode()

    voice = first.voice.model_copy(update={"summary": "Like the tide tables."})
    accepted_strategy(world, first.model_copy(update={"voice": voice}))

    assert "Like the tide tables." in world.client("viewer").get("/tern/strategy/").content.decode()
    assert "Like the tide tables." not in (
        world.client("viewer").get("/tern/strategy/versions/1/").content.decode()
    )


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


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 15),
        ("draft/", 12),
        ("versions/", 12),
        ("versions/1/", 15),
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


def test_an_intention_and_its_objective_in_the_same_words_are_said_once(world: World) -> None:
    said = {"key": "business", "label": "Fill the workshop", "outcome": "Fill the workshop."}
    goal = {"key": "first", "label": "Fill the workshop", "objective": "business"}
    accepted_strategy(world, Strategy.model_validate(small(objectives=[said], goals=[goal])))

    page = world.client("viewer").get("/tern/strategy/").content.decode()

    assert page.count("Fill the workshop") == 1


def test_an_objective_that_says_more_than_its_goal_is_read_in_full(world: World) -> None:
    outcome = "Fill the workshop with people who come back every week."
    objectives = [
        {"key": "business", "label": "Fill the workshop…", "outcome": outcome},
        {"key": "calm", "label": "Work calmly"},
    ]
    goals = [
        {"key": "first", "label": "Fill the workshop…", "objective": "business"},
        {"key": "second", "label": "Answer within a day", "objective": "calm"},
    ]
    accepted_strategy(world, Strategy.model_validate(small(objectives=objectives, goals=goals)))

    page = world.client("viewer").get("/tern/strategy/").content.decode()

    assert page.count(outcome) == 1
    assert page.count("Fill the workshop…") == 1
    assert "For: Work calmly" in page
