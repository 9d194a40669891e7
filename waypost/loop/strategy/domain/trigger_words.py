"""A measured trigger as a person writes it on a line: “messages: 5 times the usual in 1 hour”."""

import re

from pydantic import ValidationError

from waypost.loop.strategy.domain.document.trigger import Against, Measure, Trigger
from waypost.loop.strategy.domain.week_words import NotUnderstood
from waypost.toolkit.wording import _, count

NAMES: dict[Measure, str] = {
    Measure.MESSAGES: _("messages"),
    Measure.UNHAPPY: _("unhappy messages"),
    Measure.WAITING: _("people waiting"),
    Measure.PEOPLE: _("people"),
}
ONE: dict[Measure, str] = {
    Measure.MESSAGES: _("message"),
    Measure.UNHAPPY: _("unhappy message"),
    Measure.WAITING: _("person waiting"),
    Measure.PEOPLE: _("person"),
}
_MEASURES = {name: measure for measure, name in NAMES.items()}
_MINUTES = {"m": 1, "h": 60, "d": 1440}
_LINE = re.compile(
    rf"^(?P<measure>{'|'.join(_MEASURES)})\s*:?\s*(?P<number>\d+(?:[.,]\d+)?)\s*(?P<against>%|times(?: the)? usual)?"
    r"\s*(?:in|within|for)\s*(?P<span>\d{1,5})?\s*(?P<unit>m|h|d)\w*$",
    re.IGNORECASE,
)


def trigger_in_words(trigger: Trigger) -> str:
    """Say a trigger, such as “unhappy messages: 40% in 3 hours”."""
    number = f"{trigger.at_least:g}"
    if trigger.against is Against.PERCENT:
        number += "%"
    elif trigger.against is Against.USUAL:
        number += " " + _("times the usual")
    joint = _("for") if trigger.measure is Measure.WAITING else _("in")
    return f"{NAMES[trigger.measure]}: {number} {joint} {span_in_words(trigger.within_minutes)}"


def span_in_words(minutes: int) -> str:
    """Minutes in their largest whole unit: “3 hours”."""
    if minutes % 1440 == 0:
        return count(minutes // 1440, "day", "days")
    elif minutes % 60 == 0:
        return count(minutes // 60, "hour", "hours")
    else:
        return count(minutes, "minute", "minutes")


def trigger_from_words(line: str) -> Trigger:
    """Read “messages: 30 in 1 hour”. Raises NotUnderstood."""
    found = _LINE.match(" ".join(line.split()))
    if not found:
        sentence = _(
            "Write what is counted, from how many on, and in which time, like “messages: 30 in 1 hour”, “messages: 5 "
            "times the usual in 1 hour”, “unhappy messages: 40% in 3 hours” or “people waiting: 10 for 4 hours”; "
            "“{line}” is not."
        )
        raise NotUnderstood(sentence.format(line=line))
    against, number = found["against"] or "", float(found["number"].replace(",", "."))
    try:
        return Trigger(
            measure=_MEASURES[found["measure"].lower()],
            at_least=int(number) if number.is_integer() else number,
            against=Against.PERCENT if against == "%" else Against.USUAL if against else Against.NUMBER,
            within_minutes=int(found["span"] or 1) * _MINUTES[found["unit"].lower()],
        )
    except ValidationError as error:
        told = error.errors()[0]
        known = told["type"] in ("share_of_what", "usual_of_what")
        sentence = told["msg"] if known else _("Give a number above nought, in ten minutes to seven days.")
        raise NotUnderstood(f"{sentence} “{line}” is not.") from error
