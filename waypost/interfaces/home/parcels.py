"""A brand that can be unpacked: from its file, or drawn from another brand that stands here.

The file is a ZIP archive: manifest.json, strategy/0001.json …, one file of JSON lines for each kind of thing, and
pictures/ and videos/ under the fingerprints of their bytes. It is read as a stream: a year of a busy brand is never in memory.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Protocol

from pydantic import ValidationError

from waypost.interfaces.home import first_format
from waypost.interfaces.home.brand_parts import KINDS, Channel, Manifest, Part, Settings
from waypost.interfaces.home.first_format import not_ours
from waypost.loop.content.actions.media import LARGEST as LARGEST_PICTURE
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.past import PastVersion
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.yaml import read_yaml
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LONGEST_LINE = 4_000_000
LARGEST_LIST = 300_000_000
LARGEST_PAGE = 2_000_000
"""Bytes of a line, of all lines of one kind, and of the manifest or one version of the strategy, unpacked."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
NOT_WHOLE = "This file is not whole: some of it was lost on the way. Download the brand’s file again."
UNREADABLE = "The strategy in this file cannot be read. Download the brand’s file again."
Lot = tuple[str, list[Part]]
"""Some things of one kind, one after another."""


class Parcel(Protocol):
    """What a new brand is made from."""

    @property
    def settings(self) -> Settings:
        """How the brand was set."""

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The accounts that it had."""

    @property
    def total(self) -> int:
        """How many things there are to be put in, one after another."""

    def versions(self) -> list[PastVersion]:
        """Its strategy with all that came before, oldest first; empty where it has none."""

    def lots(self, size: int, after: int = 0) -> Iterator[Lot]:
        """What it has of everything, in the order in which one thing needs another, without the first `after`."""

    def picture(self, sha256: str) -> IO[bytes]:
        """The bytes of a picture; a Refusal where they are not there."""


@dataclass(frozen=True)
class Drawn:
    """A brand in memory: copied from one that stands here, or read from a file of the first format."""

    settings: Settings
    past: tuple[PastVersion, ...] = ()
    things: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()

    @property
    def total(self) -> int:
        return sum(len(things) for things in self.things.values())

    def versions(self) -> list[PastVersion]:
        return list(self.past)

    def lots(self, size: int, after: int = 0) -> Iterator[Lot]:
        for kind in KINDS:
            things = self.things.get(kind, ())
            yield from _in_lots(kind, iter(things[after:]), size)
            after = max(0, after - len(things))

    def picture(self, sha256: str) -> IO[bytes]:
        raise Refusal("A picture is not in the file.")


class Packed:
    """A brand in its file. Everything is looked at once before anything is made of it."""

    channels: tuple[Channel, ...]

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            self.manifest = Manifest.model_validate_json(self._page("manifest.json"))
        except ValidationError as error:
            raise Refusal(not_ours(error), field="file") from None
        except BROKEN:
            raise Refusal(NOT_WHOLE, field="file") from None
        self.settings, self.channels = self.manifest.brand, self.manifest.channels
        counts = self.manifest.counts
        if unknown := counts.keys() - KINDS.keys():
            raise Refusal(
                f"This file holds {min(unknown)}, which this Waypost does not know. Bring it up to date first.",
                field="file",
            )
        self.total = sum(counts.values())

    def versions(self) -> list[PastVersion]:
        return [
            PastVersion(_strategy(self._document(number)), said.accepted_at, said.note)
            for number, said in enumerate(self.manifest.strategy, start=1)
        ]

    def check(self) -> None:
        """Read everything but the pictures once; a Refusal that says where it is wrong."""
        try:
            for _lot in self.lots(1000):
                pass
        except BROKEN:
            raise Refusal(NOT_WHOLE, field="file") from None

    def lots(self, size: int, after: int = 0) -> Iterator[Lot]:
        for kind in KINDS:
            count = self.manifest.counts.get(kind, 0)
            if after < count:
                yield from _in_lots(kind, self._things(kind, count, after), size)
            after = max(0, after - count)

    def picture(self, sha256: str) -> IO[bytes]:
        try:
            with self._zip.open(f"pictures/{sha256}") as entry:
                return io.BytesIO(entry.read(LARGEST_PICTURE + 1))
        except (KeyError, *BROKEN):
            raise Refusal("A picture is not in the file, or was lost on the way.") from None

    @property
    def video_count(self) -> int:
        """How many videos it names: each is prepared before the posts come that it is on."""
        return self.manifest.counts.get("videos", 0)

    @contextmanager
    def video(self, sha256: str) -> Iterator[tuple[IO[bytes], int]]:
        """The bytes of a video, to be read piece by piece, and how many; a Refusal where they are not there whole."""
        try:
            said = self._zip.getinfo(f"videos/{sha256}")
            with self._zip.open(said) as entry:
                if hashlib.file_digest(entry, "sha256").hexdigest() != sha256:  # type: ignore[arg-type]
                    raise Refusal("A video is not the one that the file says it is.")
                entry.seek(0)
                yield entry, said.file_size
        except (KeyError, *BROKEN):
            raise Refusal("A video is not in the file, or was lost on the way.") from None

    def _things(self, kind: str, count: int, after: int) -> Iterator[Part]:
        """The things of a kind; the manifest has said how many there are."""
        found = 0
        with self._opened(f"{kind}.jsonl", LARGEST_LIST) as entry:
            while line := entry.readline(LONGEST_LINE + 1):
                found += 1
                if len(line) > LONGEST_LINE or found > count:
                    raise Refusal(f"This file says more in {kind} than a brand can say.", field="file")
                if found > after:
                    yield _thing(kind, line, found)
        if found != count:
            raise Refusal(NOT_WHOLE, field="file")

    def _document(self, number: int) -> object:
        try:
            return json.loads(self._page(f"strategy/{number:04}.json"))
        except BROKEN:
            raise Refusal(NOT_WHOLE, field="file") from None
        except ValueError:
            raise Refusal(UNREADABLE, field="file") from None

    def _page(self, name: str) -> bytes:
        with self._opened(name, LARGEST_PAGE) as entry:
            return entry.read()

    @contextmanager
    def _opened(self, name: str, most: int) -> Iterator[IO[bytes]]:
        try:
            said = self._zip.getinfo(name)
        except KeyError:
            raise Refusal("This is not a brand from Waypost: it has no " + name + ".", field="file") from None
        if said.file_size > most:
            raise Refusal("This file is larger than a brand can be.", field="file")
        with self._zip.open(said) as entry:
            yield entry


def opened(file: IO[bytes]) -> Parcel:
    """A brand from a file that somebody chose, of this format or the first one; a Refusal that says what is wrong."""
    start = file.read(4)
    file.seek(0)
    if start == b"PK\x03\x04":
        packed = Packed(file)
        packed.check()
        return packed
    return _of_first_format(first_format.read(file.read(first_format.LARGEST + 1)))


def _of_first_format(found: first_format.FirstFormat) -> Drawn:
    past = (PastVersion(_in_yaml(found.strategy), clock.now()),) if found.strategy else ()
    named = {kind: tuple(getattr(found, kind)) for kind in ("campaigns", "days_off", "briefs", "posts")}
    return Drawn(found.brand, past, {**named, "ideas": found.ideas[::-1]})


def _strategy(document: object) -> Strategy:
    try:
        return strategy_from(document)
    except DocumentRefused:
        raise Refusal(UNREADABLE, field="file") from None


def _in_yaml(document: str) -> Strategy:
    try:
        return read_yaml(document)
    except DocumentRefused:
        raise Refusal(UNREADABLE, field="file") from None


def _thing(kind: str, line: bytes, number: int) -> Part:
    try:
        return KINDS[kind].model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join([kind, str(number), *(str(part) for part in first["loc"])])
        raise Refusal(
            f"This is not a brand from Waypost, or it was changed by hand. At {where}: {first['msg'].lower()}.",
            field="file",
        ) from None


def _in_lots(kind: str, things: Iterator[Part], size: int) -> Iterator[Lot]:
    while lot := list(islice(things, size)):
        yield kind, lot
