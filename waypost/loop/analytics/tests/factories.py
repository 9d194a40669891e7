"""What was measured in the world: posts that went out and were read, and what came in from the network itself."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.analytics.actions import measured, pasts
from waypost.loop.analytics.actions.readings import keep
from waypost.loop.analytics.models import Measured, NativePost, PastImport
from waypost.loop.analytics.queries.pasts import sheet_of
from waypost.loop.content.models import Post
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.models import Pillar
from waypost.networks.contract import Metric
from waypost.toolkit import clock

METER = Actor.system("a test")
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
"""A Wednesday: what the tests of results call now."""
_numbers = count(1)


def published(
    world: World,
    *,
    channel_key: str = "gallery",
    at: datetime | None = None,
    pillar: str | None = None,
    body: str = "",
    **details: Any,
) -> Publication:
    """A publication that went out at `at` (an hour ago) with a remote id, written as the publisher leaves it."""
    at = at or clock.now() - timedelta(hours=1)
    local = world.workspace.local(at)
    number = next(_numbers)
    post = Post.objects.create(
        workspace=world.workspace,
        body=body or f"Low tide, note {number}.",
        author_label="Mateus Ribeiro",
        state=Post.State.APPROVED,
        pillar=pillar_of(world, pillar) if pillar else None,
        **details,
    )
    return Publication.objects.create(
        workspace=world.workspace,
        post=post,
        channel=world.channel(channel_key),
        state=State.PUBLISHED,
        local_on=local.date(),
        local_time=local.time(),
        zone=world.workspace.timezone,
        due_at=at,
        planned_at=at,
        text=post.body,
        remote_id=f"remote-{number}",
        remote_url=f"http://sandbox.example/posts/{number}",
        published_at=at,
    )


def followed(world: World, **details: Any) -> Measured:
    """A publication that is measured and was not read yet."""
    found = measured.follow(published(world, **details), by=METER)
    assert found is not None
    return found


def read_post(
    world: World, *, at: datetime | None = None, read_at: datetime | None = None, **details: Any
) -> Measured:
    """A publication with one reading (now); metrics are named: `impressions=40, likes=2`."""
    counts = {metric: details.pop(metric.value) for metric in Metric if metric.value in details}
    row = followed(world, at=at, **details)
    keep(row.channel, {row.pk: counts}, now=read_at or clock.now(), by=METER)
    row.refresh_from_db()
    return row


def native_post(
    world: World, text: str = "Fog over the jetty", *, channel_key: str = "gallery", **details: Any
) -> NativePost:
    """A post made in the network's own app, measured and not yet read."""
    number = next(_numbers)
    at = details.pop("at", clock.now() - timedelta(days=3))
    native = NativePost.objects.create(
        workspace=world.workspace,
        channel=world.channel(channel_key),
        remote_id=f"native-{number}",
        text=text,
        at=at,
        format="text",
        **details,
    )
    measured.begin_natives([native])
    return native


def pillar_of(world: World, key: str) -> Pillar:
    return Pillar.objects.get(workspace=world.workspace, key=key)


EXPORT = (
    b"Profile,Sent at,Text,Link,Tags,Impressions,Likes,Comments\n"
    b"gallery,2026-08-03 09:00,Low tide.,https://net.example/1,coast,1200,40,3\n"
    b"journal,2026-08-04 10:30,Ink on the sleeves.,https://net.example/2,,800,21,1\n"
)
"""What another tool exports of two posts that it sent."""


def handed_past(world: World, content: bytes = EXPORT, told_by: str = "Buffer") -> PastImport:
    """An export that was handed over and is not taken in yet."""
    return pasts.hand_over(
        world.workspace,
        by=world.actor("manager"),
        name="posts.csv",
        content=content,
        told_by=told_by,
        counted_on=world.workspace.today,
    )


def running_past(world: World, content: bytes = EXPORT) -> PastImport:
    """An export that is being taken in, and no row of it is yet."""
    made = handed_past(world, content)
    PastImport.objects.filter(pk=made.pk).update(state=PastImport.State.RUNNING)
    made.refresh_from_db()
    return made


def taken_past(world: World, content: bytes = EXPORT) -> PastImport:
    """An export that is taken in."""
    made = running_past(world, content)
    return pasts.carry_on(made, sheet_of(made).rows, by=world.actor("manager"))
