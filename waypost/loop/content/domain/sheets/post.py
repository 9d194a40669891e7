"""One post as a row of a table says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from waypost.loop.content.domain.sheets.options import Chosen


@dataclass(frozen=True)
class Own:
    """What a post says on one channel in words of its own; blank follows the post."""

    text: str = ""
    format: str = ""
    options: str = ""
    """JSON of the network's options, as our own sheet carries them."""


@dataclass(frozen=True)
class SheetPost:
    """What a row says, unresolved: channels, pillars and labels by the names that stand there.

    `local` is what the brand's wall clock shows; `line` the line of the file; `problems` are sentences, and a row with
    any is not imported; `notes` say what of it is left out. `slot` and `brief` are references of ours (`references`); blank leaves them as they are. `networks` are named as tools name them, for those with a column for each.
    """

    line: int = 0
    id: str = ""
    title: str = ""
    text: str = ""
    local: datetime | None = None
    channels: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    first_comment: str = ""
    pillar: str = ""
    persona: str = ""
    goal: str = ""
    funnel_stage: str = ""
    campaign: str = ""
    slot: str = ""
    brief: str = ""
    purpose: str = ""
    origin: str = ""
    reactive: bool = False
    own: Mapping[str, Own] = field(default_factory=lambda: MappingProxyType({}))
    chosen: tuple[Chosen, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say: no words and no picture."""
        return not (self.text or self.title or self.pictures or any(own.text for own in self.own.values()))
