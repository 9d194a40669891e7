"""Rehearsals, and the rows that one is played with: read here, so that whoever plays it never meets the real database."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField, ForeignKey, Model, Q, QuerySet

from waypost.foundation.channels.models import Channel, ChannelAccess, TokenLife
from waypost.foundation.notices.models import Device
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import HeldRole, Member, Workspace
from waypost.loop.content.models import Attachment, Post, Series, Variant
from waypost.loop.content.queries.repeating import unmade
from waypost.loop.content.queries.reviews import decided_by_people, in_review_since
from waypost.loop.publishing.domain.rehearsal import UNFINISHED, Standing
from waypost.loop.publishing.domain.rhythm import LOOKED_BACK
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Hold, LinkPolicy, Publication, Rehearsal
from waypost.toolkit import clock

WEEK = timedelta(days=7)
A_MOMENT = timedelta(microseconds=1)
EVE = timedelta(hours=8)
"""So long before its week a rehearsal starts, so that tomorrow's check of the evening before is made."""
MOST = 500
"""So many posts a rehearsal plays; of a fuller week the first."""
ENDED = (State.CANCELLED, State.REMOVED)
BEHIND_US = (*ENDED, State.PUBLISHED, State.ARMED, State.HANDED, State.UNKNOWN)
NOT_FOLLOWED = {(Publication, "attempt_id"), (Publication, "head_id")}
SECRET: dict[str, dict[str, str]] = {
    "channels.channel": {"locked_token": ""},
    "channels.tokenlife": {"locked_refresh": "", "client_id": "", "locked_client_secret": ""},
    "people.person": {"email": "{pk}@rehearsal.invalid", "password": "!"},
    "listening.ideamailbox": {"locked_password": ""},
    "notices.device": {"endpoint": "https://rehearsal.invalid/{pk}", "p256dh": "", "auth": ""},
}
"""What no copy carries, and what stands in its place: nobody could be written to, even by mistake."""


def rehearsals(access: Access) -> QuerySet[Rehearsal]:
    """The rehearsals of the workspace, newest first."""
    return Rehearsal.objects.filter(workspace_id=access.workspace_id)


def unfinished(access: Access) -> Rehearsal | None:
    """The one that waits or is played now."""
    return rehearsals(access).filter(standing__in=UNFINISHED).first()


def waiting() -> QuerySet[Rehearsal]:
    """Those of all brands that wait to be played, oldest first."""
    return Rehearsal.objects.filter(standing=Standing.WAITING).order_by("id")


def span_of(workspace: Workspace, first_on: date) -> tuple[datetime, datetime]:
    """From when to when a week is played: what of it lies ahead; of a week that is over, all."""
    begins_at, ends_at = (
        clock.to_utc(datetime.combine(day, time()), workspace.timezone) for day in (first_on, first_on + WEEK)
    )
    now = clock.now()
    return (max(begins_at, now) if ends_at > now else begins_at), ends_at


def is_over(workspace: Workspace, first_on: date) -> bool:
    """Whether a week lies behind us, so that it is played as if it were still to come."""
    return span_of(workspace, first_on)[1] <= clock.now()


def to_play(workspace: Workspace, first_on: date) -> QuerySet[Publication]:
    """The posts that a rehearsal of the week plays, in order of time: what is to go out, or of a past week all that was."""
    begins_at, ends_at = span_of(workspace, first_on)
    found = Publication.objects.filter(
        workspace=workspace, head=None, post__kind=Post.Kind.POST, variant__isnull=False, due_at__lt=ends_at
    )
    if is_over(workspace, first_on):
        found = found.filter(due_at__gte=begins_at).exclude(state__in=ENDED)
    else:
        late = Q(state__in=QUEUED, due_at__gte=begins_at - workspace.grace)
        found = found.filter(late | Q(due_at__gte=begins_at)).exclude(state__in=BEHIND_US)
    return found.order_by("due_at", "id")


def unsubmitted(workspace: Workspace, first_on: date) -> QuerySet[Post]:
    """Posts that have a time in the week and are in no queue, because nobody submitted them."""
    begins_at, ends_at = span_of(workspace, first_on)
    planned = Post.objects.filter(workspace=workspace, planned_at__gte=begins_at, planned_at__lt=ends_at)
    return planned.filter(
        kind=Post.Kind.POST, archived_at=None, state__in=[Post.State.DRAFT, Post.State.RETURNED]
    ).order_by("planned_at", "id")


def from_series(workspace: Workspace, first_on: date) -> list[tuple[Series, datetime]]:
    """What series would still put into the week, by the wall: their posts are made four weeks ahead. Nothing for a past one."""
    if is_over(workspace, first_on):
        return []
    begins, ends = (workspace.local(moment) for moment in span_of(workspace, first_on))
    return unmade(workspace, begins - A_MOMENT, ends - A_MOMENT)


def has_anything(workspace: Workspace, first_on: date) -> bool:
    """Whether a rehearsal of the week would play anything at all."""
    return to_play(workspace, first_on).exists() or bool(from_series(workspace, first_on))


def copy_of(workspace: Workspace, first_on: date) -> str:
    """Everything that a rehearsal of the week needs, as JSON: rows by their tables, without tokens and passwords."""
    now = clock.now()
    begins_at, ends_at = span_of(workspace, first_on)
    chosen = list(to_play(workspace, first_on)[: MOST + 1])
    drafts = list(unsubmitted(workspace, first_on)[:MOST])
    to_come = from_series(workspace, first_on)[:MOST]
    series = list({each.pk: each for each, _local in to_come}.values())
    rows = _with_what_they_name(_seeds(workspace, chosen[:MOST], drafts, series))
    post_ids = {each.post_id for each in chosen[:MOST]} | {each.source_id for each in series}
    decided = decided_by_people(workspace.pk, now - LOOKED_BACK)
    copied = {
        "now": now,
        "drafts": [each.pk for each in drafts],
        "repeats": [(each.pk, local) for each, local in to_come],
        "awaiting": list(in_review_since(post_ids).items()),
        "reviews": list(decided.values_list("post_id", "decision", "at")),
        "workspace": workspace.pk,
        "starts_at": max(begins_at - EVE, now) if ends_at > now else begins_at - EVE,
        "ends_at": ends_at,
        "is_over": is_over(workspace, first_on),
        "left_out": to_play(workspace, first_on).count() - MOST if len(chosen) > MOST else 0,
        "rows": [[row._meta.label_lower, _values(row)] for row in rows],
    }
    return json.dumps(copied, cls=DjangoJSONEncoder)


def _seeds(
    workspace: Workspace, chosen: list[Publication], drafts: list[Post], series: list[Series]
) -> Iterator[Model]:
    """The rows from which everything else is reached."""
    post_ids = {
        *(each.post_id for each in chosen),
        *(each.pk for each in drafts),
        *(each.source_id for each in series),
    }
    yield workspace
    yield from chosen
    yield from drafts
    yield from series
    yield from Member.objects.filter(workspace=workspace)
    yield from HeldRole.objects.filter(member__workspace=workspace)
    yield from Channel.objects.filter(workspace=workspace)
    yield from ChannelAccess.objects.filter(member__workspace=workspace)
    # What Waypost renews goes on; what only a person can renew ends when it ends.
    lives = TokenLife.objects.filter(channel__workspace=workspace, ends_at__isnull=False)
    yield from lives.filter(Q(renews=False) | Q(refused_at__isnull=False))
    yield from Device.objects.filter(person__memberships__workspace=workspace)
    yield from Variant.objects.filter(post__in=post_ids)
    yield from Attachment.objects.filter(post__in=post_ids)
    yield from Hold.objects.filter(workspace=workspace, lifted_at=None)
    yield from LinkPolicy.objects.filter(workspace=workspace)


def _with_what_they_name(seeds: Iterable[Model]) -> Iterator[Model]:
    """These rows and every row that a foreign key of one of them leads to, each once."""
    found: dict[tuple[type[Model], Any], Model] = {}
    fresh = list(seeds)
    while fresh:
        found |= {(type(row), row.pk): row for row in fresh}
        wanted: defaultdict[type[Model], set[Any]] = defaultdict(set)
        for row in fresh:
            for model, pk in _named_by(row):
                if (model, pk) not in found:
                    wanted[model].add(pk)
        fresh = [row for model, pks in wanted.items() for row in model._base_manager.filter(pk__in=pks)]
    return iter(found.values())


def _named_by(row: Model) -> Iterator[tuple[type[Model], Any]]:
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey) and (type(row), field.attname) not in NOT_FOLLOWED:
            pk = getattr(row, field.attname)
            if pk is not None:
                yield field.related_model, pk


def _values(row: Model) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        is_cut = (type(row), field.attname) in NOT_FOLLOWED
        values[field.attname] = None if is_cut else str(value) if isinstance(field, FileField) else value
    instead = SECRET.get(row._meta.label_lower, {})
    values |= {name: words.format(pk=row.pk) for name, words in instead.items()}
    if isinstance(row, Person):
        values["name"] = row.label
    return values
