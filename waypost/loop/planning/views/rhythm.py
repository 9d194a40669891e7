"""Draws the rhythm of channels: a dot a week for a month, a dot a post for a week."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from waypost.loop.planning.domain.calendar import Shape
from waypost.loop.planning.domain.mix import Beat, ChannelRhythm, RhythmWeek
from waypost.loop.planning.slips import shape
from waypost.toolkit.wording import count
from waypost.ui.markup import format_html

SHAPES: dict[Beat, Shape] = {"kept": "dot", "planned": "half", "short": "ring", "rest": "hold"}


@dataclass(frozen=True)
class DrawnRhythm:
    """A channel with its dots; the words say the same."""

    name: str
    network: str
    dots: SafeString
    words: str


def drawn(rhythms: Iterable[ChannelRhythm], *, by_week: bool) -> list[DrawnRhythm]:
    """Draw those channels of which something is wanted or there: a dot for each of several weeks, or for each post."""
    beating = [rhythm for rhythm in rhythms if any(week.beat != "rest" for week in rhythm.weeks)]
    return [
        DrawnRhythm(rhythm.name, rhythm.network, _joined(_dots(rhythm, by_week=by_week)), _words(rhythm))
        for rhythm in beating
    ]


def in_words(rhythms: Iterable[ChannelRhythm]) -> str:
    """The list in one sentence, for where it is long."""
    asked = [rhythm for rhythm in rhythms if rhythm.wanted]
    kept = sum(rhythm.posts >= rhythm.wanted for rhythm in asked)
    return f"Rhythm: {kept} of {count(len(asked), 'channel', 'channels')} have the posts that they want"


def _dots(rhythm: ChannelRhythm, *, by_week: bool) -> Iterator[SafeString]:
    if by_week:
        for week in rhythm.weeks:
            yield _dot(SHAPES[week.beat], _week_words(week))
    else:
        for week in rhythm.weeks:
            missing = max(0, week.wanted - week.posts - week.open_places)
            yield from [_dot("dot", "A post")] * week.posts
            yield from [_dot("half", "A slot that needs a post")] * week.open_places
            yield from [_dot("ring", "No slot yet")] * missing


@lru_cache(maxsize=2000)
def _dot(name: Shape, words: str) -> SafeString:
    return format_html('<span class="beat" title="{}">{}</span>', words, shape(name))


def _week_words(week: RhythmWeek) -> str:
    return f"Week of {week.monday:%-d %b}: {_of(week.posts, week.wanted)}"


def _words(rhythm: ChannelRhythm) -> str:
    return _of(rhythm.posts, rhythm.wanted)


def _of(posts: int, wanted: int) -> str:
    return f"{posts} of {count(wanted, 'post', 'posts')}"


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (drawn by format_html)
