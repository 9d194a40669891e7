"""What is off between plan and practice, section by section of the strategy; each finding opens what it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.analytics.domain.hashtags import strays
from waypost.loop.analytics.domain.plan import PlanAgainstActual, ShareLine
from waypost.loop.analytics.domain.rules_kept import RuleKept
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.figures import points_words
from waypost.loop.analytics.queries.overview import pillar_ids
from waypost.loop.analytics.queries.plan import Worded, without_alt, worded
from waypost.loop.analytics.views.addresses import Opens
from waypost.loop.strategy.domain.document import Strategy
from waypost.toolkit.wording import count
from waypost.ui.addresses import reverse
from waypost.ui.components.figures import SPACE

OFTEN = 4
"""A channel that fell short in fewer than one of so many weeks is no finding."""
FAR, MOST_FORMATS = 15.0, 3
"""Formats are found from so many points on, and so many of them are said."""
MOST_HASHTAGS = 5
"""So many hashtags are said, what the voice avoids first."""


@dataclass(frozen=True)
class Found:
    """One finding: a sentence, how far off (in points, or nothing), and what it opens."""

    sentence: str
    off: str
    href: str


@dataclass(frozen=True)
class Section:
    """The findings about one section of the strategy."""

    title: str
    findings: tuple[Found, ...]


def sections(
    request: WorkspaceRequest,
    found: PlanAgainstActual,
    channels: Mapping[str, Channel],
    rules: Sequence[RuleKept],
) -> list[Section]:
    """Every section of which something is off, in the order of the strategy."""
    span = Span(found.first_on, found.last_on)
    opens = Opens.within(request.workspace, span)
    if not found.posts or found.strategy is None:
        return []
    strategy, words = found.strategy, found.strategy.voice.banned_words
    said = worded(request.access, span, words) if words or strategy.hashtag_sets else Worded([], [])
    each: tuple[tuple[str, Iterator[Found]], ...] = (
        ("Goals", _goals(request, found)),
        ("Personas", _personas(found, opens)),
        ("Voice", _voice(request, said, span, opens)),
        ("Pillars", _pillars(request, found, rules, opens)),
        ("Channel roles", _channels(found, channels, opens)),
        ("Funnel", _stages(found, opens)),
        ("Hashtag sets", _hashtags(strategy, said, opens)),
    )
    return [Section(title, told) for title, findings in each if (told := tuple(findings))]


def _goals(request: WorkspaceRequest, found: PlanAgainstActual) -> Iterator[Found]:
    labels = {goal.key: goal.label for goal in found.strategy.goals} if found.strategy else {}
    for key in found.silent_goals:
        href = reverse("analytics:goal", kwargs={"workspace": request.workspace.slug, "goal": key})
        yield Found(f"No post was for “{labels[key]}”", "", href)


def _personas(found: PlanAgainstActual, opens: Opens) -> Iterator[Found]:
    """Each opens the posts that say for nobody: there it can be said, if one of them was."""
    for label in found.unheard_personas:
        yield Found(f"No post was for “{label}”", "", opens.to(why="nobody"))


def _voice(request: WorkspaceRequest, said: Worded, span: Span, opens: Opens) -> Iterator[Found]:
    for word, posts in said.avoided:
        sentence = f"{count(posts, 'post', 'posts')} said “{word}”, which the voice avoids"
        yield Found(sentence, "", opens.to(said=word))
    silent = without_alt(request.access, span)
    if silent:
        sentence = f"{count(silent, 'post', 'posts')} showed a picture without saying what it shows"
        yield Found(sentence, "", opens.to(why="silent"))


def _pillars(
    request: WorkspaceRequest, found: PlanAgainstActual, rules: Sequence[RuleKept], opens: Opens
) -> Iterator[Found]:
    ids = pillar_ids(request.access)
    for line in found.pillars.findings:
        yield _off(line, opens.to(pillar=ids.get(line.key)))
    for rule in rules:
        for part in rule.findings:
            line = ShareLine("", f"{part.label} ({rule.label})", 0, part.asked, part.had, part.posts)
            yield _off(
                line, opens.to(pillar=ids.get(part.pillars[0])) if len(part.pillars) == 1 else "#rules"
            )
    if found.reactive is not None and found.posts >= 5 and abs(found.reactive.points or 0) >= 5:
        share = ShareLine("reactive", "Reactive posts", 0, found.reactive.target, found.reactive.actual, 0)
        yield _off(share, opens.to(why="reactive"))
    if found.without_why:
        yield Found(f"{count(found.without_why, 'post', 'posts')} without a why", "", opens.to(why="none"))


def _channels(found: PlanAgainstActual, channels: Mapping[str, Channel], opens: Opens) -> Iterator[Found]:
    for rhythm in found.rhythms:
        missed = len(rhythm.weeks) - rhythm.kept
        channel = channels.get(rhythm.channel)
        if missed * OFTEN >= len(rhythm.weeks) and missed and channel is not None:
            sentence = f"{channel.name} fell short in {missed} of {count(len(rhythm.weeks), 'week', 'weeks')}"
            yield Found(sentence, f"{rhythm.posts} of {rhythm.wanted} posts", opens.to(channel=channel.pk))
    far = [
        (line, channels[key])
        for key, mix in found.formats.items()
        if key in channels
        for line in mix.findings
        if abs(line.points or 0.0) >= FAR
    ]
    for line, channel in sorted(far, key=lambda pair: -abs(pair[0].points or 0.0))[:MOST_FORMATS]:
        named = replace(line, label=f"{line.label} on {channel.name}")
        yield _off(named, opens.to(channel=channel.pk, format=line.key))


def _stages(found: PlanAgainstActual, opens: Opens) -> Iterator[Found]:
    for line in found.stages.findings:
        yield _off(line, opens.to(stage=line.key))


def _hashtags(strategy: Strategy, said: Worded, opens: Opens) -> Iterator[Found]:
    uses = strays(said.tagged, strategy.hashtag_sets, strategy.voice.banned_words)
    for use in uses[:MOST_HASHTAGS]:
        why = f"the voice avoids “{use.avoided}”" if use.avoided else "it stands in none of the sets"
        sentence = f"{count(use.posts, 'post', 'posts')} used #{use.tag}: {why}"
        yield Found(sentence, "", opens.to(said=f"#{use.tag}"))


def _off(line: ShareLine, href: str) -> Found:
    assert line.actual is not None
    sentence = (
        f"{line.label}: {line.actual * 100:.0f}{SPACE}% of posts, against {line.target * 100:.0f}{SPACE}%"
    )
    return Found(sentence, points_words(line.points or 0.0), href)
