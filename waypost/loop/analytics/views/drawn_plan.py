"""Draws what plan against actual compares: weeks as dots, shares as bars with a mark for what was wanted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from django.utils.safestring import SafeString

from waypost.foundation.channels.models import Channel
from waypost.loop.analytics.domain.plan import KeptWeek, Mix, Rhythm
from waypost.loop.analytics.domain.plan_weeks import value_of
from waypost.loop.analytics.domain.rules_kept import RuleKept
from waypost.loop.analytics.models import PlanWeek
from waypost.toolkit.wording import _, count
from waypost.ui.charts import Chart, Flag, Series
from waypost.ui.components.figures import percent
from waypost.ui.marks import render as network_mark
from waypost.ui.markup import format_html, format_html_join

_TRACK = (
    '<div><dt>{}</dt><dd><span class="goal-track" style="--reached: {}%; --pace: {}%" aria-hidden="true">'
    '<span class="goal-reached"></span><span class="goal-pace"></span></span>'
    '<span class="share-words">{}<span class="soft"> against {}</span></span></dd></div>'
)


def rhythms(found: Iterable[Rhythm], channels: Mapping[str, Channel]) -> SafeString:
    """A row for each channel: its weeks, and how many of them it kept."""
    return format_html_join(
        "",
        '<li class="row"><span class="row-main">{} {}</span><span class="weeks" aria-hidden="true">{}</span>'
        '<span class="rhythm-words">{} of {} kept, {} of {} posts</span></li>',
        (
            (
                network_mark(channels[each.channel].network),
                channels[each.channel].name,
                SafeString("".join(_week(week) for week in each.weeks)),
                each.kept,
                count(len(each.weeks), "week", "weeks"),
                each.posts,
                each.wanted,
            )
            for each in found
            if each.channel in channels
        ),
    )


def formats(found: Mapping[str, Mix], channels: Mapping[str, Channel]) -> SafeString:
    """A row for each channel with the shares of its formats, the furthest off first."""
    known = [(channels[key], mix) for key, mix in found.items() if key in channels and mix.posts]
    known.sort(key=lambda pair: (-(pair[1].points_off or 0), pair[0].name))
    return format_html_join(
        "",
        '<li class="row"><span class="mix-name">{} {}<span class="soft small">{} off</span></span>{}</li>',
        (
            (
                network_mark(channel.network),
                channel.name,
                count(mix.points_off or 0, "point", "points"),
                shares(mix),
            )
            for channel, mix in known
        ),
    )


def shares(mix: Mix) -> SafeString:
    """A bar for each part of a mix; the mark is what was wanted."""
    return format_html(
        '<dl class="shares">{}</dl>',
        format_html_join(
            "",
            _TRACK,
            (
                (
                    line.label,
                    f"{(line.actual or 0.0) * 100:.1f}",
                    f"{line.target * 100:.1f}",
                    percent(line.actual),
                    percent(line.target),
                )
                for line in mix.lines
            ),
        ),
    )


def rule(found: RuleKept) -> SafeString:
    """A bar for each part of a mix rule; the mark is what it asks for."""
    return format_html(
        '<dl class="shares">{}</dl>',
        format_html_join(
            "",
            _TRACK,
            (
                (
                    part.label,
                    f"{part.had * 100:.1f}",
                    f"{part.asked * 100:.1f}",
                    percent(part.had),
                    percent(part.asked),
                )
                for part in found.parts
            ),
        ),
    )


def trend(weeks: Sequence[PlanWeek], key: str, words: str) -> Chart:
    """One figure at the end of each week, with the versions of the strategy as flags."""
    unit = _("points off plan") if key not in {"rhythm", "why"} else _("per cent")
    series = Series(words, [value_of(week, key) for week in weeks])
    return Chart(
        title=f"{words}, {unit}",
        ticks=[f"{week.monday.day} {week.monday:%b}" for week in weeks],
        series=[series],
        flags=list(_flags(weeks)),
    )


def _flags(weeks: Sequence[PlanWeek]) -> Iterator[Flag]:
    """The weeks in which another version came into force."""
    for place, (before, week) in enumerate(pairwise(weeks), start=1):
        if week.version != before.version:
            yield Flag(place, f"v{week.version}")


@lru_cache(maxsize=2000)
def _week(week: KeptWeek) -> SafeString:
    return format_html(
        '<span class="week{}" title="Week of {}: {} of {}"></span>',
        " week-kept" if week.is_kept else "",
        f"{week.monday.day} {week.monday:%b}",
        week.posts,
        week.wanted,
    )
