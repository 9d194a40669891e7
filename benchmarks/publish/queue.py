"""Fills the queue: `python -m benchmarks.publish.queue --count 2000 --over 0`.

Approved posts, evenly over the channels, are written in bulk, prepared by the publisher that runs, and only then given
their times: from `--ahead` seconds from now on, spread over so many. Prints, as JSON, each key with its moment.
"""

import argparse
import json
import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from waypost.foundation.channels.models import Channel  # noqa: E402
from waypost.foundation.journal.domain.actor import Actor  # noqa: E402
from waypost.loop.content.actions import media  # noqa: E402
from waypost.loop.content.domain.hashing import content_hash  # noqa: E402
from waypost.loop.content.domain.snapshot import Snapshot, format_by_media  # noqa: E402
from waypost.loop.content.models import Attachment, Media, Post, Variant  # noqa: E402
from waypost.loop.content.queries.variants import part_of  # noqa: E402
from waypost.loop.publishing.domain.states import State  # noqa: E402
from waypost.loop.publishing.models import Publication  # noqa: E402
from waypost.toolkit import clock  # noqa: E402

BATCH = 500
PREPARE_WITHIN = 300.0


def main() -> int:
    """Write, wait until everything is prepared, give it its times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--over", type=float, default=0.0, help="seconds over which they are spread")
    parser.add_argument("--ahead", type=float, default=3.0, help="seconds until the first is due")
    parser.add_argument("--picture", help="a file that hangs on each of them")
    given = parser.parse_args()
    begun = time.monotonic()
    written = write(given.count, _in_library(Path(given.picture)) if given.picture else None)
    if not _are_ready(written):
        print("not everything was prepared in time", file=sys.stderr)
        return 1
    prepared = time.monotonic() - begun
    moments = _give_times(written, given.ahead, given.over)
    print(json.dumps({"prepared_seconds": prepared, "due": moments}))
    return 0


@transaction.atomic
def write(count: int, picture: Media | None = None) -> list[Publication]:
    """Approved posts, each on one channel, due in nine minutes: soon enough to be prepared at once.

    All at once, or a publisher's sweep would find posts without publications and hold on to the times that they have now.
    """
    channels = list(Channel.objects.select_related("workspace").order_by("pk"))
    due_at = clock.now() + timedelta(minutes=9)
    first = Post.objects.count()
    posts = Post.objects.bulk_create(
        [_post(channels[0], f"Low tide, note {first + number}.", due_at) for number in range(count)], BATCH
    )
    variants = Variant.objects.bulk_create(
        [_variant(post, channels[number % len(channels)], picture) for number, post in enumerate(posts)],
        BATCH,
    )
    if picture is not None:
        Attachment.objects.bulk_create(
            [Attachment(workspace=post.workspace, post=post, media=picture, position=1) for post in posts],
            BATCH,
        )
    return Publication.objects.bulk_create([_publication(variant, due_at) for variant in variants], BATCH)


def _post(channel: Channel, body: str, due_at: datetime) -> Post:
    local = clock.to_local(due_at, channel.workspace.timezone)
    return Post(
        workspace=channel.workspace,
        body=body,
        reactive=True,
        author_label="Manager Vale",
        state=Post.State.APPROVED,
        planned_on=local.date(),
        planned_time=local.time(),
        planned_zone=channel.workspace.timezone,
        planned_at=due_at,
    )


def _in_library(path: Path) -> Media:
    workspace = Channel.objects.select_related("workspace").order_by("pk")[0].workspace
    by = Actor.system("the benchmark")
    with path.open("rb") as file:
        return media.add(workspace, by=by, file=file, name=path.name, alt="A tern over the harbour")


def _variant(post: Post, channel: Channel, picture: Media | None) -> Variant:
    parts = () if picture is None else (part_of(picture, alt=picture.alt),)
    fingerprint = content_hash(
        Snapshot.of(post.body, form=format_by_media([part.content_type for part in parts]), media=parts)
    )
    return Variant(
        workspace=post.workspace,
        post=post,
        channel=channel,
        content_hash=fingerprint,
        approved_hash=fingerprint,
    )


def _publication(variant: Variant, due_at: datetime) -> Publication:
    post = variant.post
    return Publication(
        workspace=post.workspace,
        post=post,
        variant=variant,
        channel=variant.channel,
        local_on=post.planned_on,
        local_time=post.planned_time,
        zone=post.planned_zone,
        due_at=due_at,
        planned_at=due_at,
        act_at=clock.now(),
        text=post.body,
    )


def _are_ready(written: list[Publication]) -> bool:
    first, last = written[0].pk, written[-1].pk
    deadline = time.monotonic() + PREPARE_WITHIN
    while time.monotonic() < deadline:
        if Publication.objects.filter(pk__range=(first, last), state=State.READY).count() == len(written):
            return True
        time.sleep(0.1)
    return False


def _give_times(written: list[Publication], ahead: float, over: float) -> list[tuple[str, str]]:
    """Spread them in the order of their rows, so that neighbours are on different channels."""
    start = clock.now() + timedelta(seconds=ahead)
    for number, publication in enumerate(written):
        publication.due_at = start + timedelta(seconds=over * number / len(written))
        publication.planned_at = publication.act_at = publication.due_at
    Publication.objects.bulk_update(written, ["due_at", "planned_at", "act_at"], BATCH)
    return [(publication.key, publication.due_at.isoformat()) for publication in written]


if __name__ == "__main__":
    sys.exit(main())
