"""Who may see and do what on the pages of publishing, what they say, and how many queries they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from tests.world import ROLES, World
from waypost.foundation.channels.models import ChannelAccess
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.actions.signs import give
from waypost.foundation.processes.models import Sign
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.loop.content.tests.factories import drafted_post, tomorrow
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication, still_looked_for
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def _somebody_sends(db: None) -> None:
    give("publisher", "a-living-publisher")


def at(name: str, **kwargs: object) -> str:
    return reverse(f"publishing:{name}", kwargs={"workspace": "tern", **kwargs})


def of(publication: Publication, name: str = "publication") -> str:
    return at(name, publication_id=publication.pk)


def text(world: World, address: str, role: str = "manager") -> str:
    answer = world.client(role).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def limit(world: World, role: str, *channel_keys: str) -> None:
    member = Member.objects.get(person=world.person(role))
    member.limited = True
    member.save()
    for key in channel_keys:
        ChannelAccess.objects.create(member=member, channel=world.channel(key))


def put(world: World, **details: object) -> Hold:
    return holds.put(world.workspace, reason="A storm at the coast", by=world.actor("manager"), **details)


PAGES = ["queue", "tomorrow", "holds"]


@pytest.mark.parametrize("name", PAGES)
def test_every_role_reads_the_pages(world, name):
    assert {world.client(role).get(at(name)).status_code for role in ROLES} == {200}


@pytest.mark.parametrize("who", ["outsider", "neighbour"])
def test_nobody_from_elsewhere_finds_anything(world, who):
    publication = scheduled_publication(world)
    hold = put(world)
    addresses = [*map(at, PAGES), of(publication), at("hold", hold_id=hold.pk)]

    assert {world.client(who).get(address).status_code for address in addresses} == {404}


def test_a_publication_of_another_brand_is_not_found_under_ones_own_address(world):
    publication = scheduled_publication(world)
    hold = put(world)
    client = world.client("neighbour")

    for name, kwargs in [
        ("publication", {"publication_id": publication.pk}),
        ("hold", {"hold_id": hold.pk}),
    ]:
        address = reverse(f"publishing:{name}", kwargs={"workspace": "borg", **kwargs})
        assert client.get(address).status_code == 404


BUTTONS = {
    "presence": (State.UNKNOWN, {"owner", "manager"}),
    "absence": (State.UNKNOWN, {"owner", "manager"}),
    "abandonment": (State.UNKNOWN, {"owner", "manager"}),
    "time": (State.SCHEDULED, {"owner", "strategist", "manager", "marketer"}),
    "cancellation": (State.SCHEDULED, {"owner", "strategist", "manager", "marketer"}),
    "hold-back": (State.SCHEDULED, {"owner", "strategist", "manager", "approver"}),
    "release": (State.HELD, {"owner", "strategist", "manager"}),
}


@pytest.mark.parametrize("name", BUTTONS)
def test_only_those_who_may_press_a_button(world, name):
    state, allowed = BUTTONS[name]
    publication = scheduled_publication(world, state=state)
    before = publication.state

    for role in set(ROLES) - allowed:
        assert world.client(role).post(of(publication, name), {}).status_code == 403
    publication.refresh_from_db()

    assert publication.state == before
    for role in ["outsider", "neighbour"]:
        assert world.client(role).post(of(publication, name), {}).status_code == 404


@pytest.mark.parametrize("state", sorted({state for state, _ in BUTTONS.values()}))
def test_a_button_shows_only_for_those_who_may_press_it(world, state):
    publication = scheduled_publication(world, state=state)
    here = {name: allowed for name, (shown_in, allowed) in BUTTONS.items() if shown_in is state}

    for role in ROLES:
        page = text(world, of(publication), role)
        shown = {name for name in here if of(publication, name) in page}
        assert shown == {name for name, allowed in here.items() if role in allowed}, role


def test_a_limited_manager_finds_only_their_channels(world):
    mine = scheduled_publication(world, "gallery", body="Mine to send.")
    other = scheduled_publication(world, "journal", body="Not mine to see.")
    limit(world, "manager", "gallery")

    page = text(world, at("queue"))

    assert "Mine to send." in page
    assert "Not mine to see." not in page
    assert world.client("manager").get(of(mine)).status_code == 200
    assert world.client("manager").get(of(other)).status_code == 404
    assert world.client("manager").post(of(other, "cancellation")).status_code == 404


def test_a_limited_manager_does_not_see_the_hold_of_another_channel(world):
    hold = holds.put(
        world.workspace,
        reason="Secret of the journal",
        channel=world.channel("journal"),
        by=world.actor("owner"),
    )
    limit(world, "manager", "gallery")

    assert "Secret of the journal" not in text(world, at("holds"))
    assert world.client("manager").get(at("hold", hold_id=hold.pk)).status_code == 404


def test_the_queue_says_what_needs_a_person_then_what_leaves_then_what_left(world):
    scheduled_publication(world, body="Sent words", state=State.PUBLISHED, local=tomorrow(world, days=-1))
    scheduled_publication(world, body="Coming words")
    scheduled_publication(
        world, "journal", body="Doubtful words", state=State.UNKNOWN, local=tomorrow(world, days=-1)
    )

    page = text(world, at("queue"))

    places = [page.index(words) for words in ("Doubtful words", "Coming words", "Sent words")]
    assert places == sorted(places)
    assert "1 needs a decision" in page
    assert "Tomorrow" in page


def test_the_queue_shows_the_wall_clock_of_the_brand(world):
    world.workspace.timezone = "Asia/Tokyo"
    world.workspace.save()
    scheduled_publication(world, local=tomorrow(world, hour=9, minute=5))

    assert ">09:05</time>" in text(world, at("queue"))


def test_the_queue_filters_by_channel_and_by_state(world):
    scheduled_publication(world, "gallery", body="Of the gallery")
    scheduled_publication(world, "journal", body="Of the journal")
    scheduled_publication(world, "journal", body="Missed words", state=State.MISSED)
    channel = world.channel("journal").pk

    assert "Of the gallery" not in text(world, at("queue") + f"?channel={channel}")
    missed = text(world, at("queue") + f"?channel={channel}&state=missed")
    assert "Missed words" in missed
    assert "Of the journal" not in missed
    assert "Missed words" in text(world, at("queue") + "?state=needs-you")
    assert "Of the gallery" in text(world, at("queue") + "?channel=nonsense&state=nonsense")


def test_an_empty_queue_teaches(world):
    assert "The queue is empty" in text(world, at("queue"))
    assert "Nothing in the queue fits" in text(world, at("queue") + "?state=missed")


def test_a_long_queue_has_pages(world):
    publication = scheduled_publication(world)
    _copies(publication, 60)

    first, second = text(world, at("queue")), text(world, at("queue") + "?page=2")

    assert first.count("publication-row ") + first.count('publication-row"') >= 50
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Note 59" in second


def test_what_nobody_approved_says_so_in_the_queue(world):
    scheduled_publication(world, approved=False, body="Not seen by anybody")
    scheduled_publication(world, "journal", body="Seen")

    queue = world.client("manager").get(at("queue")).content.decode()

    lines = [strip_tags(line) for line in queue.split('<li class="row publication-row">')[1:]]
    assert ["Not approved" in line for line in lines] == ["Not seen by anybody" in line for line in lines]
    assert sorted("Scheduled" in line for line in lines) == [False, True]


def test_the_queue_takes_at_most_fifteen_queries_whatever_is_shown(world):
    publication = scheduled_publication(world)
    _copies(publication, 60)
    for state in (State.UNKNOWN, State.PUBLISHED, State.MISSED):
        scheduled_publication(world, "journal", state=state, local=tomorrow(world, days=-1))
    put(world, channel=world.channel("harbour"))

    for address in (at("queue"), at("queue") + "?state=needs-you", at("queue") + "?page=2"):
        assert _queries(world, address) <= 15


@pytest.mark.parametrize("state", list(State))
def test_the_page_of_one_takes_at_most_fifteen_queries(world, state):
    publication = scheduled_publication(world, state=state)

    assert _queries(world, of(publication)) <= 15


@pytest.mark.parametrize("state", State)
def test_a_publication_in_any_state_says_what_it_means(world, state):
    publication = scheduled_publication(world, "gallery", state=state)

    assert publication.looks_like.word in text(world, of(publication))


def test_nobody_sending_is_said_with_the_time_of_the_last_sign(world):
    scheduled_publication(world, local=tomorrow(world, days=-1), state=State.READY)
    seen = clock.now() - timedelta(minutes=5)
    Sign.objects.update(seen_at=seen)

    page = text(world, at("queue"))

    assert "Nothing is being sent" in page
    assert f"1 post is late; no worker seen since {world.workspace.local(seen):%H:%M}" in page


def test_that_no_worker_was_ever_seen_is_said(world):
    Sign.objects.all().delete()

    assert "No worker was ever seen." in text(world, at("queue"))


def test_with_a_worker_alive_nothing_is_said(world):
    assert "Nothing is being sent" not in text(world, at("queue"))


def test_a_held_installation_is_said_and_released_by_its_first_person_only(world):
    installation.settle()
    installation.hold("This home was restored from a backup.")
    address = at("installation-release")

    assert "restored from a backup" in text(world, at("queue"), "viewer")
    assert address not in text(world, at("queue"), "manager")
    assert world.client("manager").post(address).status_code == 403
    HeldRole.objects.create(
        member=Member.objects.get(workspace=world.workspace, person=world.person("strategist")), role="owner"
    )
    assert address not in text(world, at("queue"), "strategist")
    assert world.client("strategist").post(address).status_code == 403
    assert address in text(world, at("queue"), "owner")
    assert world.client("owner").post(address).status_code == 302
    assert "restored from a backup" not in text(world, at("queue"), "owner")


def test_a_hold_that_is_on_is_said_on_the_queue(world):
    put(world)

    page = text(world, at("queue"), "viewer")

    assert "Everything is on hold" in page
    assert "A storm at the coast" in page


def test_what_waits_for_a_second_look_is_said_on_the_queue(world):
    scheduled_publication(world)
    hold = put(world)
    holds.lift(hold, by=world.actor("manager"))

    page = text(world, at("queue"))

    assert "A second look is wanted" in page
    assert at("hold", hold_id=hold.pk) in page


def test_a_publication_sends_no_words_of_the_code_to_the_screen(world):
    scheduled_publication(world)
    scheduled_publication(world, "journal", state=State.UNKNOWN)

    for address in map(at, PAGES):
        words = strip_tags(text(world, address).split("</head>")[1])
        assert not {"variant", "publication", "armed", "epoch"} & set(words.lower().split())


def test_tomorrow_is_fine_when_everything_will_go_out(world):
    scheduled_publication(world, local=_in_hours(world, 5))

    assert "The one post of the next 24 hours will go out as things stand." in text(world, at("tomorrow"))


def test_tomorrow_does_not_promise_what_a_missing_worker_breaks(world):
    scheduled_publication(world, local=_in_hours(world, 5))
    Sign.objects.all().delete()

    page = text(world, at("tomorrow"))

    assert "will go out" not in page
    assert "Nothing is being sent" in page


def test_an_empty_tomorrow_says_so(world):
    assert "Nothing is due in the next 24 hours" in text(world, at("tomorrow"))


def test_tomorrow_lists_each_obstacle_with_the_place_of_its_fix(world):
    soon = _in_hours(world, 5)
    unapproved = scheduled_publication(world, approved=False, local=soon, body="Unapproved words")
    held = scheduled_publication(world, state=State.HELD, local=soon, body="Held words")
    refused = scheduled_publication(world, local=soon, body="Refused words")
    Publication.objects.filter(pk=refused.pk).update(state=State.REJECTED, reason="Its picture is too large.")
    away = scheduled_publication(world, "harbour", local=soon, body="Disconnected words")
    away.channel.health = "disconnected"
    away.channel.save()
    draft = drafted_post(world, body="Draft words")
    type(draft).objects.filter(pk=draft.pk).update(
        planned_at=clock.now() + timedelta(hours=3), planned_on=soon.date(), planned_time=soon.time()
    )

    page = text(world, at("tomorrow"))

    for words, href in [
        ("Unapproved words", reverse("content:approval", args=["tern", unapproved.post_id])),
        ("Held words", of(held)),
        ("Its picture is too large.", of(refused)),
        ("Disconnected words", reverse("channels:channel", args=["tern", away.channel_id])),
        ("Draft words", reverse("content:post", args=["tern", draft.pk])),
    ]:
        assert words in page
        assert f'href="{href}"' in page
    assert "None of the 5 posts of the next 24 hours will go out as things stand." in page


def test_waypost_still_looking_says_when_the_next_look_is(world):
    publication = still_looked_for(world)

    page = text(world, of(publication))

    assert "Waypost is looking for it" in page
    assert "Next look" in page


def _in_hours(world: World, hours: int):
    return world.workspace.local(clock.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def _copies(publication: Publication, number: int) -> None:
    rows = []
    for index in range(number):
        copy = Publication.objects.get(pk=publication.pk)
        copy.pk, copy.variant, copy.key, copy.text = None, None, f"copy-{index}", f"Note {index}"
        copy.due_at += timedelta(minutes=index)
        rows.append(copy)
    Publication.objects.bulk_create(rows)


def _queries(world: World, address: str) -> int:
    world.client("manager").get(address)
    with CaptureQueriesContext(connection) as seen:
        assert world.client("manager").get(address).status_code == 200
    return len(seen)
