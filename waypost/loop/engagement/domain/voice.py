"""In which voice we answer: the tone for the situation, what to do and to leave, and words agreed beforehand.

A suggestion only. It is read from a few plain signs, and a person chooses.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.document.boundaries import Stance
from waypost.loop.strategy.domain.document.crisis import HoldingStatement
from waypost.loop.strategy.domain.document.voice import Tone
from waypost.toolkit.wording import _

_BLANK = re.compile(r"\{[^{}\n]{1,60}\}")


@dataclass(frozen=True)
class Situation:
    """Signs by which a message shows it, and words by which a strategy may call it."""

    signs: re.Pattern[str]
    names: frozenset[str]


SITUATIONS = (
    Situation(
        re.compile(
            r"\b(broken|damaged|disappoint\w*|late|wrong|refund|never again|angry|unhappy|complain\w*|worst|terrible"
            r"|awful|rude|scam|missing|not (?:ok|okay|good|working|acceptable))\b|[😡😠😞👎]",
            re.IGNORECASE,
        ),
        frozenset({"unhappy", "complaint", "complains", "angry", "upset", "wrong", "problem", "criticism", "apology"}),
    ),
    Situation(
        re.compile(r"[?؟？]|\b(when|where|how|which|could you|can i)\b", re.IGNORECASE),
        frozenset({"question", "questions", "asks", "wonders", "help", "enquiry", "curious"}),
    ),
    Situation(
        re.compile(r"\b(thank\w*|love\w*|beautiful|great|wonderful|lovely|amazing|well done)\b|[❤😍👏🙏]", re.IGNORECASE),
        frozenset({"praise", "thanks", "thank", "compliment", "happy", "joy", "glad", "celebrates", "kind"}),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One thing that an answer may stand on: `key` is unique, `name` the situation, `words` what then holds."""

    key: str
    kind: str
    name: str
    words: str

    @property
    def said(self) -> str:
        """The situation, and of a tone also what then holds."""
        return f"{self.name}: {self.words}" if self.kind == "tone" else self.name


@dataclass(frozen=True)
class Guidance:
    """What the strategy says about answering here. `suggested` is the key of a rule, or empty."""

    summary: str
    rules: tuple[Rule, ...]
    suggested: str
    do: tuple[str, ...]
    dont: tuple[str, ...]
    never: tuple[str, ...]
    stop_when: tuple[str, ...]

    def rule(self, key: str) -> Rule | None:
        """The rule called `key`, if there is one."""
        return next((rule for rule in self.rules if rule.key == key), None)

    @property
    def chosen(self) -> Rule | None:
        """The suggested rule."""
        return self.rule(self.suggested)


def guidance_of(strategy: Strategy, said: str, *, today: date, in_crisis: bool) -> Guidance:
    """What holds for an answer to `said`; in a crisis the agreed words come first, those that expired never."""
    tones = tuple(Rule(f"tone:{tone.key}", "tone", tone.label, tone.tone) for tone in strategy.voice.tones)
    agreed = tuple(_statements(strategy.crisis_plan.holding_statements, today))
    traits = strategy.voice.traits
    return Guidance(
        summary=strategy.voice.summary,
        rules=(*agreed, *tones) if in_crisis else (*tones, *agreed),
        suggested=_suggested(strategy.voice.tones, said),
        do=tuple(line for trait in traits for line in trait.do),
        dont=tuple(line for trait in traits for line in trait.dont),
        never=tuple(topic.label for topic in strategy.boundaries.topics if topic.stance is Stance.NEVER),
        stop_when=strategy.crisis_plan.stop_when,
    )


def stop_after(strategy: Strategy, answered: int) -> str:
    """What to do when a person was answered as often as the plan allows; empty before that. All of it is said to be public."""
    most = strategy.crisis_plan.most_public_replies
    if most is None or answered < most:
        return ""
    times = _("once") if answered == 1 else _("{number} times").format(number=answered)
    sentence = _(
        "You have answered {times}; the plan says at most {most}. Offer to go on in private, or leave it."
    )
    return sentence.format(times=times, most=most)


def filled(text: str, *, name: str, handle: str) -> str:
    """A saved reply with {name} and {handle} put in."""
    return text.replace("{name}", name).replace("{handle}", handle)


def blanks_in(text: str) -> tuple[str, ...]:
    """What was to be filled in and was not, as it stands in the text: "{day}"."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def _statements(statements: Iterable[HoldingStatement], today: date) -> Iterable[Rule]:
    for one in statements:
        if not one.is_expired(today):
            yield Rule(f"statement:{one.key}", "statement", one.label, one.text.strip())


def _suggested(tones: Iterable[Tone], said: str) -> str:
    """The tone whose situation the message shows, the gravest first."""
    named = {tone.key: _words(f"{tone.key} {tone.label}") for tone in tones}
    for situation in SITUATIONS:
        if situation.signs.search(said):
            for key, words in named.items():
                if words & situation.names:
                    return f"tone:{key}"
    return ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
