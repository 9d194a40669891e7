"""Whether what people say to us comes to a trigger of the crisis plan. It tells somebody, and does nothing by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from waypost.loop.strategy.domain.document import Against, CrisisLevel, Measure, Trigger
from waypost.loop.strategy.domain.trigger_words import NAMES, ONE, span_in_words
from waypost.toolkit.wording import _
from waypost.toolkit.wording import count as number_of

FEWEST = 5
"""So few are never a trigger by being many times the usual, nor by their share: three where there is one are no crisis."""


@dataclass(frozen=True)
class Count:
    """What was counted in a window: how many, out of how many messages, and what is usual in such a window.

    `usual` is None as long as there is too little to compare with.
    """

    number: int
    messages: int = 0
    usual: float | None = None


Counter = Callable[[Measure, int, bool], Count]
"""counter(measure, minutes, with_usual): what the last so many minutes brought."""


@dataclass(frozen=True)
class Reading:
    """A trigger beside what was counted for it."""

    trigger: Trigger
    count: Count

    @property
    def is_met(self) -> bool:
        number, trigger = self.count.number, self.trigger
        if trigger.against is Against.NUMBER:
            return number >= trigger.at_least
        elif number < FEWEST:
            return False
        elif trigger.against is Against.PERCENT:
            return number * 100 >= trigger.at_least * self.count.messages
        else:
            return self.count.usual is not None and number >= trigger.at_least * self.count.usual

    @property
    def sentence(self) -> str:
        """What was counted, such as “23 messages in 1 hour; 4 are usual”."""
        count, trigger = self.count, self.trigger
        joint = _("for") if trigger.measure is Measure.WAITING else _("in")
        counted = number_of(count.number, ONE[trigger.measure], NAMES[trigger.measure])
        said = f"{counted} {joint} {span_in_words(trigger.within_minutes)}"
        if trigger.against is Against.PERCENT:
            return _("{said}, of {messages} in all").format(said=said, messages=count.messages)
        elif trigger.against is Against.USUAL:
            usual = _("too little to say what is usual") if count.usual is None else _("{usual} are usual")
            return f"{said}; {usual.format(usual=f'{count.usual or 0:.1f}')}"
        return said

    @property
    def limit(self) -> str:
        """From where on somebody should look, in the same unit."""
        least = f"{self.trigger.at_least:g}"
        if self.trigger.against is Against.PERCENT:
            return f"{least}%"
        return (
            _("{least} times the usual").format(least=least)
            if self.trigger.against is Against.USUAL
            else least
        )


def readings(level: CrisisLevel, counter: Counter) -> tuple[Reading, ...]:
    """Count for each trigger of a level."""
    return tuple(
        Reading(trigger, counter(trigger.measure, trigger.within_minutes, trigger.against is Against.USUAL))
        for trigger in level.measured
    )


def gravest_met(levels: Sequence[CrisisLevel], counter: Counter) -> tuple[CrisisLevel, Reading] | None:
    """The gravest level (they stand from mild to grave) of which a trigger is met, with what met it."""
    for level in reversed(levels):
        met = next((reading for reading in readings(level, counter) if reading.is_met), None)
        if met is not None:
            return level, met
    return None
