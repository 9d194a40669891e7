"""What happens when something goes wrong, decided while nothing does."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from waypost.foundation.workspaces.domain.roles import Role
from waypost.loop.strategy.domain.document.part import Item, Key, Keyed, Keys, Line, Lines, Note, Part, Text
from waypost.loop.strategy.domain.document.trigger import Trigger

_BLANK = re.compile(r"\{([^{}\n]{1,60})\}")


class Queue(StrEnum):
    """What becomes of scheduled posts at a level."""

    NORMAL = "normal"
    REVIEW = "review"
    PAUSE_TOPIC = "pause-topic"
    PAUSE_ALL = "pause-all"


class Way(StrEnum):
    """Where a question of the tree may end."""

    ANSWER = "answer"
    PRIVATE = "private"
    WATCH = "watch"
    CLOSE = "close"
    ESCALATE = "escalate"


class CrisisLevel(Item):
    """How bad it is, how one knows, who decides, how soon the first word is due.

    `measured` are the triggers that Waypost can count; `triggers` are those that only a person can see.
    """

    triggers: Lines = ()
    measured: Annotated[tuple[Trigger, ...], Field(max_length=20)] = ()
    decides: Key | None = None
    first_word_minutes: Annotated[int, Field(ge=0, le=10080)] | None = None
    queue: Queue = Queue.NORMAL
    replying: Text = ""


class CrisisContact(Item):
    """A role (the label) and how to reach who holds it; `backup` is another contact.

    `role` names the members who are told in Waypost when this contact is called.
    """

    reach: Note = ""
    may: Note = ""
    backup: Key | None = None
    role: Role | None = None


class EscalationStep(Item):
    """One line of the matrix: at a level this contact does this (the label), with this authority, this soon.

    When neither the contact nor its backup answers in `answer_minutes`, it goes straight to `bypass`.
    """

    level: Key | None = None
    contact: Key | None = None
    authority: Note = ""
    answer_minutes: Annotated[int, Field(ge=1, le=10080)] | None = None
    bypass: Key | None = None


class HoldingStatement(Item):
    """Words agreed beforehand, with {blanks} to fill, until a day when they must be read again.

    `variants` are the words for single channels, by the key of their role.
    """

    text: Text
    variants: Annotated[dict[Key, Line], Field(max_length=60)] = {}
    levels: Keys = ()
    owner: Note = ""
    expires_on: date | None = None

    @property
    def blanks(self) -> tuple[str, ...]:
        """What must be filled in before it may be used, in the order of the text and then of its variants."""
        return blanks_of([self.text, *self.variants.values()])

    def is_expired(self, today: date) -> bool:
        """Whether it must be read again before it is used on `today`."""
        return self.expires_on is not None and today > self.expires_on


class EngageStep(Item):
    """A question of the tree (the label): yes or no leads to another question, or ends in a way and what to do."""

    how_to_tell: Note = ""
    yes_next: Key | None = None
    when_yes: Way | None = None
    yes_do: Note = ""
    no_next: Key | None = None
    when_no: Way | None = None
    no_do: Note = ""


class CrisisPlan(Part):
    """Levels, contacts, the matrix, statements; when we answer at all, and when we stop.

    `most_public_replies` is how often we answer one person in public before it ends or goes on in private.
    """

    levels: Keyed[CrisisLevel] = ()
    contacts: Keyed[CrisisContact] = ()
    escalation: Keyed[EscalationStep] = ()
    holding_statements: Keyed[HoldingStatement] = ()
    engage_tree: Keyed[EngageStep] = ()
    engage_when: Lines = ()
    stop_when: Lines = ()
    most_public_replies: Annotated[int, Field(ge=1, le=20)] | None = None


def blanks_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of the {blanks} in some texts, each once, in their order."""
    return tuple(dict.fromkeys(blank for text in texts for blank in _BLANK.findall(text)))
