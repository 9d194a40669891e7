import re

import pytest

from tests.world import World
from waypost.loop.strategy.domain.sections import LISTS, SECTIONS
from waypost.loop.strategy.forms.crisis_starts import CRISIS_STARTS
from waypost.loop.strategy.forms.starts import STARTS
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.loop.strategy.tests.browser import fields_in, fields_of
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy


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
        ("voice", "traits-0-examples", "Big news", "an arrow, and how we say it"),
        ("pillars", "mix_rules-0-parts", "mostly nice", "Write a name and its share"),
        ("personas", "personas-0-attention", "Everywhere", "Write a name and its share"),
        ("hashtags", "hashtag_sets-0-tags", "#lino#cut", "A hashtag is one word"),
        ("creators", "criteria-0-weight", "9", "less than or equal to 5"),
        ("creators", "go_from", "120", "less than or equal to 100"),
        ("competitors", "competitors-0-label", "", "Fill this in"),
        ("channels", "channel_roles-0-times", "noon", "Write days and a time like"),
        ("channels", "channel_roles-0-formats", "image much", "Write formats with their shares"),
        ("pillars", "pillars-0-label", "", "Fill this in"),
        ("pillars", "pillars-0-share", "140", "100"),
        ("crisis", "levels-0-measured", "a reporter calls", "Write what is counted"),
        ("goals", "goals-0-deadline", "soon", "Enter a valid date"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    world: World, section: str, name: str, value: str, words: str
) -> None:
    accepted_strategy(world)
    path = f"/tern/strategy/sections/{section}/"
    client = world.client("strategist")

    answer = client.post(path, fields_of(client, path) | {name: [value]})

    assert answer.status_code == 422
    assert words in answer.content.decode()
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


def test_what_becomes_of_a_pillar_is_written_for_each_channel(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/pillars/"
    client = world.client("strategist")
    sent = fields_of(client, path)

    changed = {
        "pillars-0-adaptations-by-harbour": ["One line a day."],
        "pillars-0-adaptations-by-journal": [""],
    }
    client.post(path, sent | changed)

    found = draft_of(world.access("strategist")).strategy.pillar("behind-the-scenes").adaptations
    assert list(found) == ["gallery", "harbour"]
    assert found["harbour"] == "One line a day."


def test_a_mix_rule_begins_from_one_in_common_use(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/pillars/"
    client = world.client("strategist")

    page = client.post(path, fields_of(client, path) | {"more": ["mix_rules:thirds"]}).content.decode()

    assert 'name="mix_rules-1-label" value="Thirds"' in page
    assert "From our field 33%" in page


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("levels:incident", "messages: 5 times the usual in 1 hour"),
        ("holding_statements:hurt", "Somebody was hurt {where} today"),
        ("engage_tree:wrong", "Is something that they say about us untrue?"),
    ],
)
def test_a_crisis_plan_begins_from_what_is_common(world: World, start: str, words: str) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/crisis/"
    client = world.client("strategist")

    page = client.post(path, fields_of(client, path) | {"more": [start]}).content.decode()

    assert words in page


def test_alone_nobody_is_asked_for_a_matrix_and_one_that_is_there_stays(world: World) -> None:
    type(world.workspace).objects.update(size="solo")
    path = "/tern/strategy/sections/crisis/"
    client = world.client("owner")
    assert "escalation-TOTAL_FORMS" not in client.get(path).content.decode()
    accepted_strategy(world)
    assert "escalation-TOTAL_FORMS" in client.get(path).content.decode()

    client.post(path, fields_of(client, path) | {"stop_when": ["Nobody asks any more"]})

    now = current_version(world.workspace.pk)
    assert now is not None
    assert now.strategy.crisis_plan.stop_when == ("Nobody asks any more",)
    assert len(now.strategy.crisis_plan.escalation) == 2


def test_every_start_of_a_crisis_plan_can_be_saved(world: World) -> None:
    path = "/tern/strategy/sections/crisis/"
    client = world.client("strategist")
    sent = fields_of(client, path)
    for name, starts in CRISIS_STARTS.items():
        for place, start in enumerate(starts.values()):
            sent |= {f"{name}-{place}-{field}": [value] for field, value in start.items()}
        sent[f"{name}-TOTAL_FORMS"] = [str(len(starts))]

    answer = client.post(path, sent)

    assert answer.status_code == 302, answer.content.decode()[-3000:]
    plan = draft_of(world.access("strategist")).strategy.crisis_plan
    assert [level.label for level in plan.levels] == ["Noise", "Issue", "Incident", "Crisis"]
    assert [len(level.measured) for level in plan.levels] == [0, 1, 1, 1]
    assert len(plan.holding_statements) == len(plan.engage_tree) == 5


@pytest.mark.parametrize(
    ("section", "name", "labels"),
    [
        ("goals", "goals", ["More awareness", "More engagement", "More traffic", "More leads", "More sales", "Better care", "More advocacy"]),
        ("funnel", "funnel_stages", ["Awareness", "Consideration", "Conversion", "Retention and advocacy"]),
        ("pillars", "mix_rules", ["70-20-10", "Thirds", "80-20", "4-1-1", "5-3-2", "50-30-20", "40-40-20", "30-30-30-10"]),
        ("creators", "criteria", ["Fits what we talk about", "Reaches our people", "Honest following", "Quality, again and again", "Adverts that still move people", "Marks what is paid for", "Safe to stand beside", "Reliable", "Worth its price"]),
    ],
)  # fmt: skip
def test_a_section_can_begin_with_what_is_usual_and_be_saved(
    world: World, section: str, name: str, labels: list[str]
) -> None:
    path = f"/tern/strategy/sections/{section}/"
    client = world.client("strategist")
    sent = fields_of(client, path)
    sent[f"{name}-TOTAL_FORMS"] = ["0"]
    for start in STARTS[name]:
        page = client.post(path, sent | {"more": [f"{name}:{start}"]}).content.decode()
        sent = fields_in(page)

    answer = client.post(path, sent)

    assert answer.status_code == 302, answer.content.decode()[-3000:]
    kind = next(kind for kind in LISTS if kind.path[-1] == name)
    items = kind.items(draft_of(world.access("strategist")).strategy)
    assert [item.label for item in items] == labels


def test_a_usual_goal_brings_its_kpi_and_still_needs_the_brands_own_numbers(world: World) -> None:
    path = "/tern/strategy/sections/goals/"
    client = world.client("strategist")

    page = client.post(path, fields_of(client, path) | {"more": ["goals:traffic"]}).content.decode()
    client.post(path, fields_in(page))

    (goal,) = draft_of(world.access("strategist")).strategy.goals
    assert (goal.metric, goal.unit, goal.missing) == ("Link clicks a month", "clicks", ("target", "deadline"))


def test_a_pillar_that_is_taken_out_counts_for_no_rule_and_a_channel_for_no_pillar(world: World) -> None:
    accepted_strategy(world)
    client = world.client("strategist")
    for path, name in [("pillars", "pillars-2-DELETE"), ("channels", "channel_roles-1-DELETE")]:
        path = f"/tern/strategy/sections/{path}/"
        client.post(path, fields_of(client, path) | {name: ["on"]})

    strategy = draft_of(world.access("strategist")).strategy
    assert "harbour-life" not in strategy.mix_rules[0].pillars
    assert list(strategy.pillar("behind-the-scenes").adaptations) == ["gallery"]


def test_hashtags_are_written_with_or_without_their_marks_and_kept_once(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/hashtags/"
    client = world.client("strategist")

    client.post(path, fields_of(client, path) | {"hashtag_sets-1-tags": ["#Köln harbour, #KÖLN\n#harbour"]})

    assert draft_of(world.access("strategist")).strategy.hashtag_sets[1].tags == ("Köln", "harbour")


def test_what_is_missing_stands_beside_the_section_with_its_reason(world: World) -> None:
    accepted_strategy(world)

    page = world.client("strategist").get("/tern/strategy/sections/voice/").content.decode()

    assert "A sentence before and after for “Generous”." in page
    assert "One example teaches more than three rules." in page
    assert "Linden Oven" not in page


@pytest.mark.parametrize("section", [section.name for section in SECTIONS])
def test_a_trade_shows_what_another_brand_wrote_in_every_section(world: World, section: str) -> None:
    path = f"/tern/strategy/sections/{section}/"
    client = world.client("strategist")

    client.get(path, {"trade": "cafe"})
    page = client.get(path).content.decode()

    assert "Linden Oven, a bakery with eleven seats, wrote there" in page
    assert page.count("Linden Oven: ") + page.count('Linden Oven"') >= 1


@pytest.mark.parametrize(
    ("section", "written"),
    [
        ("personas", "25 to 60"),
        ("crisis", "unhappy messages: 2 times the usual in 3 hours"),
        ("crisis", "Signs the first words"),
        ("crisis", "We heard that {number} people fell ill"),
    ],
)
def test_a_trade_shows_its_people_and_its_own_trouble(world: World, section: str, written: str) -> None:
    page = world.client("strategist").get(f"/tern/strategy/sections/{section}/", {"trade": "cafe"})

    assert f"Linden Oven: {written}" in page.content.decode()


def test_an_example_stands_only_where_nothing_is_written_and_goes_again(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/voice/"
    client = world.client("strategist")

    page = client.get(path, {"trade": "cafe"}).content.decode()
    without = client.get(path, {"trade": ""}).content.decode()

    assert "Linden Oven: Glad" not in page
    assert page.count("Linden Oven: Enjoy our delicious artisan creations! → Rye") == 1
    assert "Linden Oven: That loaf should not have left us." in page
    assert "Linden Oven" not in without


def test_a_section_that_there_is_not_is_not_found(world: World) -> None:
    assert world.client("owner").get("/tern/strategy/sections/slogans/").status_code == 404


def test_a_channel_keeps_a_share_for_evergreen_posts_and_the_strategy_says_so(world: World) -> None:
    accepted_strategy(world)
    path = "/tern/strategy/sections/channels/"
    client = world.client("strategist")

    client.post(path, fields_of(client, path) | {"channel_roles-0-evergreen_share": ["15"]})

    draft = draft_of(world.access("strategist"))
    assert draft.strategy.channel_roles[0].evergreen_share == 0.15
    assert "Evergreen" not in client.get("/tern/strategy/").content.decode()
    accepted_strategy(world, draft.strategy)
    page = client.get("/tern/strategy/").content.decode()
    assert "those that are kept for posts that go out again" in page
