"""What happened to a publication, in the words of the screen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import dateformat

from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.queries import history_of
from waypost.loop.publishing.domain.states import LOOKS, State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.queries.holding import holds_that_stopped
from waypost.toolkit.wording import _

SHOWN = 30
SAID = {
    "scheduled": _("Scheduled"),
    "laid_out": _("Laid out with what follows it"),
    "moved": _("Given a new time"),
    "held": _("Held back"),
    "released": _("Looked at again and released"),
    "cancelled": _("Taken out of the queue"),
    "handed": _("Handed to the person who posts it"),
    "taken_back": _("Taken back from the person who posts it"),
    "published": _("Sent"),
    "continued": _("Sent"),
    "take_down_asked": _("To be taken down"),
    "edit_asked": _("To be brought up to date"),
    "removed": _("Taken down from the network"),
    "edited": _("Brought up to date on the network"),
    "rejected": _("Refused by the network"),
    "waiting": _("Not stored; tried again later"),
    "unknown": _("No usable answer; needs checking"),
    "missed": _("Missed"),
    "absent": _("Not found on the network"),
    "needs_checking": _("Left to a person"),
}
DECISIONS = {
    "there": _("Said: it is there"),
    "absent": _("Said: it is not there"),
    "given_up": _("Gave it up"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened, who did it, and what was said."""

    what: str
    who: str
    at: datetime
    said: str


def events_of(publication: Publication) -> list[Event]:
    """The history of a publication, newest first; the holds that stopped it are part of it."""
    entries = [_event(entry) for entry in history_of(publication)[:SHOWN]]
    holds = [event for hold in holds_that_stopped(publication) for event in _hold(hold)]
    return sorted([*entries, *holds], key=lambda event: event.at, reverse=True)


def _hold(hold: Hold) -> list[Event]:
    put = Event(_("Stopped by a hold"), hold.put_by_label, hold.put_at, hold.reason)
    if hold.lifted_at is None:
        return [put]
    ended = _("Hold ended by itself") if hold.ended_by_itself else _("Hold lifted")
    return [put, Event(ended, hold.lifted_by_label or _("The hold’s end"), hold.lifted_at, "")]


def _event(entry: Entry) -> Event:
    verb = entry.verb.removeprefix("publication.")
    details: dict[str, Any] = entry.details
    what = SAID.get(verb) or entry.words
    said = str(details.get("said") or details.get("reason") or "")
    if verb == "decided":
        what = DECISIONS.get(details.get("decision", ""), _("Decided"))
        said = f"Then: {LOOKS[State(details['state'])].word.lower()}" if "state" in details else ""
    elif verb == "moved" and "local" in details:
        said = dateformat.format(datetime.fromisoformat(details["local"]), "D j M Y, H:i")
    elif verb in {"published", "continued"} and said == "found":
        said = _("Found on the network.")
    return Event(what, entry.actor_label, entry.at, said)
