"""How a proposal speaks of what it stands on: how sure that is, what is expected, on how many posts."""

from waypost.loop.strategy.domain.evidence import Evidence, Expectation, Interval
from waypost.toolkit.wording import _, count

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def how_sure(sureness: float) -> str:
    """A probability in words, with its number of cases in a hundred."""
    if sureness >= 0.995:
        return _("Very sure: in more than 99 of 100 cases like this one it brings more.")
    word = _("Very sure") if sureness >= 0.975 else _("Quite sure") if sureness >= 0.9 else _("Not sure")
    sentence = _("{word}: in {cases} of 100 cases like this one it brings more, in {others} it does not.")
    cases = round(sureness * 100)
    return sentence.format(word=word, cases=cases, others=100 - cases)


def span(interval: Interval) -> str:
    """An interval around a difference: “+2 % to +8 %”."""
    return _("{low} to {high}").format(low=signed(interval.low), high=signed(interval.high))


def expected(expectation: Expectation) -> str:
    """What is expected, as a sentence without its day: “5 % more clicks per post”."""
    gain = expectation.gain.value
    words = _("{share} more {measure}") if gain >= 0 else _("{share} less {measure}")
    return words.format(share=percent(abs(gain)), measure=expectation.measure)


def counted_on(evidence: Evidence) -> str:
    """On what it stands: “118 posts”, or nothing where nobody said."""
    return count(evidence.posts, "post", "posts") if evidence.posts else ""


def odds(level: float) -> str:
    """A level as people say it: 0.9 is “9 times out of 10”."""
    of = 10 if float(level * 10).is_integer() else 100
    return _("{times} times out of {of}").format(times=round(level * of), of=of)


def signed(value: float) -> str:
    """A difference as per cent, with its sign."""
    size = percent(abs(value))
    is_nought = size == percent(0)
    return size if is_nought else f"{'+' if value > 0 else MINUS}{size}"


def percent(share: float) -> str:
    """A share as per cent: one decimal below ten where there is one, none above."""
    size = share * 100
    shown = f"{size:.1f}".removesuffix(".0") if size < 9.95 else f"{size:.0f}"
    return f"{shown}{NO_BREAK}%"
