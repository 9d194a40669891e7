"""What stands too near on a channel: the same words within a month, or another post within the hour."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Clash:
    """Another post on the same channel; `local` is its time on the wall, naive. It warns and never stops."""

    post_id: int
    channel: str
    words: str
    local: datetime
    says_the_same: bool

    @property
    def sentence(self) -> str:
        """Say what is there, and when."""
        when = f"{self.local:%a} {self.local.day} {self.local:%b}, {self.local:%H:%M}"
        if self.says_the_same:
            return f"{self.channel} says the same on {when}."
        else:
            return f"Something else goes out on {self.channel} within the hour, on {when}: “{self.words}”."
