"""Where the posts behind an effect are listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from waypost.loop.learning.domain.words import times_key


@dataclass(frozen=True)
class Pages:
    """The pages of results, beneath the brand's address, that list the posts of a level; of the days looked at."""

    pillars: Mapping[str, int]
    channels: Mapping[str, int]
    first_on: date
    last_on: date

    def of(self, factor: str, level: str) -> str:
        """The page of a level; of one that has no row any more, all posts of the days."""
        asked: dict[str, object] = {"since": self.first_on.isoformat(), "until": self.last_on.isoformat()}
        if factor == "pillar" and level in self.pillars:
            asked["pillar"] = self.pillars[level]
        elif factor == "channel" and level in self.channels:
            asked["channel"] = self.channels[level]
        elif factor == "format":
            asked["format"] = level
        elif factor in {"weekday", "hour"}:
            asked["when"] = times_key(factor, level)
        return f"results/posts/?{urlencode(asked)}"
