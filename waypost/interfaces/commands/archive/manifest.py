"""What a backup says about itself: the last thing written, and what everything before it is held against."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from waypost.toolkit.refusal import Refusal

NAME = "manifest.json"
FORMAT = 2


@dataclass(frozen=True)
class Manifest:
    """Which Waypost made the backup, from what, when; and the sha256 of every file in it.

    `bucket` is where its pictures lie when they are not in it (since format 2).
    """

    format: int
    waypost: str
    made_at: str
    database: str
    migrations: list[list[str]]
    key_prints: list[str]
    files: dict[str, str]
    bucket: str = ""

    @property
    def moment(self) -> datetime:
        """When the copying began: whatever was published afterwards the backup does not know."""
        return datetime.fromisoformat(self.made_at)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read(raw: bytes) -> Manifest:
    """The manifest in `raw`; a Refusal when it is not one, or of a later format."""
    try:
        values = json.loads(raw)
        if values["format"] > FORMAT:
            raise Refusal(
                f"A newer Waypost ({values['waypost']}) made this backup. Update the program first."
            )
        manifest = Manifest(**values)
        assert manifest.moment.tzinfo is not None
    except (ValueError, TypeError, KeyError, AssertionError) as error:
        raise Refusal("The list inside this backup cannot be read. Use another backup.") from error
    return manifest
