"""Posts of the world, made through the actions that people use."""

import io
from datetime import datetime, timedelta

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions import attachments, evergreens, media, posts, reviews, series
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Attachment, Evergreen, Media, Post, Repeat, Series, Variant
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.tests.pictures import png
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.toolkit import clock

WORDS = "Low tide at nine. The terns are back on the jetty."


def drafted_post(
    world: World,
    *,
    by: str = "manager",
    body: str = WORDS,
    channel_keys: tuple[str, ...] = ("gallery",),
    reactive: bool = True,
    **details: object,
) -> Post:
    """A draft on some channels; reactive, so that it has a why."""
    return posts.draft(
        world.workspace,
        by=world.actor(by),
        body=body,
        channels=[world.channel(key) for key in channel_keys],
        reasons=Reasons(reactive=reactive),
        **details,
    )


def submitted_post(world: World, **details: object) -> Post:
    """A post in review."""
    post = drafted_post(world, **details)
    reviews.submit(post, by=world.actor("manager"))
    return post


def approved_post(
    world: World, channel_key: str = "gallery", local: datetime | None = None, **details: object
) -> Post:
    """A post that was approved as it is, planned for `local` (on the wall of the brand) if given."""
    post = submitted_post(world, channel_keys=(channel_key,), **details)
    if local is not None:
        posts.plan(post, by=world.actor("manager"), local=local)
    approve(world, post)
    return post


def approve(world: World, post: Post, by: str = "approver") -> None:
    """Approve a post as it stands now."""
    reviews.approve(post, by=world.actor(by), seen=seen_hash(variants_of(post)))


def only_variant(post: Post) -> Variant:
    """The variant of a post that has one, with its content, read anew."""
    return variants_of(post).get()


def picture(
    world: World, *, alt: str = "Two terns on a wet jetty", shade: int = 120, by: str = "manager"
) -> Media:
    """A picture in the library; another shade gives another one."""
    return media.add(
        world.workspace, by=world.actor(by), file=io.BytesIO(png(shade=shade)), name="tern.png", alt=alt
    )


def attached(world: World, post: Post, **details: object) -> Attachment:
    """A picture on a post."""
    return attachments.attach(post, by=world.actor("manager"), media=picture(world, **details))


def tomorrow(world: World, hour: int = 9, minute: int = 0, days: int = 1) -> datetime:
    """A wall-clock time of the brand that lies ahead."""
    today = clock.today(world.workspace.timezone)
    return datetime(today.year, today.month, today.day, hour, minute) + timedelta(days=days)


def system() -> Actor:
    return Actor.system("a test")


def repeating_post(world: World, rule: str = "FREQ=WEEKLY", **details: object) -> Series:
    """An approved post of tomorrow that is said every week."""
    post = approved_post(world, local=tomorrow(world), **details)
    return series.start(post, rule=rule, by=world.actor("manager"))


def first_repeat(world: World) -> Repeat:
    """The first post that a series made."""
    return repeating_post(world).repeats.all()[0]


def slot_with_evergreen(world: World, rest_days: int = 30) -> tuple[Slot, Evergreen]:
    """A slot of the plan that waits for a post, and an approved evergreen post of its pillar for its channel."""
    opened_quarter(world)
    slot = open_slot(world)
    post = posts.draft(
        world.workspace,
        by=world.actor("manager"),
        body=WORDS,
        channels=[slot.channel],
        reasons=Reasons(pillar=slot.pillar),
    )
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)
    return slot, evergreens.keep(post, rest_days=rest_days, by=world.actor("manager"))
