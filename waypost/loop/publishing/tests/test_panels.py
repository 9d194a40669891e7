"""Publications on the pages of earlier stages: the post's own page, and the calendar."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.models import ChannelAccess
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import posts
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.tests.factories import approve, drafted_post, submitted_post, tomorrow
from waypost.loop.planning import sources
from waypost.loop.planning.domain.calendar import CalendarItem, Filters, Period
from waypost.loop.publishing import panels
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import ASKS, LOOKS, State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.strategy import impact
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Choice
from waypost.loop.strategy.domain.removal import without_references_to_removed
from waypost.loop.strategy.models import Consequence, Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import Refusal
from waypost.ui.components.labels import SHAPES, TONES


def around(day: date, days: int = 10) -> Period:
    return Period(day - timedelta(days=days), day + timedelta(days=days))


def on_calendar(
    world: World, role: str = "manager", period: Period | None = None, **filters: int
) -> list[CalendarItem]:
    found = sources.items(
        world.access(role), world.workspace, period or around(world.workspace.today), Filters(**filters)
    )
    return [item for item in found if item.kind in {"post", "publication"}]


def on_two_channels(world: World) -> list[Publication]:
    post = submitted_post(world, channel_keys=("gallery", "journal"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    return schedule.follow(post, by=PUBLISHER)


def test_a_scheduled_post_is_on_the_calendar_once(world):
    publication = scheduled_publication(world, body="Low tide at nine.")

    [item] = on_calendar(world)

    assert (item.kind, item.id, item.title) == ("publication", publication.pk, "Low tide at nine.")
    assert (item.local, item.state, item.shape) == (tomorrow(world), "Scheduled", "ring")
    assert item.href == reverse("content:post", args=["tern", publication.post_id])


def test_a_draft_with_a_time_keeps_its_own_slip(world):
    post = drafted_post(world)
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))

    [item] = on_calendar(world)

    assert (item.kind, item.id) == ("post", post.pk)


def test_a_post_on_two_channels_is_one_slip_until_they_part(world):
    first, second = on_two_channels(world)

    [together] = on_calendar(world)
    schedule.move_to(second, local=tomorrow(world, days=3), by=world.actor("manager"))
    apart = on_calendar(world)

    assert {mark.id for mark in together.channels} == {first.channel_id, second.channel_id}
    assert together.move_url == reverse("content:time", args=["tern", first.post_id])
    assert [len(item.channels) for item in apart] == [1, 1]
    assert {item.move_url for item in apart} == {
        reverse("publishing:time", args=["tern", row.pk]) for row in (first, second)
    }


def test_one_moved_out_of_view_does_not_leave_its_post_behind(world):
    publication = scheduled_publication(world)
    schedule.move_to(publication, local=tomorrow(world, days=40), by=world.actor("manager"))

    assert on_calendar(world) == []


@pytest.mark.parametrize("state", [State.UNKNOWN, State.MISSED, State.HELD, State.REJECTED])
def test_one_that_needs_a_person_leads_to_its_own_page_and_cannot_be_dragged(world, state):
    publication = scheduled_publication(world, state=state)

    [item] = on_calendar(world)

    assert item.href == reverse("publishing:publication", args=["tern", publication.pk])
    assert item.move_url is None
    assert item.state == LOOKS[state].word


def test_what_a_person_cancelled_shows_as_cancelled_and_what_was_withdrawn_does_not(world):
    publication = scheduled_publication(world)
    schedule.cancel(publication, by=world.actor("manager"))

    [item] = on_calendar(world)
    Publication.objects.update(given_up=False)
    [withdrawn] = on_calendar(world)

    assert item.state == "Cancelled"
    assert withdrawn.kind == "post"


def test_those_who_may_not_schedule_cannot_move_a_slip(world):
    scheduled_publication(world)

    [item] = on_calendar(world, "viewer")

    assert item.move_url is None


def test_the_calendar_honours_the_filters(world):
    gallery, _ = on_two_channels(world)

    [item] = on_calendar(world, channel_id=gallery.channel_id)

    assert [mark.id for mark in item.channels] == [gallery.channel_id]
    assert on_calendar(world, pillar_id=10**9) == []


def test_a_limited_manager_sees_only_their_channels_on_the_calendar(world):
    scheduled_publication(world, "journal")
    member = Member.objects.get(person=world.person("marketer"))
    member.limited = True
    member.save()
    ChannelAccess.objects.create(member=member, channel=world.channel("gallery"))

    assert on_calendar(world, "marketer") == []


def test_the_calendar_takes_one_query_for_publications(world, django_assert_num_queries):
    for _ in range(3):
        on_two_channels(world)
    access, period = world.access("manager"), around(world.workspace.today)

    with django_assert_num_queries(1):
        found = panels.scheduled_and_sent(access, world.workspace, period, Filters())

    assert len(found) == 3


def test_the_page_of_a_post_says_where_it_goes_out(world):
    publication = scheduled_publication(world, state=State.PUBLISHED)

    page = (
        world.client("viewer")
        .get(reverse("content:post", args=["tern", publication.post_id]))
        .content.decode()
    )

    assert "What goes out, and when" in page
    assert reverse("publishing:publication", args=["tern", publication.pk]) in page
    assert f'href="{publication.remote_url}"' in page
    assert "See it on the simulated network" in page


def test_the_page_of_a_draft_says_nothing_of_publishing(world):
    post = drafted_post(world)

    page = world.client("viewer").get(reverse("content:post", args=["tern", post.pk])).content.decode()

    assert "What goes out, and when" not in page


@pytest.mark.parametrize("state", [State.PUBLISHED, State.MISSED, State.SCHEDULED])
def test_the_list_of_posts_says_what_became_of_one(world, state):
    scheduled_publication(world, state=state, body="Low tide at nine.")

    page = world.client("viewer").get(reverse("content:posts", args=["tern"])).content.decode()

    [row] = [line for line in page.split("<li") if "Low tide at nine." in line]
    assert LOOKS[state].word in row
    assert "Approved" not in row


def test_of_a_post_on_two_channels_the_one_that_asks_most_is_told(world, django_assert_num_queries):
    first, second = on_two_channels(world)
    assert move(second.pk, State.HELD, since=[State.SCHEDULED], reason="Wait.")
    access = world.access("manager")

    with django_assert_num_queries(1):
        told = panels.what_became(access, [first.post_id])

    assert told[first.post_id].word == "Held"


def test_a_limited_member_hears_of_their_channels_alone(world):
    publication = scheduled_publication(world, "journal", state=State.MISSED)
    member = Member.objects.get(person=world.person("marketer"))
    member.limited = True
    member.save()
    ChannelAccess.objects.create(member=member, channel=world.channel("gallery"))

    assert panels.what_became(world.access("marketer"), [publication.post_id]) == {}


def test_every_state_asks_more_or_less_than_the_others():
    assert sorted(ASKS) == sorted(State)


def test_a_strategy_that_drops_a_channel_says_what_is_scheduled_there(world):
    scheduled_publication(world, "gallery")
    scheduled_publication(world, "journal")
    before = accepted_strategy(world).strategy
    kept = tuple(role for role in before.channel_roles if role.key != "journal")
    after = before.model_copy(update={"channel_roles": kept})

    touched = impact.touched(world.access("strategist"), world.workspace, before, after)

    assert [(each.count, each.label) for each in touched if "channels" in each.label] == [
        (1, "scheduled posts on channels that lose their role")
    ]


def test_every_state_has_a_tone_and_a_shape_that_can_be_drawn():
    assert {looks.tone for looks in LOOKS.values()} <= set(TONES)
    assert {looks.shape for looks in LOOKS.values()} <= set(SHAPES)


def test_scheduled_posts_of_a_pillar_that_goes_are_held_on_all_their_channels(world):
    before = accepted_strategy(world).strategy
    publications = on_two_channels(world)
    post = publications[0].post
    harbour = Pillar.objects.get(workspace=world.workspace, key="harbour-life")
    posts.explain(post, reasons=Reasons(pillar=harbour), by=world.actor("manager"))

    versions.put_in_force(
        world.workspace,
        strategy=without_harbour(before),
        wishes={"scheduled": "hold"},
        by=world.actor("owner"),
    )

    held = Publication.objects.filter(post=post)
    assert {found.state for found in held} == {State.HELD}
    assert held[0].reason == "Version 2 of the strategy: look at it again before it goes out."
    assert Consequence.objects.get(kind="scheduled").trouble == ""


def test_a_scheduled_post_moves_to_another_pillar_and_stays_approved(world):
    before = accepted_strategy(world).strategy
    publications = on_two_channels(world)
    post = publications[0].post
    harbour = Pillar.objects.get(workspace=world.workspace, key="harbour-life")
    posts.explain(post, reasons=Reasons(pillar=harbour), by=world.actor("manager"))

    versions.put_in_force(
        world.workspace,
        strategy=without_harbour(before),
        wishes={f"scheduled-{post.pk}": "move:finished-work"},
        by=world.actor("owner"),
    )

    post.refresh_from_db()
    assert (post.pillar.key, post.is_approved) == ("finished-work", True)
    assert {found.state for found in Publication.objects.filter(post=post)} == {State.SCHEDULED}


def test_what_left_the_queue_in_the_meantime_stays_as_it_is(world):
    version = accepted_strategy(world)
    publication = scheduled_publication(world, state=State.PUBLISHED)

    with pytest.raises(Refusal, match="has left the queue"):
        panels.carry_publication(version, publication.pk, Choice.HOLD, None, world.actor("owner"))


def without_harbour(before: Strategy) -> Strategy:
    kept = (row for row in before.pillars if row.key != "harbour-life")
    halves = tuple(row.model_copy(update={"share": 0.5}) for row in kept)
    return without_references_to_removed(before, before.model_copy(update={"pillars": halves}))
