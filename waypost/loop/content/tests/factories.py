"""Posts of the world, made through the actions that people use."""

import io
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content import preparing
from waypost.loop.content.actions import (
    attachments,
    evergreens,
    imports,
    intakes,
    media,
    posts,
    reviews,
    series,
    switches,
)
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import (
    Attachment,
    Evergreen,
    Intake,
    Media,
    Post,
    PostImport,
    Repeat,
    Series,
    Switch,
    Variant,
)
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.tests.films import film
from waypost.loop.content.tests.pictures import png
from waypost.loop.content.watching import TAKE
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.toolkit import clock, heavy_work

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


def handed_over_table(world: World, rows: str = "Low tide.\n") -> PostImport:
    """A table of posts that was handed over and not imported yet."""
    return imports.hand_over(
        world.workspace, by=world.actor("manager"), name="queue.csv", content=f"Text\n{rows}".encode()
    )


def running_import(world: World) -> PostImport:
    """A table whose import was begun, and no row of it imported yet."""
    made = handed_over_table(world)
    PostImport.objects.filter(pk=made.pk).update(state=PostImport.State.RUNNING)
    return PostImport.objects.get(pk=made.pk)


def marked_import(world: World) -> PostImport:
    """An imported table whose post would still be sent by another tool."""
    made = running_import(world)
    row = imports.sheet_of(made).posts
    imports.carry_on(made, row, by=world.actor("manager"))
    Post.objects.filter(pk__in=made.rows.values("post_id")).update(still_in="Buffer")
    return made


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


def film_bytes() -> bytes:
    """A small video as a camera makes it, made once."""
    with TemporaryDirectory() as folder:
        return film(Path(folder, "came.mp4")).read_bytes()


def coming_video(
    world: World,
    *,
    name: str = "terns.mp4",
    alt: str = "Terns over the jetty",
    post: Post | None = None,
    content: bytes = b"",
    by: str = "manager",
) -> Intake:
    """A video that waits for the worker."""
    whole = content or _film()
    with heavy_work.not_done_here(TAKE):
        return intakes.begin(
            world.workspace,
            by=world.actor(by),
            file=io.BytesIO(whole),
            size=len(whole),
            name=name,
            alt=alt,
            post=post,
        )


def stopped_video(world: World) -> Intake:
    """A video on its way that somebody stopped."""
    return intakes.stop(coming_video(world), by=world.actor("manager"))


def video(world: World, **details: object) -> Media:
    """A video in the library."""
    intake = coming_video(world, **details)
    preparing.prepare_waiting()
    assert not Intake.objects.filter(pk=intake.pk).exists(), "it came in"
    return Media.objects.filter(workspace=world.workspace, content_type="video/mp4").latest("pk")


_film = cache(film_bytes)


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


def begun_switch(world: World, tool: str = "buffer", by: str = "strategist") -> Switch:
    """A move from another tool that goes on."""
    return switches.begin(world.workspace, by=world.actor(by), tool=tool)


def switch_with_queue(world: World, rows: str = "", **details: str) -> Switch:
    """A move whose queue is imported: a table for the gallery, with tags, whose posts Buffer would still send."""
    switch = begun_switch(world, **details)
    table = rows or (
        "Text,Image URL,Tags,Posting Time\n"
        "Low tide.,,coast,2031-03-03 09:00\nInk.,,craft,2031-03-05 09:00\nGulls.,,coast,2031-03-10 09:00\n"
    )
    by = world.actor(details.get("by", "strategist"))
    for made in switches.hand_over(switch, by=by, files=[("gallery.csv", table.encode())]).tables:
        PostImport.objects.filter(pk=made.pk).update(state=PostImport.State.RUNNING)
        made.refresh_from_db()
        imports.carry_on(made, imports.sheet_of(made).posts, by=by)
    return switch
