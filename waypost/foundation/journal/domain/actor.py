"""Who acts: a person, a signed link, an API key, or the system itself."""

from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["person", "link", "key", "system"]


class Nameable(Protocol):
    """What an actor of kind person is made from."""

    pk: int

    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class Actor:
    """The one who does something; every action takes `by: Actor`."""

    kind: Kind
    id: str
    label: str

    @classmethod
    def of_person(cls, person: Nameable) -> "Actor":
        """The actor that a signed-in person is."""
        return cls("person", str(person.pk), person.label)

    @classmethod
    def system(cls, why: str) -> "Actor":
        """Waypost itself, with the reason that people read: "the evening check"."""
        return cls("system", "", why)

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    @property
    def person_id(self) -> int | None:
        """The id of the person who acts, if it is one."""
        return int(self.id) if self.kind == "person" else None
