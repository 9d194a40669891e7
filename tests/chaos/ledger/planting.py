"""Fills a home with approved posts: `python -m tests.chaos.ledger.planting <count> <channels of each family> <seconds> <port …>`.

They are due one after the other over so many seconds, from three seconds after the planting on. One in twelve is a
thread of three, one in six has a first comment; those of a family with links carry one. Prints what was planted.
"""

import json
import os
import sys
from datetime import datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from tests.chaos.ledger.families import FAMILIES  # noqa: E402
from tests.world import World  # noqa: E402
from waypost.foundation.channels.models import Channel  # noqa: E402
from waypost.loop.content.domain.hashing import content_hash  # noqa: E402
from waypost.loop.content.domain.snapshot import Snapshot  # noqa: E402
from waypost.loop.content.domain.threads import YES  # noqa: E402
from waypost.loop.content.models import Post, Variant  # noqa: E402
from waypost.loop.publishing.models import Lane, Publication  # noqa: E402
from waypost.networks.contract import FIRST_COMMENT, THREAD  # noqa: E402
from waypost.toolkit import clock  # noqa: E402

BATCH = 500
PREPARED_AHEAD = timedelta(seconds=4)
THREADS, COMMENTS = 12, 6


def main() -> None:
    count, of_each, seconds = (int(word) for word in sys.argv[1:4])
    channels = _channels(of_each, [int(word) for word in sys.argv[4:]])
    posts = Post.objects.bulk_create([_post(channels[0], number) for number in range(count)], BATCH)
    variants = Variant.objects.bulk_create(
        [_variant(post, number, channels[number % len(channels)]) for number, post in enumerate(posts)], BATCH
    )
    start, gap = clock.now() + timedelta(seconds=3), timedelta(seconds=seconds / count)
    Publication.objects.bulk_create(
        [_publication(variant, start + gap * number) for number, variant in enumerate(variants)], BATCH
    )
    print(json.dumps({"planted": count}))


def _channels(of_each: int, ports: list[int]) -> list[Channel]:
    """Neighbours are of different families."""
    workspace = World.build().workspace
    channels = [
        Channel(
            workspace=workspace,
            key=f"{name}-{number}",
            network=name,
            name=f"{name.title()} {number}",
            handle=f"{name}-{number}",
            remote_id=f"{name}-{number}",
            server=f"http://127.0.0.1:{port}",
            locked_token=settings.WAYPOST.vault.lock(f"{name}-{number}"),
            simulated=True,
        )
        for number in range(of_each)
        for name, port in zip(FAMILIES, ports, strict=True)
    ]
    Channel.objects.bulk_create(channels)
    Lane.objects.bulk_create(Lane(workspace=workspace, channel=channel) for channel in channels)
    return channels


def _post(channel: Channel, number: int) -> Post:
    return Post(
        workspace=channel.workspace,
        body=f"Boat {number} comes in with the tide.",
        reactive=True,
        author_label="Manager Vale",
        state=Post.State.APPROVED,
        **_times(channel, clock.now() + timedelta(hours=1)),
    )


def _times(channel: Channel, at: datetime) -> dict[str, object]:
    zone = channel.workspace.timezone
    local = clock.to_local(at, zone)
    return {"planned_on": local.date(), "planned_time": local.time(), "planned_zone": zone, "planned_at": at}


def _variant(post: Post, number: int, channel: Channel) -> Variant:
    options: dict[str, str] = {}
    text = f"{post.body} It came to {channel.name}."
    # By turns of the channels, so that every family has some of each.
    turn = number // len(FAMILIES)
    if turn % THREADS == 1:
        text = " ".join(
            f"Boat {number}, sentence {each} of the tide, the terns, the pier." for each in range(24)
        )
        options[THREAD] = YES
    if turn % COMMENTS == 1:
        options[FIRST_COMMENT] = f"Boat {number}, said under it: it is in at {channel.name}."
    if FAMILIES[channel.network].links and THREAD not in options:
        text = f"{text} https://tern.example/boats/{number}"
    fingerprint = content_hash(Snapshot.of(text, options=options))
    return Variant(
        workspace=post.workspace,
        post=post,
        channel=channel,
        text=text,
        options=options,
        content_hash=fingerprint,
        approved_hash=fingerprint,
    )


def _publication(variant: Variant, due_at: datetime) -> Publication:
    local = clock.to_local(due_at, variant.workspace.timezone)
    return Publication(
        workspace=variant.workspace,
        post=variant.post,
        variant=variant,
        channel=variant.channel,
        local_on=local.date(),
        local_time=local.time(),
        zone=variant.workspace.timezone,
        due_at=due_at,
        planned_at=due_at,
        act_at=due_at - PREPARED_AHEAD,
        text=variant.text,
    )


if __name__ == "__main__":
    main()
