"""The crowd: answers each post with all that will ever come of it, so that counts at any age are a function of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from waypost.networks.contract import Metric
from waypost.networks.sandbox.audience import words
from waypost.networks.sandbox.audience.chance import chance, come_by, count_of, hours_until, luck
from waypost.networks.sandbox.audience.memory import Memory
from waypost.networks.sandbox.audience.perceiving import Glance, Reader, format_of, has_link
from waypost.networks.sandbox.audience.schema import Audience, Mood
from waypost.networks.sandbox.audience.taste import Means, Taste

DRAWN = (Metric.IMPRESSIONS, Metric.LIKES, Metric.SHARES, Metric.CLICKS, Metric.FOLLOWERS)
"""What is drawn for each post by itself. Comments are messages; purchases are some of the clicks."""
MOST_COMMENTS = 12
TELLS = 0.04
"""How often somebody tells others of a post, naming the account."""
THANKS = 0.35
"""How often an answer is thanked for."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody will say, and when."""

    at: datetime
    handle: str
    name: str
    text: str
    mood: Mood


@dataclass(frozen=True, slots=True)
class Response:
    """All that will ever come of a post. `worth` is its expected value, before chance."""

    totals: Mapping[Metric, int]
    comments: tuple[Remark, ...]
    mention: Remark | None
    worth: float


class Crowd:
    """An audience that lives through the posts in order of time. The same seed and posts give the same responses."""

    def __init__(self, audience: Audience, seed: int) -> None:
        self.audience = audience
        self.seed = seed
        self.memory = Memory()
        self.taste = Taste(audience)
        self._reader = Reader(audience.topics)

    def meets(self, handle: str) -> bool:
        """Whether anybody of this audience ever sees what an account posts."""
        channel = self._channel(handle)
        return any(persona.channels.get(channel, persona.elsewhere) > 0 for persona in self.audience.personas)

    def glance(self, handle: str, at: datetime, text: str, picture_count: int) -> Glance:
        """What there is to see of a post."""
        return Glance(
            self._channel(handle), at, self._reader.topic_of(text), format_of(picture_count), has_link(text)
        )

    def remember(self, glance: Glance) -> None:
        """Take a post in without answering it, such as after a restart."""
        self.memory.fade_to(glance.at)
        self.memory.keep(glance)

    def respond(self, post_id: str, handle: str, glance: Glance) -> Response:
        """Answer a post, and remember it."""
        self.memory.fade_to(glance.at)
        means = self.taste.means(glance, self.memory)
        self.memory.keep(glance)
        factor = luck(chance(self.seed, post_id, "luck"), self.audience.noise.posts)
        totals = {
            metric: count_of(means.counts[metric] * factor, chance(self.seed, post_id, metric))
            for metric in DRAWN
        }
        totals[Metric.CONVERSIONS] = _bought(
            means, totals[Metric.CLICKS], chance(self.seed, post_id, "purchases")
        )
        comments = tuple(self._comments(post_id, handle, glance, means, factor))
        mention = self._mention(post_id, handle, glance)
        return Response(totals, comments, mention, self.taste.worth(means))

    def thank(self, post_id: str, handle: str) -> str:
        """What somebody says to an answer of ours, or nothing."""
        draw = chance(self.seed, post_id, "thanks")
        if draw.random() > THANKS:
            return ""
        return words.sentence(self.audience, Mood.THANKFUL, "", handle, draw)

    def later(self, post_id: str, at: datetime) -> datetime:
        """When an answer is read: within some hours."""
        return at + timedelta(hours=0.1 + 5 * chance(self.seed, post_id, "later").random())

    def base_followers(self, handle: str, at: datetime) -> int:
        """The followers that an account has without its posts' doing."""
        channel = next(
            (known for known in self.audience.channels if known.key == self._channel(handle)), None
        )
        if channel is None:
            return 0
        weeks = max(0.0, (at.date() - self.audience.begins_on).days / 7)
        return int(channel.followers * (1 + self.audience.growth_per_week) ** weeks)

    def expected(self, glances: Iterable[Glance], memory: Memory | None = None) -> list[float]:
        """What each of these posts, in order of time, is worth before chance. `memory` is what came before, and goes on."""
        memory = Memory() if memory is None else memory
        worths = []
        for glance in glances:
            memory.fade_to(glance.at)
            worths.append(self.taste.worth(self.taste.means(glance, memory)))
            memory.keep(glance)
        return worths

    def _channel(self, handle: str) -> str:
        """The channel of the file whose account this is; accounts that it does not know keep their handle."""
        for channel in self.audience.channels:
            if handle == channel.key or handle.startswith(f"{channel.key}-"):
                return channel.key
        return handle

    def _comments(
        self, post_id: str, handle: str, glance: Glance, means: Means, factor: float
    ) -> Iterable[Remark]:
        for persona in self.audience.personas:
            draw = chance(self.seed, post_id, "comments", persona.key)
            for _ in range(min(count_of(means.comments[persona.key] * factor, draw), MOST_COMMENTS)):
                mood = words.mood_of(persona, means.tired[persona.key], draw)
                who, name = words.person(self.audience, persona, draw)
                text = words.sentence(self.audience, mood, glance.topic, handle, draw)
                yield Remark(_some_time_after(glance.at, draw), who, name, text, mood)

    def _mention(self, post_id: str, handle: str, glance: Glance) -> Remark | None:
        draw = chance(self.seed, post_id, "telling")
        if draw.random() > TELLS:
            return None
        who, name = words.person(self.audience, draw.choice(self.audience.personas), draw)
        text = words.sentence(self.audience, Mood.TELLING, glance.topic, handle, draw)
        return Remark(_some_time_after(glance.at, draw), who, name, text, Mood.TELLING)


def so_far(total: int, published_at: datetime, now: datetime) -> int:
    """How much of a total has come by now."""
    return int(total * come_by((now - published_at).total_seconds() / 3600))


def _bought(means: Means, clicks: int, draw: Random) -> int:
    if not clicks or not means.counts[Metric.CLICKS]:
        return 0
    rate = means.counts[Metric.CONVERSIONS] / means.counts[Metric.CLICKS]
    return min(clicks, count_of(clicks * rate, draw))


def _some_time_after(at: datetime, draw: Random) -> datetime:
    """A moment when somebody speaks: as the counts come, but not within the first minutes."""
    moment = at + timedelta(minutes=4) + timedelta(hours=hours_until(draw.random()))
    return moment.replace(microsecond=0)
