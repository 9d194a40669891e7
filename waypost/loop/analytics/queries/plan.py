"""What was published against what the strategy of the day wanted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Value

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared, moment
from waypost.loop.analytics.domain.plan import (
    Against,
    Mix,
    PlanAgainstActual,
    Sent,
    compare,
)
from waypost.loop.analytics.domain.plan import pillar_mix as mix_of_pillars
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import Measured, PlanWeek
from waypost.loop.analytics.queries.measured import measured, ours
from waypost.loop.analytics.queries.posts import lacking_alt, letters_of
from waypost.loop.analytics.queries.tables import within
from waypost.loop.content.domain.checks import check_banned_words
from waypost.loop.planning.queries import days_off
from waypost.loop.strategy.domain.read import strategy_in
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import versions
from waypost.toolkit import clock

_FACTS = (
    "local_on",
    "channel__key",
    "pillar__key",
    "format",
    "post__goal__key",
    "post__funnel_stage__key",
    "reactive",
    "post__persona__key",
)
MOST_WEEKS = 52


def whole_weeks(today: date, count: int) -> Span:
    """The last so many weeks, Monday to Sunday, that are over."""
    monday = clock.start_of_week(today)
    return Span(monday - timedelta(days=7 * count), monday - timedelta(days=1))


def plan_against_actual(
    access: Access, period: Span, workspace: Workspace | None = None
) -> PlanAgainstActual:
    """Set what went out in a period of whole weeks against the plan, on the channels that this member may use.

    History is judged by the version that was in force then. What was made in the networks' own apps is not judged.
    """
    workspace = workspace or Workspace.objects.get(pk=access.workspace_id)
    natives = _NATIVES.first(access, first=period.first_on, last=period.last_on)
    return compare(
        _sent(access, period),
        in_force_within(access, workspace, period),
        period.first_on,
        period.last_on,
        channels=[key for (key,) in _CHANNELS.rows(access)],
        natives=natives[1] if natives else 0,
        days_off=days_off(workspace.pk, period.first_on, period.last_on),
    )


def pillar_mix(access: Access, workspace: Workspace, current: StrategyVersion, period: Span) -> Mix:
    """Only the pillars of it, in one query where the current version was in force for the whole period."""
    assert current.accepted_at is not None
    assert current.number is not None
    since = workspace.local(current.accepted_at).date()
    if since <= period.first_on:
        against = [Against(since, current.number, current.strategy)]
    else:
        against = in_force_within(access, workspace, period)
    posts = _sent(access, period)
    return mix_of_pillars([post for post in posts if against and against[0].since <= post.on], against)


def _sent(access: Access, period: Span) -> list[Sent]:
    return [Sent._make(row) for row in _SENT.raw(access, first=period.first_on, last=period.last_on)]


@dataclass(frozen=True)
class Worded:
    """The words that the voice avoids and that posts used all the same, each in so many posts; and the texts of those
    posts that may hold a hashtag."""

    avoided: list[tuple[str, int]]
    tagged: list[str]


def worded(access: Access, period: Span, words: Sequence[str]) -> Worded:
    """What the posts of a period said, as far as it is looked at: one query. `words` are those that the voice avoids."""
    says, tags = letters_of(words), Q(publication__text__contains="#")
    is_said = ExpressionWrapper(says, BooleanField()) if words else Value(False)
    sent = ours(_within(access, period.first_on, period.last_on))
    rows = sent.filter(says | tags if words else tags).order_by().annotate(is_said=is_said)
    texts = list(rows.values_list("publication__text", "is_said"))
    used: Counter[str] = Counter()
    for text, may_say in texts:
        if may_say:
            found = check_banned_words(text, tuple(words))
            used.update({str(each.details["word"]).casefold() for each in found})
    return Worded(used.most_common(), [text for text, _may_say in texts if "#" in text])


def without_alt(access: Access, period: Span) -> int:
    """How many posts of a period showed a picture of which nothing is said to those who cannot see it."""
    found = _SILENT.first(access, first=period.first_on, last=period.last_on)
    return found[1] if found else 0


def plan_weeks(access: Access) -> list[PlanWeek]:
    """How far practice was from the strategy, week by week, over all channels of the brand: the last year of it."""
    return _PLAN_WEEKS.rows(access)[-MOST_WEEKS:]


def in_force_within(access: Access, workspace: Workspace, period: Span) -> list[Against]:
    """The versions that were in force on some day of a period, in order of time, each from its day on."""
    end = clock.to_utc(datetime.combine(period.last_on + timedelta(days=1), time()), workspace.timezone)
    found: list[Against] = []
    for number, accepted_at, document in _ACCEPTED.raw(access, end=end):
        since = workspace.local(moment(accepted_at)).date()
        found.append(Against(since, number, strategy_in(document)))
        if since <= period.first_on:
            break
    return found[::-1]


def _accepted(access: Access, end: datetime) -> QuerySet[StrategyVersion, Any]:
    found = versions(access).exclude(state=StrategyVersion.State.DRAFT).filter(accepted_at__lt=end)
    return found.order_by("-accepted_at", "-number").values_list("number", "accepted_at", "document")


def _within(access: Access, first: date, last: date) -> QuerySet[Measured]:
    return within(measured(access), Span(first, last))


def _silent(access: Access, first: date, last: date) -> QuerySet[Measured, Any]:
    silent = lacking_alt(_within(access, first, last)).order_by().values("workspace_id")
    return silent.annotate(number=Count("pk")).values_list("workspace_id", "number")


def _natives(access: Access, first: date, last: date) -> QuerySet[Measured, Any]:
    counted = _within(access, first, last).filter(native__isnull=False).values("workspace_id")
    return counted.annotate(number=Count("pk")).values_list("workspace_id", "number")


_PLAN_WEEKS = Prepared(
    lambda access: PlanWeek.objects.filter(workspace_id=access.workspace_id).order_by("monday")
)
_ACCEPTED = Prepared(_accepted, end=datetime)
_CHANNELS = Prepared(lambda access: channels(access).values_list("key"))
_NATIVES = Prepared(_natives, first=date, last=date)
_SILENT = Prepared(_silent, first=date, last=date)
_SENT = Prepared(
    lambda access, first, last: ours(_within(access, first, last)).order_by("local_on").values_list(*_FACTS),
    first=date,
    last=date,
)
