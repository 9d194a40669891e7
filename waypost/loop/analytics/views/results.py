"""The page of results: goals first, then what moved, then the tables behind it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics import queries
from waypost.loop.analytics.domain import movements
from waypost.loop.analytics.domain.heaps import by, heaped
from waypost.loop.analytics.domain.marks import Mark, flags_of
from waypost.loop.analytics.domain.metrics import BY_KEY
from waypost.loop.analytics.domain.movements import Movement, Way
from waypost.loop.analytics.domain.spans import WORDS, Span, span_until
from waypost.loop.analytics.domain.tables import Group, Table, table
from waypost.loop.analytics.figures import in_file
from waypost.loop.analytics.forms import WEEKS, metric_asked, weeks_asked
from waypost.loop.analytics.goal_words import GoalWords
from waypost.loop.analytics.queries.days import Sums, gained
from waypost.loop.analytics.queries.goals import Network
from waypost.loop.analytics.queries.marks import marks_of
from waypost.loop.analytics.queries.overview import Read, channels_read, reading_of, versions_since
from waypost.loop.analytics.queries.period import Period, period
from waypost.loop.analytics.views import charts, movement_words, tables
from waypost.loop.analytics.views.addresses import Opens
from waypost.loop.analytics.views.exports import as_file
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.nav import Tab

MOVING = ("impressions", "engagements", "engagement-rate-by-impressions", "clicks", "conversions")
FOLLOWERS = "followers"
NO_PILLAR = _("No pillar")


@page("results.see")
@require_safe
def results(request: WorkspaceRequest) -> HttpResponse:
    """What the last weeks came to."""
    weeks = weeks_asked(request.GET)
    span, opens = span_until(request.workspace.today, weeks * 7), Opens.of(request.workspace, weeks)
    known = channels_read(request.access)
    versions = versions_since(request.access, request.workspace)
    came = _period(request, span, known, versions)
    marks = marks_of(request.access, request.workspace, span, known, compared=True)
    metric_href = reverse("analytics:metric", kwargs={"workspace": request.workspace.slug, "metric": "KEY"})
    context = {
        "weeks": weeks,
        "period": WORDS[span.length],
        "periods": [Tab(words, f"?weeks={each}", current=each == weeks) for each, words in WEEKS.items()],
        "total": heaped(came.heaps.values()),
        "goals": _goals(request, [(channel.network, channel.first_on) for channel in known]),
        "moved": list(_moved(request, came, span, opens)),
        **_chart(request, came.sums, span, versions, marks),
        "marks": marks,
        "tables": [
            (found, tables.draw(found, opens, metric_href)) for found in all_tables(came, known) if found.rows
        ],
        "reading": reading_of(known),
        "posts_href": opens.to(),
    }
    return render(request, "analytics/results.html", context)


@page("results.see")
@require_safe
def figures(request: WorkspaceRequest, table: str) -> HttpResponse:
    """One of the tables of the page as a file."""
    weeks = weeks_asked(request.GET)
    span = span_until(request.workspace.today, weeks * 7)
    if table == "days":
        return _days_as_file(request, span)
    known = channels_read(request.access)
    came = _period(request, span, known, versions_since(request.access, request.workspace))
    found = {each.key: each for each in all_tables(came, known)}
    if table not in found:
        raise Http404
    return tables.as_csv(found[table], f"{request.workspace.slug}-{weeks}-weeks")


def all_tables(came: Period, known: Sequence[Read]) -> list[Table]:
    """The three tables of the page, from one heap each of pillar, channel and format."""
    heaps = came.heaps
    by_pillar: dict[object, Group] = {
        pk: Group(label, {"pillar": pk}, hue=hue) for pk, label, hue in came.pillars
    }
    by_pillar[None] = Group(NO_PILLAR, {"why": "without"})
    by_channel: dict[object, Group] = {
        channel.id: Group(channel.name, {"channel": channel.id}, network=channel.network)
        for channel in known
        if channel.is_mine
    }
    by_format: dict[object, Group] = {
        name: Group(name.capitalize(), {"format": name}) for _pillar, _channel, name in heaps
    }
    return [
        table("pillars", _("By pillar"), _("Pillar"), heaps, 0, by_pillar),
        table("formats", _("By format"), _("Format"), heaps, 2, by_format),
        table("channels", _("By channel"), _("Channel"), heaps, 1, by_channel),
    ]


def _period(
    request: WorkspaceRequest, span: Span, known: Sequence[Read], versions: Sequence[tuple[date, str]]
) -> Period:
    stamps = tuple(channel.stamp for channel in known if channel.is_mine)
    return period(request.access, span, (*MOVING, FOLLOWERS), (*stamps, str(len(versions))))


def _goals(request: WorkspaceRequest, networks: Sequence[Network]) -> list[GoalWords]:
    at = {"workspace": request.workspace.slug}
    return [
        GoalWords(goal, reverse("analytics:goal", kwargs={**at, "goal": goal.key}))
        for goal in queries.goal_progress(request.access, request.workspace, networks=networks)
    ]


def _moved(request: WorkspaceRequest, came: Period, span: Span, opens: Opens) -> Iterator[SafeString]:
    """One sentence for each metric of which something is known, for the best post and for a pillar that stands out."""
    moved = [*_followers(came.sums, span), *_gains(came.sums, span)]
    for each in moved:
        if each.way is not Way.HELD:
            yield movement_words.sentence(each, WORDS[span.length], opens)
    still = [each for each in moved if each.way is Way.HELD]
    if still:
        yield movement_words.held(still, WORDS[span.length], opens)
    engaged = BY_KEY["engagements"]
    total = heaped(came.heaps.values()).value(engaged)
    if came.best is not None and total:
        at = {"workspace": request.workspace.slug, "measured_id": came.best.id}
        own = engaged.of(came.best.counts) or 0
        href = reverse("analytics:measured", kwargs=at)
        yield movement_words.best_post(came.best.words, href, int(own), own / total)
    names = {pk: label for pk, label, _hue in came.pillars}
    rates = {
        str(key): (heap.posts, heap.value(engaged) or 0.0)
        for key, heap in by(came.heaps, 0).items()
        if key in names
    }
    found = movements.standout(rates)
    if found is not None:
        pk = int(found[0])
        yield movement_words.standout_pillar(names[pk], opens.to(pillar=pk, sort="engagements"), found[1])


def _gains(sums: Mapping[str, Sums], span: Span) -> Iterator[Movement]:
    for key in MOVING:
        now, before = _total(sums[key], key, span), _total(sums[key], key, span.before)
        if now is not None:
            yield Movement(BY_KEY[key], now, before)


def _followers(sums: Mapping[str, Sums], span: Span) -> Iterator[Movement]:
    known = {on: total for on, (total, _channels) in sums[FOLLOWERS].items()}
    now = max((on for on in known if span.holds(on)), default=None)
    before = max((on for on in known if span.before.holds(on)), default=None)
    if now is not None:
        yield Movement(BY_KEY[FOLLOWERS], known[now], known[before] if before else None)


def _total(sums: Sums, key: str, span: Span) -> float | None:
    """What a metric came to in a span; None when nothing is known of it."""
    first, last = span.first_on, span.last_on
    within = [pair for on, pair in sums.items() if first <= on <= last]
    if not within:
        return None
    parts, wholes = zip(*within, strict=True)
    whole = sum(wholes)
    return sum(parts) if not BY_KEY[key].is_rate else (sum(parts) / whole if whole else None)


def _chart(
    request: WorkspaceRequest,
    sums: Mapping[str, Sums],
    span: Span,
    versions: Sequence[tuple[date, str]],
    marks: Sequence[Mark],
) -> dict[str, Any]:
    """The chart of one metric, and the choice of others."""
    known = [key for key in MOVING if any(span.holds(on) for on in sums[key])]
    if not known:
        return {"chart": None}
    known += [FOLLOWERS] if sums[FOLLOWERS] else []
    key = metric_asked(request.GET, known)
    flags = [*((on, words) for on, words in versions if span.holds(on)), *flags_of(marks)]
    draw = charts.levels if key == FOLLOWERS else charts.over_time
    tabs = [
        Tab(BY_KEY[each].label, f"?weeks={span.length // 7}&metric={each}#chart", current=each == key)
        for each in known
    ]
    return {"chart": draw(BY_KEY[key], sums[key], span, flags), "metric": BY_KEY[key], "metrics": tabs}


def _days_as_file(request: WorkspaceRequest, span: Span) -> HttpResponse:
    """What each day gained, of every metric that is known."""
    sums = gained(request.access, MOVING, span.first_on, span.last_on)
    metrics = [BY_KEY[key] for key in MOVING if any(span.holds(on) for on in sums[key])]
    rows = (
        [
            on.isoformat(),
            *(in_file(metric, _total(sums[metric.key], metric.key, Span(on, on))) for metric in metrics),
        ]
        for on in span.days
    )
    head = [_("Day"), *(metric.label for metric in metrics)]
    return as_file(f"{request.workspace.slug}-{span.length // 7}-weeks-days", head, rows)
