"""Posts made in the networks' own apps: brought in, suggested a why, explained by a person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from waypost.foundation.channels.actions import health, quotas
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.actions import measured, meters
from waypost.loop.analytics.domain.suggestion import Reader
from waypost.loop.analytics.models import Measured, Meter, NativePost
from waypost.loop.analytics.queries.due import histories_due
from waypost.loop.analytics.queries.natives import (
    in_doubt,
    known_among,
    natives,
    pillar_words,
    pillars_by_key,
)
from waypost.loop.analytics.queries.pasts import Seen, told_on
from waypost.loop.strategy.models import Pillar
from waypost.networks import registry
from waypost.networks.contract import Disconnected, PastPost, Rejected, TryLater
from waypost.toolkit import clock
from waypost.toolkit.http import HttpError
from waypost.toolkit.refusal import NotAllowed, Refusal

YEAR = timedelta(days=366)
PAGES = 20
"""Pages of a channel's past that one call reads; the next one goes on where it stopped."""
AGAIN = timedelta(hours=24)
SOON = timedelta(minutes=1)
PATIENCE = timedelta(minutes=15)


@dataclass
class Found:
    """What a channel's own past showed: posts, where to go on, and what ended the asking."""

    posts: list[PastPost]
    cursor: str
    is_done: bool
    trouble: str = ""
    waits: timedelta = timedelta(0)
    disconnected: bool = False


def bring_in_due(now: datetime | None = None, *, by: Actor) -> int:
    """Look at the past of every channel that is due; how many posts came in. The timetable calls it."""
    if not by.is_system:
        raise NotAllowed("Waypost looks for posts made elsewhere by itself. They come in within a day.")
    return sum(bring_in(channel, by=by) for channel in histories_due(now or clock.now()))


def bring_in(channel: Channel, *, by: Actor) -> int:
    """Bring in what the channel's own history holds of twelve months, a few pages at a time; how many posts came.

    What is known is left out, so that repeating it is harmless; once all is known only the newest pages are read.
    """
    usable_channel(require(by, "results.edit", channel.workspace_id), channel.pk)
    now = clock.now()
    meter, _made = Meter.objects.get_or_create(
        channel=channel, defaults={"workspace_id": channel.workspace_id}
    )
    found = _ask(channel, meter, since=now - YEAR)
    with transaction.atomic():
        brought = _keep(channel, found.posts, now - YEAR)
        _note(meter.pk, found, now)
        if brought:
            record("natives.brought_in", channel, by=by, count=len(brought))
    if found.disconnected:
        health.needs_attention(channel, reason=found.trouble, by=Actor.system("the network's refusal"))
    return len(brought)


@transaction.atomic
def suggest(workspace: Workspace, *, by: Actor) -> int:
    """Suggest a pillar anew for every native post that nobody explained; how many suggestions changed."""
    access = require(by, "results.edit", workspace.pk)
    rows = list(natives(access).filter(explained_at=None))
    changed = _suggest(rows, workspace.pk)
    NativePost.objects.bulk_update(changed, ["suggested"], 500)
    record("natives.suggested", workspace, by=by, workspace_id=workspace.pk, count=len(changed))
    return len(changed)


@transaction.atomic
def explain(workspace: Workspace, *, chosen: Collection[NativePost], pillar: Pillar | None, by: Actor) -> int:
    """Give native posts a why, or say that they have none; how many they are."""
    access = require(by, "results.edit", workspace.pk)
    if pillar is not None and pillar.workspace_id != workspace.pk:
        raise Refusal("That pillar belongs to another brand. Choose one of this brand.", field="pillar")
    wanted = {native.pk for native in chosen}
    found = list(natives(access).select_for_update(of=("self",)).filter(pk__in=wanted))
    if len(found) != len(wanted) or not wanted:
        raise Refusal("Choose posts of this brand, on channels that you work on.", field="chosen")
    _explain(found, pillar, by)
    record(
        "natives.explained", workspace, by=by, workspace_id=workspace.pk, count=len(found),
        pillar=pillar.key if pillar else None,
    )  # fmt: skip
    return len(found)


@transaction.atomic
def take_suggestions(workspace: Workspace, *, chosen: Collection[NativePost], by: Actor) -> int:
    """Give each of these native posts the pillar that was suggested for it; how many had one."""
    access = require(by, "results.edit", workspace.pk)
    wanted = {native.pk for native in chosen}
    found = list(natives(access).filter(pk__in=wanted).select_related("suggested"))
    if len(found) != len(wanted):
        raise Refusal("Choose posts of this brand, on channels that you work on.", field="chosen")
    by_pillar: dict[int, list[NativePost]] = {}
    for native in found:
        if native.suggested_id is not None:
            by_pillar.setdefault(native.suggested_id, []).append(native)
    if not by_pillar:
        raise Refusal("None of these has a suggestion. Choose a pillar for them.", field="chosen")
    return sum(
        explain(workspace, chosen=rows, pillar=rows[0].suggested, by=by) for rows in by_pillar.values()
    )


def _ask(channel: Channel, meter: Meter, *, since: datetime) -> Found:
    """Read pages, newest first, until the past is old enough, known, or the network has had enough of it."""
    measure, account = registry.measure(channel.network), channel.account
    found = Found([], meter.history_cursor, is_done=False)
    try:
        for _page in range(PAGES):
            with quotas.asking(channel):
                page = measure.history(account, found.cursor)
            found.posts += page.posts
            found.cursor = page.cursor
            ids = {post.remote_id for post in page.posts}
            seen_before = meter.history_done_at is not None and ids <= known_among(channel, ids)
            if not page.cursor or seen_before or any(post.at < since for post in page.posts):
                found.is_done = True
                break
    except TryLater as error:
        found.trouble, found.waits = error.reason, timedelta(seconds=max(error.after_seconds, 1))
    except Disconnected as error:
        found.trouble, found.disconnected = error.reason, True
    except (Rejected, HttpError) as error:
        found.trouble, found.waits = str(error), PATIENCE
    return found


def _keep(channel: Channel, posts: Sequence[PastPost], since: datetime) -> list[NativePost]:
    # Two at once would bring posts in twice. Without the key: whoever else writes about the channel need not wait.
    Channel.objects.select_for_update(of=("self",), no_key=True).get(pk=channel.pk)
    unique = {post.remote_id: post for post in posts if post.at >= since}
    known, ours = known_among(channel, unique.keys()), in_doubt(channel)
    known |= _recognise(
        channel, [post for remote_id, post in unique.items() if remote_id not in known], since
    )
    rows = [
        NativePost(
            workspace=channel.workspace,
            channel=channel,
            remote_id=post.remote_id,
            url=post.url[:500],
            text=post.text,
            at=post.at,
            format=post.format[:60],
        )
        for remote_id, post in unique.items()
        if remote_id not in known and post.text not in ours
    ]
    _suggest(rows, channel.workspace_id)
    made = NativePost.objects.bulk_create(rows)
    measured.begin_natives(made)
    return made


def _recognise(channel: Channel, posts: Sequence[PastPost], since: datetime) -> set[str]:
    """Find posts of which a tool's export told first: from now on the network itself is asked about them."""
    told = told_on(channel, since) if posts else []
    recognised = set()
    for post in posts:
        same = Seen.of(post.url, post.text, post.at)
        row = next((row for row, seen in told if seen.is_same(same)), None)
        if row is None:
            continue
        told = [pair for pair in told if pair[0] is not row]
        row.remote_id, row.url = post.remote_id, post.url[:500]
        row.save(update_fields=["remote_id", "url"])
        Measured.objects.filter(native=row).update(remote_id=post.remote_id, next_due_at=clock.now())
        recognised.add(post.remote_id)
    return recognised


def _note(meter_id: int, found: Found, now: datetime) -> None:
    meter = Meter.objects.select_for_update().get(pk=meter_id)
    meter.history_trouble = found.trouble[:300]
    if found.is_done:
        meter.history_cursor, meter.history_done_at, meter.history_due_at = "", now, now + AGAIN
    else:
        meter.history_cursor = found.cursor
        meter.history_due_at = now + (found.waits or SOON)
    oldest = min((post.at for post in found.posts), default=None)
    if oldest is not None:
        meter.history_from = min(oldest, meter.history_from or oldest)
    meter.save()


def _suggest(rows: Sequence[NativePost], workspace_id: int) -> list[NativePost]:
    """Put suggestions on rows; those that changed. Saves nothing."""
    if not rows:
        return []
    reader, pillars = Reader(pillar_words(workspace_id)), pillars_by_key(workspace_id)
    changed = []
    for row in rows:
        found = reader.suggest(row.text)
        pillar = pillars.get(found.pillar) if found else None
        if row.suggested_id != (pillar.pk if pillar else None):
            row.suggested = pillar
            changed.append(row)
    return changed


def _explain(rows: Sequence[NativePost], pillar: Pillar | None, by: Actor) -> None:
    ids = [row.pk for row in rows]
    NativePost.objects.filter(pk__in=ids).update(
        pillar=pillar, explained_at=clock.now(), explained_by=by.label[:200]
    )
    Measured.objects.filter(native__in=ids).update(pillar=pillar)
    meters.stamp(rows[0].workspace_id, {row.channel_id for row in rows})
