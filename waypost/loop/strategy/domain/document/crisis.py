"""What happens when something goes wrong, decided while nothing does."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from waypost.loop.strategy.domain.document.part import Item, Key, Keyed, Keys, Lines, Note, Part, Text

_BLANK = re.compile(r"\{([^{}\n]{1,60})\}")


class Queue(StrEnum):
    """What becomes of scheduled posts at a level."""

    NORMAL = "normal"
    REVIEW = "review"
    PAUSE_TOPIC = "pause-topic"
    PAUSE_ALL = "pause-all"


class CrisisLevel(Item):
    """How bad it is, how one knows, who decides, how soon the first word is due."""

    triggers: Lines = ()
    decides: Key | None = None
    first_word_minutes: Annotated[int, Field(ge=0, le=10080)] | None = None
    queue: Queue = Queue.NORMAL
    replying: Text = ""


class CrisisContact(Item):
    """A role (the label) and how to reach who holds it; `backup` is another contact."""

    reach: Note = ""
    may: Note = ""
    backup: Key | None = None


class HoldingStatement(Item):
    """Words agreed beforehand, with {blanks} to fill, until a day when they must be read again."""

    text: Text
    levels: Keys = ()
    owner: Note = ""
    expires_on: date | None = None

    @property
    def blanks(self) -> tuple[str, ...]:
        """What must be filled in before it may be used, in the order of the text."""
        return tuple(dict.fromkeys(_BLANK.findall(self.text)))

    def is_expired(self, today: date) -> bool:
        """Whether it must be read again before it is used on `today`."""
        return self.expires_on is not None and today > self.expires_on


class CrisisPlan(Part):
    """Levels, contacts, statements; when we answer at all, and when we stop."""

    levels: Keyed[CrisisLevel] = ()
    contacts: Keyed[CrisisContact] = ()
    holding_statements: Keyed[HoldingStatement] = ()
    engage_when: Lines = ()
    stop_when: Lines = ()
