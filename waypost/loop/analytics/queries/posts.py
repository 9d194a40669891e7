"""The list of posts with what became of them: plain lines, one query a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, ExtractHour

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.domain.metrics import BY_KEY
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.domain.times import Times
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.measured import measured, ours
from waypost.loop.analytics.queries.tables import within
from waypost.loop.content.domain.checks import check_banned_words
from waypost.loop.content.models import Attachment
from waypost.networks.contract import Metric
from waypost.toolkit import clock

_FACTS = (
    "pk", "words", "published_at", "local_on", "pillar__label", "pillar__hue", "reactive", "native_id",
    "channel__name", "channel__network", "format", "followers", "gone_at",
    *(metric.value for metric in POST_METRICS),
)  # fmt: skip


@dataclass(frozen=True)
class PostFilters:
    """What a person wants to see; empty means everything of the span. `why` is none, without, reactive,
    nobody (for no persona), native or silent (a picture without alt text); `said` is a word that they used;
    `when` is told by the wall clock of `zone`."""

    span: Span
    pillar_id: int | None = None
    channel_id: int | None = None
    format: str = ""
    why: str = ""
    goal: str = ""
    stage: str = ""
    said: str = ""
    when: Times | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Line:
    """One post on one channel, with its totals."""

    id: int
    words: str
    published_at: datetime
    local_on: date
    pillar: str | None
    hue: int | None
    reactive: bool
    is_native: bool
    channel: str
    network: str
    format: str
    followers: int | None
    is_gone: bool
    counts: dict[Metric, int]


def posts_found(rows: QuerySet[Measured], filters: PostFilters) -> QuerySet[Measured]:
    """The posts that a filter leaves."""
    found = within(rows, filters.span)
    if filters.pillar_id is not None:
        found = found.filter(pillar_id=filters.pillar_id)
    if filters.channel_id is not None:
        found = found.filter(channel_id=filters.channel_id)
    if filters.format:
        found = found.filter(format=filters.format)
    if filters.goal:
        found = found.filter(post__goal__key=filters.goal)
    if filters.stage:
        found = found.filter(post__funnel_stage__key=filters.stage)
    if filters.said:
        found = found.filter(pk__in=_who_said(found, filters.said))
    if filters.when is not None:
        found = _at(found, filters.when, filters.zone)
    match filters.why:
        case "none":
            found = ours(found).filter(pillar=None, reactive=False)
        case "without":
            found = found.filter(pillar=None)
        case "reactive":
            found = found.filter(pillar=None, reactive=True)
        case "nobody":
            found = found.filter(post__isnull=False, post__persona=None)
        case "native":
            found = found.filter(native__isnull=False)
        case "silent":
            found = lacking_alt(found)
    return found


def saying(rows: QuerySet[Measured], words: Iterable[str]) -> QuerySet[Measured]:
    """Posts of ours whose text has the letters of one of these words, perhaps as a part of another word."""
    return rows.filter(letters_of(words))


def letters_of(words: Iterable[str]) -> Q:
    """That the letters of one of these words are in a post's text."""
    either = Q()
    for word in words:
        either |= Q(publication__text__icontains=word)
    return either


def lacking_alt(rows: QuerySet[Measured]) -> QuerySet[Measured]:
    """Posts of ours that show a picture without saying what it shows."""
    unsaid = Attachment.objects.filter(post=OuterRef("post"), alt="", media__alt="")
    return ours(rows).filter(Exists(unsaid))


def _who_said(rows: QuerySet[Measured], words: str) -> list[int]:
    """The posts that used certain words as whole words."""
    found = saying(rows, [words]).values_list("pk", "publication__text")
    return [pk for pk, text in found if any(check_banned_words(text, (words,)))]


def _at(rows: QuerySet[Measured], times: Times, zone: str) -> QuerySet[Measured]:
    """Those that went out at some times of the week; a weekday counts from Sunday as 1 here."""
    days = [(weekday + 1) % 7 + 1 for weekday in times.weekdays]
    hour = ExtractHour("published_at", tzinfo=clock.zone(zone))
    found = rows.filter(local_on__week_day__in=days).alias(wall_hour=hour)
    return found.filter(wall_hour__gte=times.first, wall_hour__lt=times.end)


def in_order(rows: QuerySet[Measured], key: str) -> QuerySet[Measured]:
    """Newest first, or by a metric, the most first; posts of which it is not known come last."""
    if key not in BY_KEY:
        return rows.order_by("-published_at", "-pk")
    definition = BY_KEY[key]
    if definition.is_rate:
        assert isinstance(definition.by, Metric), "only these are offered"
        part, whole = _column(definition.parts), definition.by.value
        divided = Case(
            When(Q(**{f"{whole}__gt": 0}), then=Cast(F(part), FloatField()) / F(whole)),
            output_field=FloatField(),
        )
        return rows.annotate(worth=divided).order_by(F("worth").desc(nulls_last=True), "-published_at", "-pk")
    return rows.order_by(F(_column(definition.parts)).desc(nulls_last=True), "-published_at", "-pk")


def lines_of(rows: QuerySet[Measured]) -> list[Line]:
    """Read posts as lines, in their order, in one query."""
    return lines_of_rows(lines_in(rows))


def lines_in(rows: QuerySet[Measured]) -> QuerySet[Measured, tuple[Any, ...]]:
    """The question to which the rows of lines are the answer."""
    return rows.values_list(*_FACTS)


def lines_of_rows(rows: Iterable[Sequence[Any]]) -> list[Line]:
    """The lines in these rows."""
    return [_line(row) for row in rows]


def page_of(rows: QuerySet[Measured], first: int, last: int) -> list[Line]:
    """Some of many posts as lines, in two queries: they are put in order before anything is joined to them."""
    ids = list(rows.values_list("pk", flat=True)[first:last])
    found = {line.id: line for line in lines_of(Measured.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def best_of(access: Access, span: Span) -> Line | None:
    """The post of a span with the most engagements."""
    found = [_line(row) for row in _BEST.rows(access, first=span.first_on, last=span.last_on)]
    return found[0] if found else None


def _best(access: Access, first: date, last: date) -> QuerySet[Measured, tuple[Any, ...]]:
    """The one row is found before anything is joined to it."""
    rows = measured(access).filter(local_on__gte=first, local_on__lte=last, engagements__gt=0)
    best = rows.order_by("-engagements", "-published_at", "-pk").values("pk")[:1]
    return Measured.objects.filter(pk__in=best).values_list(*_FACTS)


def _line(row: Sequence[Any]) -> Line:
    pk, words, at, on, pillar, hue, reactive, native, channel, network, form, followers, gone, *values = row
    counted = zip(POST_METRICS, values, strict=True)
    return Line(
        id=pk,
        words=words or "A post without words",
        published_at=at,
        local_on=on,
        pillar=pillar,
        hue=hue,
        reactive=reactive,
        is_native=native is not None,
        channel=channel,
        network=network,
        format=form,
        followers=followers,
        is_gone=gone is not None,
        counts={metric: value for metric, value in counted if value is not None},
    )


def _column(parts: tuple[Metric, ...]) -> str:
    return parts[0].value if len(parts) == 1 else "engagements"


_BEST = Prepared(_best, first=date, last=date)
