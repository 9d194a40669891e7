"""What people still remember of recent posts: a count that fades, by channel, topic and format."""

from __future__ import annotations

from datetime import datetime

from waypost.networks.sandbox.audience.perceiving import Glance

TIRED_HALF_DAYS = 3.5
"""Half of being tired is slept off in half a week."""
BORED_HALF_DAYS = 7.0
"""Half of a repetition is forgotten after a week."""


class Memory:
    """Fading counts of the posts that appeared. Posts come in order of time; one of the same moment counts as earlier."""

    __slots__ = ("at", "formats", "posts", "topics")

    def __init__(self) -> None:
        self.at: datetime | None = None
        self.posts: dict[str, float] = {}
        self.topics: dict[str, dict[str, float]] = {}
        self.formats: dict[str, dict[str, float]] = {}

    def copy(self) -> Memory:
        """The same memory, to go on with on its own."""
        other = Memory()
        other.at = self.at
        other.posts = dict(self.posts)
        other.topics = {topic: dict(counts) for topic, counts in self.topics.items()}
        other.formats = {format_: dict(counts) for format_, counts in self.formats.items()}
        return other

    def fade_to(self, at: datetime) -> None:
        """Let time pass until `at`; nothing happens when that lies before."""
        if self.at is not None and at > self.at:
            days = (at - self.at).total_seconds() / 86400
            _fade(self.posts, 0.5 ** (days / TIRED_HALF_DAYS))
            bored = 0.5 ** (days / BORED_HALF_DAYS)
            for counts in (*self.topics.values(), *self.formats.values()):
                _fade(counts, bored)
        self.at = at if self.at is None else max(self.at, at)

    def keep(self, glance: Glance) -> None:
        """Remember one more post."""
        channel = glance.channel
        self.posts[channel] = self.posts.get(channel, 0.0) + 1.0
        for counts in (
            self.topics.setdefault(glance.topic, {}),
            self.formats.setdefault(glance.format, {}),
        ):
            counts[channel] = counts.get(channel, 0.0) + 1.0


def _fade(counts: dict[str, float], by: float) -> None:
    for channel in counts:
        counts[channel] *= by
