"""Turns a move into something to decide on: a title, a reason, evidence, and what is expected by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from waypost.loop.learning.domain.found import LEVEL, Findings, Found, Move
from waypost.loop.learning.domain.levers import patch_of
from waypost.loop.learning.domain.measure import Measure
from waypost.loop.learning.domain.pages import Pages
from waypost.loop.learning.domain.titles import title_of
from waypost.loop.learning.domain.words import FACTORS, label_of, more_or_less
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Evidence, Expectation, Interval, Point
from waypost.loop.strategy.domain.patch import Patch
from waypost.toolkit.wording import _, listed

WAITS = timedelta(weeks=12)
"""A quarter of posts under the new setting can show what it brings."""
STAYS = {
    "pillars": _("The number of posts stays; what changes is what they are about."),
    "formats": _("The number of posts stays; what changes is their form."),
    "times": _("The number of posts stays; what changes is when they go out."),
    "rhythm": _("The number of posts stays; what changes is where they go."),
}
FACTOR_OF = {"pillars": "pillar", "formats": "format", "times": "hour", "rhythm": "channel"}


@dataclass(frozen=True)
class Seen:
    """What a look went by, and the days from which its posts are."""

    measure: Measure
    first_on: date
    last_on: date
    pages: Pages


@dataclass(frozen=True)
class Suggestion:
    """A move, ready to be proposed. `lever` is also the place of the strategy that it changes.

    A test expects nothing: it is there to find out.
    """

    lever: str
    patch: Patch
    title: str
    reason: str
    evidence: Evidence
    expects: Expectation | None


def suggestions(findings: Findings, strategy: Strategy, seen: Seen, today: date) -> list[Suggestion]:
    """Say what follows from the findings, the largest gain first."""
    return [_suggestion(move, findings, strategy, seen, today) for move in findings.moves]


def _suggestion(move: Move, findings: Findings, strategy: Strategy, seen: Seen, today: date) -> Suggestion:
    effects = [effect for effect in findings.effects if effect.factor == FACTOR_OF[move.lever]]
    return Suggestion(
        move.lever,
        patch_of(move, strategy),
        title_of(move, strategy)[:200],
        _reason(move, effects, strategy, seen),
        _evidence(move, effects, findings, strategy, seen),
        None if move.is_test else _expectation(move, seen, today),
    )


def _evidence(
    move: Move, effects: Sequence[Found], findings: Findings, strategy: Strategy, seen: Seen
) -> Evidence:
    factor, measure = FACTOR_OF[move.lever], seen.measure.per_post
    return Evidence(
        measure=measure,
        saw=_saw(effects, factor, strategy, seen.measure),
        points=tuple(_point(effect, move, strategy, seen.pages) for effect in effects),
        posts=findings.posts,
        since=seen.first_on,
        until=seen.last_on,
        level=LEVEL,
        sureness=None if move.is_test else move.sureness,
        adjusted_for=tuple(name for key, name in FACTORS.items() if key != factor),
        would_change=() if move.is_test else _would_change(effects, factor, strategy, measure),
    )


def _expectation(move: Move, seen: Seen, today: date) -> Expectation:
    gain = Interval(value=move.gain, low=move.low, high=move.high)
    return Expectation(
        metric=seen.measure.key, measure=seen.measure.per_post, gain=gain, by=today + WAITS, level=LEVEL
    )


def _reason(move: Move, effects: Sequence[Found], strategy: Strategy, seen: Seen) -> str:
    if move.is_test:
        return _(
            "Hardly anybody has posted at these hours, so nothing is known of them. Some weeks of a few posts there "
            "show what they are worth; until then nothing is promised."
        )
    factor = FACTOR_OF[move.lever]
    best, worst = _extremes(effects)
    sentence = _(
        "All else being equal, {best} brought {most} {measure} than a typical post, and {worst} brought {least}."
    )
    words = sentence.format(
        best=_named(factor, best, strategy),
        most=more_or_less(best.value),
        worst=_named(factor, worst, strategy),
        least=more_or_less(worst.value),
        measure=seen.measure.label.lower(),
    )
    return words + " " + STAYS[move.lever]


def _saw(effects: Sequence[Found], factor: str, strategy: Strategy, measure: Measure) -> str:
    clear = [effect for effect in effects if effect.is_clear]
    if not any(effect.is_said for effect in effects):
        seen = _("So far the posts do not show a difference between these.")
    elif not clear:
        seen = _("The differences are small one by one, and clear together.")
    else:
        told = sorted(clear, key=lambda effect: -abs(effect.value))[:3]
        parts = [
            f"{label_of(factor, effect.level, strategy)} {more_or_less(effect.value)}" for effect in told
        ]
        seen = _("Against a typical post: {parts}.").format(parts=listed(parts))
    return f"{_counted(strategy, measure)} {seen}"


def _counted(strategy: Strategy, measure: Measure) -> str:
    """What is compared, and the goal that makes it count."""
    goal = next((goal for goal in strategy.goals if goal.key == measure.goal), None)
    if goal is None:
        return _("What counts here: {measure}.").format(measure=measure.per_post)
    return _("What counts here: {measure}, for the goal “{goal}”.").format(
        measure=measure.per_post, goal=goal.label
    )


def _point(effect: Found, move: Move, strategy: Strategy, pages: Pages) -> Point:
    pillar = strategy.pillar(effect.level) if effect.factor == "pillar" else None
    return Point(
        label=label_of(effect.factor, effect.level, strategy)[:120],
        effect=Interval(value=effect.value, low=effect.low, high=effect.high),
        posts=effect.posts,
        hue=pillar.hue if pillar else None,
        page=pages.of(effect.factor, effect.level),
        is_moved=_is_moved(effect, move, strategy),
    )


def _is_moved(effect: Found, move: Move, strategy: Strategy) -> bool:
    if move.lever == "pillars":
        pillar = strategy.pillar(effect.level)
        return pillar is not None and move.settings[effect.level] != pillar.share
    elif move.lever == "formats":
        return any(
            role.formats.get(effect.level) != move.settings[role.key].get(effect.level)
            for role in strategy.channel_roles
            if role.key in move.settings
        )
    elif move.lever == "rhythm":
        role = strategy.channel_role(effect.level)
        return role is not None and move.settings.get(role.key) != role.posts_per_week
    else:
        return effect.is_clear


def _would_change(effects: Sequence[Found], factor: str, strategy: Strategy, measure: str) -> tuple[str, ...]:
    best, _worst = _extremes(effects)
    fewest = max(12, best.posts // 2)
    return (
        _("If the next {count} {posts} bring no more than a typical post.").format(
            count=fewest, posts=_posts_of(factor, best, strategy)
        ),
        _("If {measure} fall as there is more of it: people tire of what they see too often.").format(
            measure=measure
        ),
    )


def _extremes(effects: Sequence[Found]) -> tuple[Found, Found]:
    """The level that brings most and the one that brings least, of those that can be spoken of where there are any."""
    told = [effect for effect in effects if effect.is_said] or list(effects)
    return max(told, key=lambda effect: effect.value), min(told, key=lambda effect: effect.value)


def _named(factor: str, effect: Found, strategy: Strategy) -> str:
    """A level inside a sentence about posts."""
    label = label_of(factor, effect.level, strategy)
    if factor == "hour":
        return _("posts on {when}").format(when=label[:1].lower() + label[1:])
    elif factor == "format":
        return _("{format} posts").format(format=label.lower())
    elif factor == "channel":
        return _("posts on “{channel}”").format(channel=label)
    else:
        return f"“{label}”"


def _posts_of(factor: str, effect: Found, strategy: Strategy) -> str:
    named = _named(factor, effect, strategy)
    return _("posts of {pillar}").format(pillar=named) if factor == "pillar" else named
