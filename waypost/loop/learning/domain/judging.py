"""Whether what was expected of a change came true, as far as the posts under it can tell."""

from waypost.loop.strategy.domain.evidence import Expectation, Interval, Outcome
from waypost.loop.strategy.domain.proposals import Verdict
from waypost.loop.strategy.domain.weighing import percent
from waypost.toolkit.wording import _, count

FEWEST_POSTS = 24
LIKELY, UNLIKELY = 0.8, 0.2
"""From here a chance is called likely: that a change brings at least half of what was expected, or that it does not."""


def too_few(posts: int) -> Outcome:
    """The outcome where too few posts went out under the change."""
    sentence = _("{posts} went out under it with what they brought: too few to tell.")
    return Outcome(
        verdict=Verdict.UNCLEAR, sentence=sentence.format(posts=count(posts, "post", "posts")), posts=posts
    )


def outcome(expectation: Expectation, *, gain: Interval, reached: float, posts: int) -> Outcome:
    """Set what the posts show against what was expected; `reached` is the chance of at least half of it."""
    verdict = _verdict(reached)
    sentence = {
        Verdict.HIT: _("{posts} under it show {seen} {measure}; {expected} was expected."),
        Verdict.MISS: _("{posts} under it show {seen} {measure}, where {expected} was expected."),
        Verdict.UNCLEAR: _("{posts} under it leave it open: {seen} {measure}, with {expected} expected."),
    }[verdict]
    words = sentence.format(
        posts=count(posts, "post", "posts"),
        seen=_much(gain.value),
        measure=expectation.measure,
        expected=_much(expectation.gain.value),
    )
    return Outcome(verdict=verdict, sentence=words, gain=gain, posts=posts)


def _much(value: float) -> str:
    """As the proposal itself says it, so that both read alike."""
    return (_("{share} more") if value >= 0 else _("{share} less")).format(share=percent(abs(value)))


def _verdict(reached: float) -> Verdict:
    if reached >= LIKELY:
        return Verdict.HIT
    elif reached <= UNLIKELY:
        return Verdict.MISS
    else:
        return Verdict.UNCLEAR
