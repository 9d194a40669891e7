"""Who can get into an account and change it, as people write it down: a name, and a role if they like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from waypost.toolkit.wording import _

MOST = 30
LONGEST = 80


class Unclear(Exception):
    """What was written down cannot be taken; its words say what to do."""


@dataclass(frozen=True)
class Administrator:
    """Somebody with access to an account, and whether they have left the brand."""

    name: str
    role: str = ""
    has_left: bool = False

    @property
    def words(self) -> str:
        """As people write it: “Mara Lind, owner”."""
        return f"{self.name}, {self.role}" if self.role else self.name

    @property
    def record(self) -> dict[str, Any]:
        """As it is kept."""
        return {"name": self.name, "role": self.role, "has_left": self.has_left}


def administrators_from_words(lines: Iterable[str], *, has_left: bool = False) -> list[Administrator]:
    """Read one a line, “Mara Lind, owner”; who stands there twice is one person. Raises Unclear."""
    found: dict[str, Administrator] = {}
    for line in lines:
        name, _comma, role = line.partition(",")
        one = Administrator(" ".join(name.split()), " ".join(role.split()), has_left)
        if not one.name:
            raise Unclear(_("Begin with the name: “{line}” has none.").format(line=line))
        if max(len(one.name), len(one.role)) > LONGEST:
            raise Unclear(_("A name and a role have up to {most} letters each.").format(most=LONGEST))
        found.setdefault(one.name.casefold(), one)
    if len(found) > MOST:
        raise Unclear(_("Up to {most} people fit. Write down those who matter most.").format(most=MOST))
    return list(found.values())


def in_both(staying: Sequence[Administrator], left: Sequence[Administrator]) -> list[str]:
    """The names of those who were written down as staying and as gone."""
    gone = {each.name.casefold() for each in left}
    return [each.name for each in staying if each.name.casefold() in gone]
