"""What is written piece by piece because it may be too large for the memory: a file, alone or in a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from secrets import token_hex


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a request: how many, and where they come from, anew each time they are asked for."""

    size: int
    pieces: Callable[[], Iterable[bytes]] = field(repr=False)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pieces())


def form(
    fields: Mapping[str, str], name: str, file_name: str, file: Body, file_type: str
) -> tuple[str, Body]:
    """A form with one file as its type and its body (RFC 7578). Names are our own: nothing in them is escaped."""
    boundary = token_hex(16)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="'
    before = "".join(f'{head}{each}"\r\n\r\n{value}\r\n' for each, value in fields.items())
    before += f'{head}{name}"; filename="{file_name}"\r\nContent-Type: {file_type}\r\n\r\n'
    start, end = before.encode(), f"\r\n--{boundary}--\r\n".encode()
    whole = Body(len(start) + file.size + len(end), lambda: chain((start,), file, (end,)))
    return f"multipart/form-data; boundary={boundary}", whole
