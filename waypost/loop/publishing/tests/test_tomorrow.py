"""Tomorrow's check: what is due within a day and will not go out, each with its fix; and what will."""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.notices.models import Device, Notice
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.actions.signs import give
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import attachments, media, posts
from waypost.loop.content.tests.factories import approve, drafted_post, submitted_post
from waypost.loop.content.tests.pictures import png
from waypost.loop.publishing import tasks
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.forecast import Forecast, Remedy
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries.tomorrow import forecast
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.handing import publication_by_hand
from waypost.networks import registry
from waypost.networks.sandbox.card import CARD
from waypost.toolkit import clock


def soon(world: World, hours: float = 5) -> datetime:
    return world.workspace.local(clock.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def found(world: World, role: str = "manager") -> Forecast:
    return forecast(world.access(role))


def whys(world: World) -> list[str]:
    return [obstacle.why for obstacle in found(world).obstacles]


def page(world: World, role: str = "manager") -> str:
    address = reverse("publishing:tomorrow", kwargs={"workspace": "tern"})
    return world.client(role).get(address).content.decode()


def with_picture(world: World) -> tuple[Publication, Path]:
    """A scheduled post with a picture, and the picture's file."""
    post = submitted_post(world, channel_keys=("gallery",), body="The pier at dusk")
    picture = media.add(
        world.workspace, by=world.actor("manager"), file=io.BytesIO(png()), name="pier.png", alt="A pier"
    )
    attachments.attach(post, by=world.actor("manager"), media=picture)
    posts.plan(post, by=world.actor("manager"), local=soon(world))
    post.refresh_from_db()
    approve(world, post)
    [publication] = schedule.follow(post, by=PUBLISHER)
    return publication, Path(settings.MEDIA_ROOT) / str(picture.file)


def ends(channel: Channel, at: datetime, **details: object) -> None:
    TokenLife.objects.create(
        workspace_id=channel.workspace_id, channel=channel, given_at=clock.now(), ends_at=at, **details
    )


# What is in the way


def test_nothing_due_is_safe_and_says_so(world):
    scheduled_publication(world, local=soon(world, hours=30))

    assert found(world).is_safe
    assert found(world).sentence == "Nothing is due in the next 24 hours."


def test_what_is_in_order_will_go_out(world):
    first = scheduled_publication(world, local=soon(world))
    second = scheduled_publication(world, "journal", local=soon(world, 6))

    ahead = found(world)

    assert [due.id for due in ahead.going] == [first.pk, second.pk]
    assert ahead.sentence == "All 2 posts of the next 24 hours will go out as things stand."


def test_what_nobody_approved_is_in_the_way(world):
    scheduled_publication(world, local=soon(world), approved=False)
    scheduled_publication(world, "journal", local=soon(world, 6))

    ahead = found(world)

    assert [(each.why, each.remedy) for each in ahead.obstacles] == [("It is not approved.", Remedy.APPROVE)]
    assert ahead.sentence == "1 of the 2 posts of the next 24 hours will not go out as things stand."


def test_a_picture_that_its_network_cannot_fetch_is_in_the_way(world, settings, monkeypatch):
    with_picture(world)
    fetching = replace(registry.card("sandbox").media, fetched=True)
    monkeypatch.setattr(registry, "card", lambda name: replace(CARD, media=fetching))

    [obstacle] = found(world).obstacles
    settings.WAYPOST = settings.WAYPOST.model_copy(update={"public_url": "https://waypost.tern.example"})

    assert "fetches its pictures itself, and nobody outside can reach this installation." in obstacle.why
    assert "WAYPOST_PUBLIC_URL" in obstacle.fix
    assert found(world).is_safe


def test_a_draft_is_in_the_way_once_for_all_its_channels(world):
    draft = drafted_post(world, body="Draft words")
    local = soon(world, 3)
    posts.plan(draft, by=world.actor("manager"), local=local)

    [obstacle] = found(world).obstacles

    assert (obstacle.why, obstacle.remedy) == ("It is still a draft.", Remedy.WRITE)
    assert obstacle.title == "Draft words"
    assert obstacle.channel == ", ".join(sorted(v.channel.name for v in draft.variants.all()))


def test_a_connection_that_ends_before_the_time_is_in_the_way(world):
    publication = scheduled_publication(world, local=soon(world))
    ends(publication.channel, publication.due_at - timedelta(hours=1))

    [obstacle] = found(world).obstacles

    assert obstacle.why == f"The connection of {publication.channel.name} ends before its time."
    assert obstacle.remedy is Remedy.CONNECT


def test_a_connection_that_ends_afterwards_or_is_renewed_is_not(world):
    first = scheduled_publication(world, local=soon(world))
    second = scheduled_publication(world, "journal", local=soon(world))
    ends(first.channel, first.due_at + timedelta(hours=1))
    ends(second.channel, second.due_at - timedelta(hours=1), renews=True)

    assert found(world).is_safe


def test_a_renewal_that_the_network_refused_is_in_the_way_again(world):
    publication = scheduled_publication(world, local=soon(world))
    ends(
        publication.channel,
        publication.due_at - timedelta(hours=1),
        renews=True,
        refused_at=clock.now(),
    )

    assert len(whys(world)) == 1


def test_a_channel_that_is_out_is_said_once_even_where_its_posts_are_held_for_it(world):
    publication = scheduled_publication(world, local=soon(world))
    move(publication.pk, State.HELD, since=[State.SCHEDULED], reason="The token is gone.", wants_channel=True)
    Channel.objects.filter(pk=publication.channel_id).update(health=Channel.Health.ATTENTION)

    assert whys(world) == [f"{publication.channel.name} is not connected."]


def test_a_picture_that_is_gone_is_in_the_way(world):
    publication, file = with_picture(world)
    assert found(world).is_safe
    file.unlink()

    [obstacle] = found(world).obstacles

    assert obstacle.why == "Its picture “pier.png” cannot be read any more."
    assert (obstacle.remedy, obstacle.post_id) == (Remedy.WRITE, publication.post_id)


def test_a_picture_that_is_not_whole_is_in_the_way(world):
    _publication, file = with_picture(world)
    file.write_bytes(b"half")

    assert len(whys(world)) == 1


def test_a_phone_step_without_a_phone_is_in_the_way(world):
    publication = publication_by_hand(world, keeper="manager", local=soon(world))
    keeper = world.person("manager")

    [obstacle] = found(world).obstacles
    Device.objects.create(
        person=keeper, name="A phone", endpoint="https://push.example/1", p256dh="k", auth="a"
    )

    assert obstacle.why == f"{keeper.label} posts it by hand, and no phone of theirs rings when it is time."
    assert obstacle.remedy is Remedy.NOTICES
    assert obstacle.publication_id == publication.pk
    assert found(world).is_safe


def test_what_waits_for_longer_than_it_may_be_late_is_in_the_way(world):
    publication = scheduled_publication(world, local=soon(world))
    late = publication.due_at + publication.workspace.grace
    waiting = {"state": State.WAITING, "reason": "The network asks for a pause."}
    Publication.objects.filter(pk=publication.pk).update(**waiting, act_at=late)
    assert found(world).is_safe
    Publication.objects.filter(pk=publication.pk).update(act_at=late + timedelta(minutes=1))

    assert whys(world) == ["It waits for longer than it may be late: The network asks for a pause."]


def test_a_post_with_two_obstacles_names_both_and_counts_once(world):
    publication = scheduled_publication(world, local=soon(world), approved=False)
    ends(publication.channel, publication.due_at - timedelta(hours=1))

    ahead = found(world)

    assert len(ahead.obstacles) == 2
    assert ahead.sentence == "The one post of the next 24 hours will not go out as things stand."


def test_what_follows_another_post_is_not_counted(world):
    head = scheduled_publication(world, local=soon(world))
    part = Publication.objects.get(pk=head.pk)
    part.pk, part.key, part.head_id, part.part, part.role = None, "part", head.pk, 1, "thread"
    part.save()

    assert found(world).number == 1


def test_a_member_who_is_limited_to_a_channel_hears_of_that_one(world):
    scheduled_publication(world, local=soon(world), approved=False)
    member = Member.objects.get(workspace=world.workspace, person=world.person("manager"))

    limits.limit(member, to=[world.channel("journal")], by=world.actor("owner"))

    assert found(world).number == 0
    assert found(world, "owner").number == 1


# The page


def test_the_page_shows_what_will_go_out_beside_what_will_not(world):
    scheduled_publication(world, local=soon(world), approved=False, body="Unapproved words")
    scheduled_publication(world, "journal", local=soon(world, 6), body="Words in order")
    give("publisher", "a-living-publisher")

    shown = page(world)

    assert "1 of the 2 posts of the next 24 hours will not go out as things stand." in shown
    assert shown.index("Unapproved words") < shown.index("What will go out") < shown.index("Words in order")
    assert "Have it approved" in shown


def test_each_fix_leads_to_where_it_is_done(world):
    publication, file = with_picture(world)
    file.unlink()
    by_hand = publication_by_hand(world, local=soon(world))
    out = scheduled_publication(world, "harbour", local=soon(world))
    ends(out.channel, out.due_at - timedelta(hours=1))

    shown = page(world)

    for href in (
        reverse("content:post", args=["tern", publication.post_id]),
        f"{reverse('notices:notices', args=['tern'])}#devices",
        reverse("channels:channel", args=["tern", out.channel_id]),
    ):
        assert f'href="{href}"' in shown
    assert by_hand.channel.name in shown


def test_the_page_asks_the_same_however_many_are_due(world):
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(world)
        return len(seen)

    scheduled_publication(world, local=soon(world), approved=False)
    page(world)
    one = asked()
    for hours in range(6, 10):
        scheduled_publication(world, local=soon(world, hours), approved=False)

    assert asked() == one


# At five in the afternoon


def evening(world: World, hour: int = 17) -> datetime:
    local = datetime.combine(world.workspace.today + timedelta(days=1), datetime.min.time())
    return clock.to_utc(local.replace(hour=hour, minute=5), world.workspace.timezone)


def test_people_are_told_at_five_by_the_wall_of_the_brand_and_once(world):
    at = evening(world)
    local = world.workspace.local(at + timedelta(hours=16))
    scheduled_publication(world, local=local, approved=False, body="Low tide at nine.")

    for moment in (at - timedelta(hours=1), at, at + timedelta(minutes=15)):
        with clock.frozen_at(moment):
            tasks.check_tomorrow()

    notice = Notice.objects.get(kind="tomorrows_check", person=world.person("manager"))
    assert notice.sentence == (
        "The one post of the next 24 hours will not go out as things stand. "
        f"First: “Low tide at nine.” at {local:%H:%M}. It is not approved."
    )
    assert notice.href == reverse("publishing:tomorrow", args=["tern"])
    assert notice.urgent
    assert not Notice.objects.filter(kind="tomorrows_check", person=world.person("viewer")).exists()


def test_a_worker_that_slept_at_five_tells_when_it_wakes(world):
    at = evening(world, hour=21)
    local = world.workspace.local(at + timedelta(hours=12))
    scheduled_publication(world, local=local, approved=False)

    with clock.frozen_at(at):
        tasks.check_tomorrow()

    assert Notice.objects.filter(kind="tomorrows_check").exists()


def test_people_are_told_that_a_held_installation_sends_nothing(world):
    at = evening(world)
    for hours in (15, 16):
        scheduled_publication(world, local=world.workspace.local(at + timedelta(hours=hours)))
    installation.hold("A backup was restored.")

    with clock.frozen_at(at):
        tasks.check_tomorrow()

    notice = Notice.objects.get(kind="tomorrows_check", person=world.person("manager"))
    assert notice.sentence == (
        "None of the 2 posts of the next 24 hours will go out as things stand: "
        "this installation is held until somebody releases it."
    )


def test_nobody_is_told_when_everything_will_go_out(world):
    at = evening(world)
    scheduled_publication(world, local=world.workspace.local(at + timedelta(hours=16)))

    with clock.frozen_at(at):
        tasks.check_tomorrow()

    assert not Notice.objects.filter(kind="tomorrows_check").exists()


# Home


def home(world: World, role: str = "manager") -> str:
    return world.client(role).get("/tern/").content.decode()


def test_home_says_that_tomorrow_is_safe(world):
    scheduled_publication(world, local=soon(world))

    shown = home(world)

    assert "The one post of the next 24 hours will go out as things stand." in shown
    assert "Tomorrow’s check" not in shown


def test_home_promises_nothing_while_the_installation_is_held(world):
    scheduled_publication(world, local=soon(world))
    installation.hold("A backup was restored.")

    shown = home(world)

    assert "will go out" not in shown
    assert "this installation is held until somebody releases it" in shown
    assert "This installation is held" in page(world)
    assert "What will go out" not in page(world)


def test_home_says_what_is_not_safe_to_those_who_can_mend_it(world):
    scheduled_publication(world, local=soon(world), approved=False)

    assert "Tomorrow’s check" in home(world)
    assert "Tomorrow’s check" not in home(world, "viewer")
    assert "will not go out as things stand" in home(world, "viewer")
