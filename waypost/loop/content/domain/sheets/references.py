"""What stands in a table for a row of ours: its number, and a mark by which a number of another brand is not mistaken for it."""

import hashlib
import re
from datetime import UTC, datetime

_REFERENCE = re.compile(r"^(\d{1,15})-[0-9a-f]{10}$")


def reference(kind: str, number: int, made_at: datetime) -> str:
    """The reference of a row of some kind: it stays the same however the row is changed, and is no other row's."""
    mark = hashlib.sha256(f"{kind} {number} {made_at.astimezone(UTC).isoformat()}".encode()).hexdigest()
    return f"{number}-{mark[:10]}"


def number_in(said: str) -> int | None:
    """The number in a reference; None where it is none. The mark is compared by whoever has the row."""
    match = _REFERENCE.match(said.strip())
    return int(match[1]) if match else None
