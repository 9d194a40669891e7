import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from tests.world import World
from waypost.foundation.channels.actions import channels
from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.actions import tasks
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.home.beginning import size_of
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import attached, drafted_post, submitted_post, tomorrow
from waypost.loop.engagement.actions import conversations
from waypost.loop.engagement.tests.factories import conversation, member
from waypost.loop.planning.models import Brief, Idea, Slot
from waypost.loop.planning.tests.factories import opened_quarter
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.handing import publication_by_hand
from waypost.loop.strategy.actions import outsets, proposals
from waypost.loop.strategy.domain.patch import Patch, SetField
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.factories import accepted_strategy, answered_outset, proposed
from waypost.networks.sandbox.server import SandboxWire, open_sandbox
from waypost.toolkit import http

ANSWERS = {
    "hands": "alone",
    "approval": "no",
    "brands": "one",
    "name": "Salt & Paper",
    "trade": "maker",
    "what": "We print and frame pictures of the coast.",
    "for_whom": "People who spend their summers here",
    "want": "More visitors between October and May",
    "places": ["Instagram", "Bluesky"],
    "posts_per_week": "5",
    "timezone": "Europe/Lisbon",
}


EVEN = Patch(
    operations=(
        SetField(at="pillars", key="harbour-life", field="share", value=0.3),
        SetField(at="pillars", key="finished-work", field="share", value=0.3),
    )
)


@pytest.fixture
def rehearsal() -> Iterator[None]:
    with http.wired(SandboxWire(open_sandbox())):
        yield


def test_somebody_not_signed_in_sees_the_loop(db, client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Every post can say why it exists" in page
    assert all(stage in page for stage in ("Strategy", "Planning", "Content", "Publishing", "Insights"))


def test_nine_answers_become_a_strategy_channels_and_four_weeks_of_slots(world: World, rehearsal) -> None:
    answer = world.client("outsider").post("/begin/", ANSWERS)

    workspace = Workspace.objects.get(name="Salt & Paper")
    version = current_version(workspace.pk)
    slots = Slot.objects.filter(workspace=workspace)
    assert answer.url.startswith(f"/{workspace.slug}/slots/")
    assert workspace.is_solo
    assert {channel.name for channel in Channel.objects.filter(workspace=workspace)} == {
        "Instagram",
        "Bluesky",
    }
    assert len(version.strategy.pillars) == 3
    assert not version.strategy.goals[0].measurable
    assert 4 * 5 <= slots.count() <= 5 * 5
    assert Brief.objects.filter(slot__workspace=workspace).count() == 3
    assert Idea.objects.filter(workspace=workspace).exists()


@pytest.mark.parametrize("example", ["corner-bakery", "rota-software", "river-charity"])
def test_the_beginning_offers_three_whole_examples(world: World, example: str) -> None:
    client = world.client("outsider")

    assert f"/begin/example/?example={example}" in client.get("/begin/").content.decode()
    chosen = client.get(f"/begin/example/?example={example}").content.decode()
    assert re.search(rf'value="{example}"[^>]* checked', chosen)


def test_a_brand_begins_with_a_whole_example(world: World, rehearsal) -> None:
    said = {name: ANSWERS[name] for name in ("hands", "approval", "brands", "name", "timezone")}

    answer = world.client("outsider").post("/begin/example/", {**said, "example": "corner-bakery"})

    workspace = Workspace.objects.get(name="Salt & Paper")
    strategy = current_version(workspace.pk).strategy
    assert answer.url == f"/{workspace.slug}/strategy/"
    assert strategy.brand == "Salt & Paper"
    assert {channel.key for channel in Channel.objects.filter(workspace=workspace)} == {
        role.key for role in strategy.channel_roles
    }
    assert Slot.objects.filter(workspace=workspace).exists()


def test_an_example_that_nobody_offers_makes_no_brand(world: World, rehearsal) -> None:
    said = {name: ANSWERS[name] for name in ("hands", "approval", "brands", "name", "timezone")}

    answer = world.client("outsider").post("/begin/example/", {**said, "example": "../../secrets"})

    assert answer.status_code == 422
    assert not Workspace.objects.filter(name="Salt & Paper").exists()


def test_a_question_without_an_answer_is_said_at_its_field_and_loses_nothing(world: World, rehearsal) -> None:
    page = world.client("outsider").post("/begin/", {**ANSWERS, "want": ""})

    assert page.status_code == 422
    assert "Salt &amp; Paper" in page.content.decode()
    assert not Workspace.objects.filter(name="Salt & Paper").exists()


def test_without_the_rehearsal_network_nothing_is_made_by_half(world: World) -> None:
    class Nobody(SandboxWire):
        def connect(self, request) -> None:
            raise http.NotSent("nobody is there")

    with http.wired(Nobody(open_sandbox())):
        page = world.client("outsider").post("/begin/", ANSWERS)

    assert "does not answer" in page.content.decode()
    assert not Workspace.objects.filter(name="Salt & Paper").exists()


@pytest.mark.parametrize(
    ("hands", "approval", "brands", "size"),
    [
        ("alone", False, "one", "solo"),
        ("alone", True, "one", "team"),
        ("several", False, "one", "team"),
        ("alone", False, "several", "agency"),
    ],
)
def test_three_answers_point_to_a_size(hands: str, approval: bool, brands: str, size: str) -> None:
    assert size_of(hands=hands, approval=approval, brands=brands) == size


def test_home_says_one_thing_of_each_stage_and_what_needs_this_person(world: World) -> None:
    accepted_strategy(world)
    submitted_post(world)

    approver = world.client("approver").get("/tern/").content.decode()
    viewer = world.client("viewer").get("/tern/").content.decode()

    assert "1 waits for approval" in approver
    assert "Wants approval" in approver
    assert "Wants approval" not in viewer


def test_home_counts_what_needs_somebody_and_says_where_there_is_more(world: World) -> None:
    for _ in range(7):
        submitted_post(world)
    seven = world.client("approver").get("/tern/").content.decode()

    submitted_post(world)
    eight = world.client("approver").get("/tern/").content.decode()

    assert "7 things need you." in seven
    assert "More than 7 things need you; these come first." in eight
    assert eight.count("Wants approval") == 7


def test_an_inbox_in_which_somebody_waits_is_not_in_order_whoever_sees_to_it(world: World) -> None:
    found = conversation(world)
    conversations.assign(found, to=member(world, "manager"), by=world.actor("manager"))

    page = world.client("owner").get("/tern/")

    [stop] = [each for each in page.context["navigation"].stops if each.label == "Inbox"]
    assert (stop.filled, stop.waiting) == (False, 0)
    assert not next(each for each in page.context["stops"] if each.label == "Inbox").filled


def test_home_shows_at_the_strategy_what_waits_for_a_decision(world: World) -> None:
    accepted_strategy(world)
    proposed(world)

    strategist = world.client("strategist").get("/tern/")
    viewer = world.client("viewer").get("/tern/")

    counts = [next(each for each in page.context["stops"]).waiting for page in (strategist, viewer)]
    assert counts == [1, 0]


def test_home_asks_a_fixed_number_of_queries(world: World, django_assert_max_num_queries) -> None:
    accepted_strategy(world)
    for _ in range(4):
        submitted_post(world)
    client = world.client("owner")
    client.get("/tern/")

    with django_assert_max_num_queries(15):
        client.get("/tern/")


def test_home_asks_no_more_where_every_list_needs_somebody(
    world: World, django_assert_max_num_queries
) -> None:
    accepted_strategy(world)
    everything_needs(world, "owner")
    client = world.client("owner")
    page = client.get("/tern/").content.decode()
    words = ["Connect it again", "Missed", "Tomorrow’s check", "Waits", "Trial ends", "Proposal"]
    assert [word for word in [*words, "Wants approval", "More than 7"] if word not in page] == []

    with django_assert_max_num_queries(15):
        client.get("/tern/")


def everything_needs(world: World, role: str) -> None:
    """One thing of every kind waits for this person."""
    by = world.actor(role)
    trial = proposals.accept(proposed(world), trial_weeks=2, by=by)
    Proposal.objects.filter(pk=trial.pk).update(trial_ends_on=world.workspace.today + timedelta(days=3))
    proposed(world, EVEN, kind="times", subject="times")
    out = scheduled_publication(world, "harbour")
    channels.disconnect(out.channel, by=by)
    scheduled_publication(world, state=State.MISSED)
    by_hand = publication_by_hand(world)
    attached(world, by_hand.post)
    conversations.assign(conversation(world), to=member(world, role), by=by)
    posts.plan(submitted_post(world), by=by, local=tomorrow(world))
    back = drafted_post(world, by=role)
    reviews.submit(back, by=by)
    reviews.return_(back, by=world.actor("approver"), note="Say when.")
    posts.plan(back, by=by, local=tomorrow(world))
    tasks.give(
        world.workspace, what="Call the printer.", person=world.person(role), by=world.actor("manager")
    )


def test_the_palette_reaches_pages_by_the_words_people_use(world: World) -> None:
    answer = (
        world.client("manager").get("/tern/search/?q=pause", headers={"Accept": "application/json"}).json()
    )

    assert {"Hold everything", "Holds"} <= {place["label"] for place in answer}


def test_the_palette_finds_posts_and_hides_what_a_role_may_not(world: World) -> None:
    post = submitted_post(world)
    accept = {"Accept": "application/json"}

    found = world.client("viewer").get("/tern/search/?q=terns", headers=accept).json()
    pages = world.client("viewer").get("/tern/search/?q=people", headers=accept).json()

    assert [place["href"] for place in found if place["group"] == "Posts"] == [f"/tern/posts/{post.pk}"]
    assert not [place for place in pages if place["label"] == "People"]


def test_with_several_brands_a_person_chooses(world: World) -> None:
    assert world.client("owner").get("/workspaces/").url == "/tern/"
    assert world.client("outsider").get("/workspaces/").url == "/begin/"


@pytest.mark.parametrize("words", ["", "ada", "gallery", "harbour", "zzz"])
def test_the_palette_has_a_page_for_those_without_script(world: World, words: str) -> None:
    accepted_strategy(world)

    page = world.client("owner").get("/tern/search/", {"q": words})

    assert page.status_code == 200
    assert ("Ada Fonseca" in page.content.decode()) is (words == "ada")


def test_a_channel_that_is_out_is_one_line_however_much_waits_for_it(world: World) -> None:
    accepted_strategy(world)
    waiting = [scheduled_publication(world) for _ in range(3)]
    channels.disconnect(waiting[0].channel, by=world.actor("manager"))

    page = world.client("manager").get("/tern/").content.decode()

    assert page.count("must be connected again; 3 posts are held for that.") == 1
    assert f"/tern/channels/{waiting[0].channel_id}/" in page


@pytest.mark.parametrize(
    ("answers", "sooner", "later"),
    [
        ({"audience": "no", "goals": "unknown"}, "Audit the accounts", "Empty slot"),
        (
            {"audience": "well", "goals": "numbers", "reach": "most", "aim": "regulars"},
            "Empty slot",
            "Audit the",
        ),
    ],
)
def test_home_shows_first_what_the_brand_was_set_up_for(
    world: World, answers: dict[str, str], sooner: str, later: str
) -> None:
    opened_quarter(world)
    by = world.actor("strategist")
    outsets.set_up(answered_outset(world, **answers), takes_size=False, chosen=["audit"], by=by)

    page = world.client("strategist").get("/tern/").content.decode()

    assert page.index(sooner) < page.index(later)
