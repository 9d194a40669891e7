"""Whether to join a trend: boundaries first, then fit, timing, saturation, risk and effort.

A trend is best in its first two days and worn out after a week (a convention of the trade, not a law). The rules stand
in the order in which they are asked; the first one that ends the matter does.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.toolkit.wording import _, count

FRESH_DAYS = 2
LATE_DAYS = 7
_FILLERS = (
    "all also am an and any are as at be both but by can do each for from has how if in into is it its me my no nor "
    "not of off on one or other our out own per so some such than that the them they this to too up us use very via vs "
    "was we what when who why will with you your "
    "auf aus bei das dem den der des die ein eine er es für ihr ist mit nach ob oder ohne sie über um und uns vom von "
    "vor wie wir zu zum zur "
    "au aux avec ce ces de du en et il la le les nos ou par pas pour que qui sans sur un une "
    "al con da del della di dos el em las lo los na nos os para por sem sin su um uma"
)
FILLERS = frozenset(_FILLERS.split())
"""Words that say nothing of what a topic is about, in the languages in which topics are often named."""
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"#?[^\W_]+")
_INNER = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-Þ])")


class Outcome(StrEnum):
    """What becomes of a trend."""

    POST = "post"
    ADAPT = "adapt"
    WAIT = "wait"
    SKIP = "skip"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.POST: _("Post now"),
    Outcome.ADAPT: _("Adapt it"),
    Outcome.WAIT: _("Wait"),
    Outcome.SKIP: _("Skip it"),
}


class Fit(StrEnum):
    """How well it goes with what the brand talks about and how."""

    STRONG = "strong"
    SOME = "some"
    NONE = "none"


class Saturation(StrEnum):
    """How many of our field have joined it."""

    FEW = "few"
    SOME = "some"
    MANY = "many"


class Risk(StrEnum):
    """What is known of where it comes from, and of what people feel about it."""

    LOW = "low"
    UNCLEAR = "unclear"
    HIGH = "high"


class Effort(StrEnum):
    """How long it takes to make."""

    LIGHT = "light"
    DAY = "day"
    HEAVY = "heavy"


class Timing(StrEnum):
    """Where it stands in its short life."""

    FRESH = "fresh"
    RISING = "rising"
    LATE = "late"


FITS: Mapping[Fit, str] = {
    Fit.STRONG: _("It could be ours: subject and tone"),
    Fit.SOME: _("With a turn of our own"),
    Fit.NONE: _("It has nothing to do with us"),
}
SATURATIONS: Mapping[Saturation, str] = {
    Saturation.FEW: _("Hardly anybody in our field"),
    Saturation.SOME: _("Some in our field"),
    Saturation.MANY: _("Everybody in our field"),
}
RISKS: Mapping[Risk, str] = {
    Risk.LOW: _("We know where it comes from, and people like it"),
    Risk.UNCLEAR: _("We do not know where it comes from, or people are divided"),
    Risk.HIGH: _("It hurts somebody, or could turn against us"),
}
EFFORTS: Mapping[Effort, str] = {
    Effort.LIGHT: _("Up to two hours"),
    Effort.DAY: _("Up to a day"),
    Effort.HEAVY: _("More than a day"),
}
JUDGED = {"fit": _("fit"), "saturation": _("saturation"), "risk": _("risk"), "effort": _("effort")}


def timing(age: int) -> Timing:
    """Where a trend stands that was first seen so many days ago; 0 is today."""
    if age < FRESH_DAYS:
        return Timing.FRESH
    return Timing.RISING if age < LATE_DAYS else Timing.LATE


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a trend: days since it was first seen, what it touches, and how a person judges it.

    `breaks` are the topics that we never talk about and which it touches, `careful` those that take care; `is_checked`
    says that somebody held it against all of them.
    """

    age: int
    is_checked: bool = False
    breaks: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    fit: Fit | None = None
    saturation: Saturation | None = None
    risk: Risk | None = None
    effort: Effort | None = None

    @property
    def timing(self) -> Timing:
        return timing(self.age)

    @property
    def unjudged(self) -> tuple[str, ...]:
        """What a person has still to judge."""
        return tuple(words for name, words in JUDGED.items() if getattr(self, name) is None)


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for joining or against it."""

    sentence: str
    tone: str


@dataclass(frozen=True)
class Advice:
    """What the judgement comes to; no outcome while something is missing. `is_final`: nobody may decide otherwise."""

    outcome: Outcome | None
    why: str
    reasons: tuple[Reason, ...] = ()
    is_final: bool = False


def advise(facts: Facts) -> Advice:
    """Say what follows from what is known of a trend."""
    if facts.breaks:
        said = _("It touches {topics}, which we never talk about. There is nothing to weigh.")
        return Advice(Outcome.SKIP, said.format(topics=_quoted(facts.breaks)), is_final=True)
    elif not facts.is_checked:
        return Advice(None, _("Hold it against the boundaries first."))
    elif facts.unjudged:
        return Advice(None, _("Still to judge: {what}.").format(what=", ".join(facts.unjudged)))
    else:
        outcome, why = next(_rules(facts))
        return Advice(outcome, why, tuple(_reasons(facts)))


def _rules(facts: Facts) -> Iterator[tuple[Outcome, str]]:
    """Every outcome whose rule holds, the one that counts first."""
    late = facts.timing is Timing.LATE
    if facts.fit is Fit.NONE:
        yield Outcome.SKIP, _("It has nothing to do with us: people would see us run after it.")
    if facts.risk is Risk.HIGH:
        yield Outcome.SKIP, _("What could go wrong outweighs what it brings.")
    if late and facts.saturation is Saturation.MANY:
        yield Outcome.SKIP, _("It is worn out: everybody has done it, for a week.")
    if late and facts.effort is Effort.HEAVY:
        yield Outcome.SKIP, _("It would be over before ours is made.")
    if facts.risk is Risk.UNCLEAR:
        yield Outcome.WAIT, _("Find out where it comes from first. A day lost costs less than an apology.")
    if facts.careful:
        said = _("It touches {topics}, which takes care: only in a version of our own.")
        yield Outcome.ADAPT, said.format(topics=_quoted(facts.careful))
    if facts.effort is Effort.HEAVY:
        yield Outcome.ADAPT, _("Find a version of it that is made in a day.")
    if facts.fit is Fit.SOME or late or facts.saturation is Saturation.MANY:
        yield Outcome.ADAPT, _("As it is, it would be one of many. Give it a turn that only we can.")
    yield Outcome.POST, _("It fits, it is early, and it takes little.")


def _reasons(facts: Facts) -> Iterator[Reason]:
    assert facts.fit is not None
    assert facts.saturation is not None
    assert facts.risk is not None
    assert facts.effort is not None
    when = (
        _("First seen today")
        if facts.age <= 0
        else _("First seen {days} ago").format(days=count(facts.age, _("day"), _("days")))
    )
    yield Reason(when, {Timing.FRESH: "good", Timing.RISING: "neutral", Timing.LATE: "warn"}[facts.timing])
    yield Reason(FITS[facts.fit], {Fit.STRONG: "good", Fit.SOME: "neutral", Fit.NONE: "bad"}[facts.fit])
    tones = {Saturation.FEW: "good", Saturation.SOME: "neutral", Saturation.MANY: "warn"}
    yield Reason(SATURATIONS[facts.saturation], tones[facts.saturation])
    yield Reason(RISKS[facts.risk], {Risk.LOW: "good", Risk.UNCLEAR: "warn", Risk.HIGH: "bad"}[facts.risk])
    effort = {Effort.LIGHT: "good", Effort.DAY: "neutral", Effort.HEAVY: "warn"}
    yield Reason(EFFORTS[facts.effort], effort[facts.effort])


def named_in(topics: Iterable[tuple[str, str]], words: str) -> frozenset[str]:
    """The keys of the topics (key, label) of whose name a word stands in `words`: a hint for whoever checks, never a finding.

    Words are whole ones, however short: “gin” is in “#GinTonic” and in “gins”, not in “begin”.
    """
    said = set(_words(words))
    forms = {form for word in said for form in _forms(word.casefold())}
    return frozenset(
        key for key, label in topics if any(_is_said(word, said, forms) for word in _words(label))
    )


def _is_said(word: str, said: Collection[str], forms: Collection[str]) -> bool:
    """Whether a word of a topic's name was said; “IT” and “US” only in capitals, since “it” and “us” say nothing."""
    folded = word.casefold()
    if len(folded) < 2:
        return False
    elif folded in FILLERS:
        return word.isupper() and word in said
    else:
        return any(form in forms for form in _forms(folded))


def _words(text: str) -> list[str]:
    """The words of a text, without what stands around them; of a hashtag also those of which it is made."""
    plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", text))
    found = []
    for word in _WORD.findall(plain):
        bare = word.lstrip("#")
        found += [bare, *_parts(bare)] if word.startswith("#") else [bare]
    return found


def _parts(hashtag: str) -> list[str]:
    """The words of a hashtag as capitals set them apart: of GinTonic “Gin” and “Tonic”, of GenAI “Gen” and “AI”."""
    parts: list[str] = []
    for piece in _INNER.split(hashtag):
        if parts and parts[-1].isupper() and piece.isupper():
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def _forms(word: str) -> set[str]:
    """A word as it is and as it would be if it stood in the plural."""
    ends = [end for end in ("s", "es") if word.endswith(end) and not word.endswith("ss")]
    stems = {word.removesuffix(end) for end in ends}
    return {word, *(stem for stem in stems if len(stem) > 1)}


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)
