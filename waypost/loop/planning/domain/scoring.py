"""How well an idea fits the strategy, with every reason. A hint for whoever chooses, never a decision."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from waypost.loop.strategy.domain.document import Persona, Pillar, Strategy
from waypost.loop.strategy.domain.document.boundaries import Stance
from waypost.toolkit.wording import _, count

TELLING = 5
"""Letters of a word that tells what a text is about; shorter ones stand in every text."""
MOST = 10
OLD_AFTER_DAYS = 90
ALIKE = 0.6
"""Share of telling words in common from which on two ideas are the same one."""
_MARKS = re.compile(r"[\W_]")


@dataclass(frozen=True)
class Draft:
    """An idea as it is judged: its words, its pillar's key if it has one, when it was caught."""

    id: int
    words: str
    pillar: str | None
    caught_on: date


@dataclass(frozen=True)
class Surroundings:
    """What else is known: empty slots to come by pillar's key, the words of ideas and briefs beside it, by id."""

    empty_slots: Mapping[str, int]
    others: Sequence[tuple[int | None, str]]
    today: date


@dataclass(frozen=True)
class Reason:
    """One sentence, and what it is worth."""

    sentence: str
    points: int

    @property
    def tone(self) -> str:
        return "good" if self.points > 0 else "bad" if self.points <= -MOST else "warn"


@dataclass(frozen=True)
class Score:
    """Points out of ten with their reasons; `pillar` is the one that its words point to, where it names none."""

    points: int
    reasons: tuple[Reason, ...]
    pillar: str | None
    crosses: bool

    @property
    def looks(self) -> tuple[str, str, str]:
        """In a word, with tone and shape."""
        if self.crosses:
            return _("Check the boundary"), "bad", "hold"
        elif self.points >= 7:
            return _("Fits well"), "good", "check"
        elif self.points >= 4:
            return _("Fits in part"), "neutral", "half"
        else:
            return _("Hardly fits"), "quiet", "ring"


class Judge:
    """Judges ideas: what the strategy says and what stands beside them is read once, for a board has hundreds."""

    def __init__(self, strategy: Strategy, around: Surroundings) -> None:
        self._strategy = strategy
        self._around = around
        self._pillars = [(telling(f"{each.label} {each.purpose}"), each) for each in strategy.pillars]
        self._topics = [
            (telling(topic.label), phrase(topic.label), topic) for topic in strategy.boundaries.topics
        ]
        self._personas = [
            (each, [(telling(line), line) for line in _lines(each)]) for each in strategy.personas
        ]
        self._banned = [(phrase(word), word) for word in strategy.voice.banned_words]
        self._others = [(id_, words, telling(words)) for id_, words in around.others]
        self._saying: dict[str, list[int]] = {}
        for place, (_id, _words, said) in enumerate(self._others):
            for word in said:
                self._saying.setdefault(word, []).append(place)

    def score(self, idea: Draft) -> Score:
        """Points with their reasons."""
        said = telling(idea.words)
        pillar = self._pillar(idea, said)
        reasons = (
            *self._boundaries(idea.words, said),
            *_of_pillar(idea, pillar, self._strategy, self._around),
            *self._of_people(said, pillar),
            *self._of_voice(idea.words),
            *self._of_others(idea, said),
        )
        crosses = any(reason.points <= -MOST for reason in reasons)
        points = max(0, min(MOST, sum(reason.points for reason in reasons)))
        suggested = pillar.key if pillar and idea.pillar is None else None
        return Score(0 if crosses else points, reasons, suggested, crosses)

    def _pillar(self, idea: Draft, said: frozenset[str]) -> Pillar | None:
        if idea.pillar is not None:
            return self._strategy.pillar(idea.pillar)
        meets = [(len(words & said), each) for words, each in self._pillars]
        most = max(meets, key=lambda pair: pair[0], default=None)
        return most[1] if most is not None and most[0] > 0 else None

    def _boundaries(self, text: str, said: frozenset[str]) -> Iterator[Reason]:
        """A topic is touched by one of its telling words, or, where it has none (“War”), as it stands."""
        whole = phrase(text)
        for words, named, topic in self._topics:
            if words & said or (not words and named in whole):
                if topic.stance is Stance.NEVER:
                    sentence = _("It may touch “{topic}”, which is never talked about.")
                    yield Reason(sentence.format(topic=topic.label), -MOST)
                else:
                    sentence = _("It may touch “{topic}”, which takes care.")
                    yield Reason(sentence.format(topic=topic.label), -1)

    def _of_people(self, said: frozenset[str], pillar: Pillar | None) -> Iterator[Reason]:
        """The first persona of whom these words name something wanted, minded or liked; else who reads the pillar."""
        for persona, lines in self._personas:
            line = next((line for words, line in lines if words & said), None)
            if line:
                yield Reason(
                    _("It speaks to {persona}: “{line}”.").format(persona=persona.label, line=line), 3
                )
                return
        readers = [
            each.label
            for each in self._strategy.personas
            if pillar is not None and each.key in pillar.personas
        ]
        if readers:
            yield Reason(_("{persona} reads this pillar.").format(persona=readers[0]), 1)

    def _of_voice(self, words: str) -> Iterator[Reason]:
        whole = phrase(words)
        for banned, word in self._banned:
            if banned in whole:
                yield Reason(_("It says “{word}”, which the voice leaves out.").format(word=word), -1)

    def _of_others(self, idea: Draft, said: frozenset[str]) -> Iterator[Reason]:
        for place in sorted(self._perhaps_alike(said)):
            other_id, words, other = self._others[place]
            shared = len(said & other)
            if other_id != idea.id and shared / (len(said) + len(other) - shared) >= ALIKE:
                yield Reason(_("It is close to “{other}”.").format(other=words[:80].strip()), -2)
                break
        if (self._around.today - idea.caught_on).days > OLD_AFTER_DAYS:
            since = _("It has waited since {day}. Is it still true?")
            yield Reason(since.format(day=f"{idea.caught_on:%-d %B}"), -1)

    def _perhaps_alike(self, said: frozenset[str]) -> set[int]:
        """Where among the others one may be alike. It would share ALIKE of these words, so also one of the rarest."""
        by_rarity = sorted(said, key=lambda word: len(self._saying.get(word, ())))
        enough = len(said) - ceil(ALIKE * len(said)) + 1
        return {place for word in by_rarity[:enough] for place in self._saying.get(word, ())}


@lru_cache(maxsize=5000)
def telling(words: str) -> frozenset[str]:
    """The words of a text that tell what it is about, cut to their first letters so that forms of a word meet."""
    return frozenset(word[: TELLING + 1] for word in _plain(words).split() if len(word) >= TELLING)


def phrase(words: str) -> str:
    """The words of a text with a blank before, between and after them: what holds another phrase says it."""
    return f" {' '.join(_plain(words).split())} "


def _plain(words: str) -> str:
    """Letters and digits, with blanks for all else."""
    return _MARKS.sub(" ", words.casefold())


def _of_pillar(
    idea: Draft, pillar: Pillar | None, strategy: Strategy, around: Surroundings
) -> Iterator[Reason]:
    if pillar is None:
        yield Reason(_("No pillar: nothing in the strategy says why it would be posted."), 0)
        return
    if idea.pillar is None:
        yield Reason(_("Its words point to the pillar “{label}”.").format(label=pillar.label), 2)
    else:
        yield Reason(_("It belongs to the pillar “{label}”.").format(label=pillar.label), 3)
    empty = around.empty_slots.get(pillar.key, 0)
    if empty:
        slots = count(empty, "slot", "slots")
        yield Reason(_("{slots} of it in the next four weeks have no brief yet.").format(slots=slots), 3)
    else:
        yield Reason(_("No slot of it is free in the next four weeks."), 0)
    goals = [goal.label for goal in strategy.goals if goal.key in pillar.goals]
    if goals:
        yield Reason(_("It serves the goal “{goal}”.").format(goal=goals[0]), 1)


def _lines(persona: Persona) -> tuple[str, ...]:
    """What a persona wants, minds and likes."""
    return (
        *persona.wants,
        *persona.pain_points,
        *persona.interests,
        *persona.objections,
        *persona.likes,
    )
