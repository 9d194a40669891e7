"""What a link becomes when it leaves: always the same from the same key, target, manner and facts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from waypost.loop.content.domain.links import Leaving, targets_in
from waypost.loop.publishing.domain.utm import Facts, Naming, is_of, parameters, with_parameters

CODE_LENGTH = 12
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
STAND_IN = "x" * CODE_LENGTH
"""Stands for a code that is not there yet: every code is as long."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How links go out: `prefix` before a code, empty where they are not tracked; `naming`, where words are added.

    Only addresses on `sites` are named, all of them where there are none.
    """

    prefix: str = ""
    naming: Naming | None = None
    sites: tuple[str, ...] = ()

    def leaving(self, targets: Sequence[str], facts: Facts, key: str = "") -> tuple[Leaving, ...]:
        """Give what each target becomes, in order; without the key of a publication, a stand-in for each code.

        A target is left as it is where it is a tracked link already, or where nothing would change.
        """
        added = parameters(self.naming, facts) if self.naming else {}
        return tuple(self._one(target, added, key, position) for position, target in enumerate(targets))

    def _one(self, target: str, added: dict[str, str], key: str, position: int) -> Leaving:
        if self.prefix and target.startswith(self.prefix):
            return Leaving(target, target, target)
        destination = with_parameters(target, added) if is_of(target, self.sites) else target
        if not self.prefix:
            return Leaving(target, destination, destination)
        code = code_of(key, position) if key else STAND_IN
        return Leaving(target, f"{self.prefix}{code}", destination, code)


@dataclass(frozen=True)
class LinkMaker:
    """What the links of one variant become, before there is a publication."""

    manner: Manner
    facts: Facts

    def __call__(self, text: str) -> tuple[Leaving, ...]:
        return self.manner.leaving(targets_in(text), self.facts)

    @property
    def stand_in(self) -> str:
        """What every link looks like when it leaves, where they are all as long; else empty."""
        return f"{self.manner.prefix}{STAND_IN}" if self.manner.prefix else ""


def code_of(key: str, position: int) -> str:
    """Give the code of a publication's link: twelve characters that nobody can guess and that never change.

    They come from the publication's own random key, so they are the same for every try, on every machine, after every
    crash. 58^12 codes: among a billion links two meet with odds of 1 to 2,900.
    """
    number = int.from_bytes(hashlib.sha256(f"link:{key}:{position}".encode()).digest())
    code = ""
    for _place in range(CODE_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        code += _ALPHABET[digit]
    return code
