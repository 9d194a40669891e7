"""How far a creator fits, by the criteria of the strategy: what speaks for it, what ends it, what is still to look at.

A mark is 0 to 5; what is reached is the sum of mark × weight over five times the weights. As long as marks are
missing it lies between what these would come to with 0 and with 5. A red flag, a breach of a boundary that says
never, or a mark below a criterion's `least` is a no whatever the rest says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.loop.promotion.domain.authenticity import SIGNS, reaction_share, sign_of
from waypost.loop.strategy.domain.document import Persona, Pillar, Strategy
from waypost.loop.strategy.domain.document.boundaries import Stance
from waypost.loop.strategy.domain.document.creators import Criterion
from waypost.toolkit.wording import _

MOST = 5


class Verdict(StrEnum):
    """What the criteria say; a person decides."""

    GO = "go"
    NO = "no"
    UNFINISHED = "unfinished"
    NO_LINE = "no-line"


VERDICTS = {
    Verdict.GO: (_("Fits"), "good", "check"),
    Verdict.NO: (_("Does not fit"), "bad", "cross"),
    Verdict.UNFINISHED: (_("Not looked at in full"), "quiet", "ring"),
    Verdict.NO_LINE: (_("No line to judge by"), "neutral", "dot"),
}
"""The word of each verdict with its tone and shape."""


@dataclass(frozen=True)
class Marked:
    """The mark (0–5) that somebody gave on one criterion, and why."""

    mark: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What is known of a creator. `personas`, `pillars` and `topics` (breached boundaries) are keys of the strategy,
    `flags` the words of its red flags, `signs` keys of SIGNS; `looked` says that somebody read the posts for these."""

    network: str
    followers: int | None = None
    interactions: int | None = None
    personas: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    looked: bool = False
    marks: Mapping[str, Marked]


@dataclass(frozen=True)
class Judged:
    """A criterion with its mark; None while nobody gave one."""

    criterion: Criterion
    marked: Marked | None

    @property
    def is_below(self) -> bool:
        """Whether the mark is one with which the answer is no."""
        return self.marked is not None and self.marked.mark < (self.criterion.least or 0)


@dataclass(frozen=True)
class Reason:
    """A sentence that speaks for a creator ("good"), against ("bad"), or wants another look ("warn")."""

    tone: str
    sentence: str


@dataclass(frozen=True)
class Judgement:
    """What the criteria say: from `least` to `most` of what can be reached (the same once all is marked), the share
    from which we say yes, the reasons, and what is still to look at."""

    verdict: Verdict
    least: float | None
    most: float | None
    line: float | None
    criteria: tuple[Judged, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]

    @property
    def word(self) -> str:
        return VERDICTS[self.verdict][0]

    @property
    def tone(self) -> str:
        return VERDICTS[self.verdict][1]

    @property
    def shape(self) -> str:
        return VERDICTS[self.verdict][2]

    @property
    def is_whole(self) -> bool:
        """Whether every criterion has its mark."""
        return self.least is not None and self.least == self.most

    @property
    def is_doubted(self) -> bool:
        """Whether something speaks against, or asks to be looked at again."""
        return any(reason.tone != "good" for reason in self.reasons)


def judge(seen: Seen, strategy: Strategy) -> Judgement:
    """Hold what is known of a creator against the strategy."""
    wanted = strategy.creator_criteria
    judged = tuple(Judged(each, seen.marks.get(each.key)) for each in wanted.criteria)
    least, most = _reached(judged)
    ends = [*_ends(seen, strategy), *(_below(each) for each in judged if each.is_below)]
    missing = _missing(seen, judged)
    if wanted.go_from is not None and most is not None and most < wanted.go_from:
        ends.append(_("Stays below the line from which we say yes."))
    verdict = _verdict(bool(ends), bool(missing), wanted.go_from is not None)
    reasons = (*(Reason("bad", words) for words in ends), *_cautions(seen, strategy), *_fit(seen, strategy))
    return Judgement(verdict, least, most, wanted.go_from, judged, reasons, missing)


def _verdict(is_ended: bool, is_missing: bool, has_line: bool) -> Verdict:
    if is_ended:
        return Verdict.NO
    elif is_missing:
        return Verdict.UNFINISHED
    else:
        return Verdict.GO if has_line else Verdict.NO_LINE


def _reached(judged: tuple[Judged, ...]) -> tuple[float | None, float | None]:
    whole = sum(each.criterion.weight for each in judged) * MOST
    if not whole:
        return None, None
    got = sum(each.criterion.weight * each.marked.mark for each in judged if each.marked)
    open_ = sum(each.criterion.weight for each in judged if each.marked is None) * MOST
    return got / whole, (got + open_) / whole


def _ends(seen: Seen, strategy: Strategy) -> list[str]:
    """What is a no by itself: red flags, and boundaries that say never."""
    flags = [flag for flag in strategy.creator_criteria.red_flags if flag in seen.flags]
    never = _topics(seen, strategy, Stance.NEVER)
    return [
        *(_("Red flag: {flag}.").format(flag=flag.rstrip(".")) for flag in flags),
        *(_("Crosses a boundary: {topic}. We never go there.").format(topic=topic) for topic in never),
    ]


def _topics(seen: Seen, strategy: Strategy, stance: Stance) -> list[str]:
    topics = strategy.boundaries.topics
    return [topic.label for topic in topics if topic.key in seen.topics and topic.stance is stance]


def _below(judged: Judged) -> str:
    assert judged.marked is not None, "only what has a mark lies below"
    return _("{criterion}: {mark} of 5, and below {least} the answer is no.").format(
        criterion=judged.criterion.label, mark=judged.marked.mark, least=judged.criterion.least
    )


def _cautions(seen: Seen, strategy: Strategy) -> list[Reason]:
    """What does not end it, and wants another look."""
    said = [
        _("Touches {topic}, which we hold with care.").format(topic=topic)
        for topic in _topics(seen, strategy, Stance.CARE)
    ]
    said += [f"{words}." for key, words in SIGNS.items() if key in seen.signs]
    unusual = sign_of(reaction_share(seen.followers, seen.interactions))
    return [Reason("warn", sentence) for sentence in [*said, *filter(None, [unusual])]]


def _fit(seen: Seen, strategy: Strategy) -> list[Reason]:
    """Which of our personas they reach and what of ours they talk about, held against where these people are."""
    personas = [each for each in strategy.personas if each.key in seen.personas]
    pillars = [each for each in strategy.pillars if each.key in seen.pillars]
    return [
        *(_met(persona, seen.network) for persona in personas),
        *(_shared(pillar, personas) for pillar in pillars),
    ]


def _met(persona: Persona, network: str) -> Reason:
    """Whether a persona is on the creator's network, as far as the strategy knows."""
    share = persona.attention_on(network)
    if share:
        words = _("Reaches {persona}, who spends {share:.0%} of the time on {network}.")
        return Reason("good", words.format(persona=persona.label, share=share, network=network))
    elif persona.attention:
        words = _("Reaches {persona}, who by our strategy is not on {network}.")
        return Reason("warn", words.format(persona=persona.label, network=network))
    else:
        return Reason("good", _("Reaches {persona}.").format(persona=persona.label))


def _shared(pillar: Pillar, personas: list[Persona]) -> Reason:
    """Whether a pillar that they talk about is meant for those whom they reach."""
    if pillar.personas and personas and not any(persona.key in pillar.personas for persona in personas):
        words = _("Talks about {pillar}, which is for other people than those reached.")
        return Reason("warn", words.format(pillar=pillar.label))
    else:
        return Reason("good", _("Talks about {pillar}.").format(pillar=pillar.label))


def _missing(seen: Seen, judged: tuple[Judged, ...]) -> tuple[str, ...]:
    """What nobody looked at yet."""
    return (
        *([] if seen.personas else [_("whom they reach")]),
        *([] if seen.pillars else [_("what they talk about")]),
        *([] if seen.looked else [_("red flags and boundaries")]),
        *(each.criterion.label for each in judged if each.marked is None),
    )
