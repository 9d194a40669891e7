"""A post that repeats by a rule: start and change it, take a time out, put it back, end it; make what comes near."""

from datetime import datetime, time, timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import posts
from waypost.loop.content.actions.repeats import repeat
from waypost.loop.content.actions.writing import open_post
from waypost.loop.content.models import Post, Repeat, Series
from waypost.loop.content.queries.repeating import still_as_made
from waypost.loop.planning.domain import recurrence
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

AHEAD = timedelta(weeks=4)
"""So long before its time each one becomes a post of its own."""


@transaction.atomic
def start(post: Post, *, rule: str, by: Actor) -> Series:
    """Let a post repeat from its time on; the worker makes the posts of the next four weeks."""
    open_post(post, by=by, permission="post.schedule")
    if post.planned_local is None:
        raise Refusal("Give the post its time first: it repeats from there.")
    assert post.planned_on is not None
    assert post.planned_time is not None
    if post.is_answer:
        raise Refusal("An answer to somebody does not repeat. Write a post instead.")
    if Repeat.objects.filter(post=post).exclude(series=None).exists():
        raise Refusal("This post is one of a series. Change the series instead.")
    if Series.objects.filter(source=post, ended_at=None).exists():
        raise Refusal("This post repeats already. Change its rule instead.")
    series = Series.objects.create(
        workspace_id=post.workspace_id,
        source=post,
        rule=recurrence.read(rule, post.planned_local, post.workspace.timezone),
        starts_on=post.planned_on,
        local_time=post.planned_time,
        made_until=post.workspace.today - timedelta(days=1),
        started_by_label=by.label,
    )
    record("series.started", series, by=by, rule=series.rule)
    return series


@transaction.atomic
def change(series: Series, *, rule: str, by: Actor) -> Series:
    """Let a series follow another rule; posts to come that it does not name go, unless somebody changed them."""
    _open(series, by=by)
    series.rule = recurrence.read(rule, series.start, series.workspace.timezone)
    series.skipped = [
        each for each in series.skipped if series.recurrence.holds(datetime.fromisoformat(each))
    ]
    series.made_until = series.workspace.today - timedelta(days=1)
    series.save(update_fields=["rule", "skipped", "made_until"])
    wanted = series.recurrence
    for made in still_as_made(Repeat.objects.filter(series=series)):
        if not wanted.holds(made.local):
            posts.archive(made.post, by=by)
            made.delete()
    record("series.changed", series, by=by, rule=series.rule)
    return series


def carry_on(series: Series, *, by: Actor) -> list[Post]:
    """Make the posts of a series that come within four weeks; those that are made stay as they are.

    Each in a transaction of its own, so that nobody who saves waits for all of them.
    """
    with transaction.atomic():
        _open(series, by=by)
        if series.source.is_archived:
            end(series, by=by)
            return []
    now, until = series.workspace.local(clock.now()), series.workspace.today + AHEAD
    times = series.recurrence.between(max(now, series.start), datetime.combine(until, time.max))
    made = set(
        Repeat.objects.filter(series=series, local_on__gte=now.date()).values_list("local_on", "local_time")
    )
    fresh = [local for local in times if (local.date(), local.time()) not in made]
    made_now = [post for local in fresh if (post := _make(series, local, by=by)) is not None]
    with transaction.atomic():
        Series.objects.filter(pk=series.pk, rule=series.rule, made_until__lt=until).update(made_until=until)
        series.made_until = until
        if made_now:
            record("series.carried_on", series, by=by, until=until.isoformat(), count=len(made_now))
    return made_now


@transaction.atomic
def _make(series: Series, local: datetime, *, by: Actor) -> Post | None:
    """The post of one time; None where somebody made it, took it out, or ended or changed the series meanwhile."""
    as_it_was = (
        Series.objects.select_for_update().filter(pk=series.pk, ended_at=None, rule=series.rule).first()
    )
    known = Repeat.objects.filter(series=series, local_on=local.date(), local_time=local.time())
    if as_it_was is None or local.isoformat() in as_it_was.skipped or known.exists():
        return None
    return repeat(series.source, local=local, series=series, by=by).post


@transaction.atomic
def skip(series: Series, *, local: datetime, by: Actor) -> Series:
    """Take one time out of a series; its post goes, if it is made and has not gone out."""
    _open(series, by=by)
    _must_be_to_come(series, local)
    if local.isoformat() in series.skipped:
        raise Refusal("That one has been taken out already. Reload the page to see it.")
    if local == series.start:
        raise Refusal("That is the post itself. Move it, or archive it, instead.")
    made = Repeat.objects.filter(series=series, local_on=local.date(), local_time=local.time())
    for each in made.select_related("post"):
        if not each.post.is_archived:
            posts.archive(each.post, by=by)
        each.delete()
    series.skipped = sorted([*series.skipped, local.isoformat()])
    series.save(update_fields=["skipped"])
    record("series.skipped", series, by=by, local=local.isoformat())
    return series


@transaction.atomic
def restore(series: Series, *, local: datetime, by: Actor) -> Series:
    """Put a time back that was taken out, or whose post was archived."""
    _open(series, by=by)
    _must_be_to_come(series, local)
    gone = Repeat.objects.filter(series=series, local_on=local.date(), local_time=local.time())
    put_away, _rows = gone.exclude(post__archived_at=None).delete()
    if local.isoformat() not in series.skipped and not put_away:
        raise Refusal("That one is in the series already. Reload the page to see it.")
    series.skipped = [each for each in series.skipped if each != local.isoformat()]
    series.save(update_fields=["skipped"])
    if local.date() <= series.made_until:
        repeat(series.source, local=local, series=series, by=by)
    record("series.restored", series, by=by, local=local.isoformat())
    return series


@transaction.atomic
def end(series: Series, *, by: Actor) -> Series:
    """Repeat no more; posts to come that nobody has changed go with it."""
    _open(series, by=by)
    for made in still_as_made(Repeat.objects.filter(series=series)):
        posts.archive(made.post, by=by)
    series.ended_at = clock.now()
    series.save(update_fields=["ended_at"])
    record("series.ended", series, by=by)
    return series


def _open(series: Series, *, by: Actor) -> None:
    """Read the series as it is now, keep it from changing, and see that `by` may change it."""
    source = Post.objects.select_related("workspace").get(pk=series.source_id)
    if source.is_archived:
        require(by, "post.schedule", source.workspace_id)
    else:
        open_post(source, by=by, permission="post.schedule")
    fresh = Series.objects.select_for_update().get(pk=series.pk)
    if fresh.ended_at is not None:
        raise Refusal("This series has ended. Start it again from its post.")
    for field in Series._meta.concrete_fields:
        setattr(series, field.attname, getattr(fresh, field.attname))
    series.source, series.workspace = source, source.workspace


def _must_be_to_come(series: Series, local: datetime) -> None:
    if not series.recurrence.holds(local):
        raise Refusal("The series has nothing at that time. Reload the page to see its times.")
    if local <= series.workspace.local(clock.now()):
        raise Refusal("That time has passed. Only what is still to come can change.")
