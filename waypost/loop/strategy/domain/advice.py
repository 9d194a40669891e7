"""What the strategy says to somebody who writes for a pillar on a channel."""

from dataclasses import dataclass

from waypost.loop.strategy.domain.document import HashtagSet, Strategy


@dataclass(frozen=True)
class Advice:
    """How the pillar looks there, how the voice sounds there, what is never posted there, and hashtags that fit."""

    adaptation: str = ""
    voice: str = ""
    never: tuple[str, ...] = ()
    hashtag_sets: tuple[HashtagSet, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.adaptation or self.voice or self.never or self.hashtag_sets)


def advice(strategy: Strategy | None, *, channel: str, pillar: str | None) -> Advice:
    """Give what is said about the channel and the pillar with these keys; a reactive post has no pillar."""
    if strategy is None:
        return Advice()
    role, about = strategy.channel_role(channel), strategy.pillar(pillar or "")
    return Advice(
        adaptation=about.adaptations.get(channel, "") if about else "",
        voice=role.voice if role else "",
        never=role.never if role else (),
        hashtag_sets=tuple(
            found
            for found in strategy.hashtag_sets
            if found.tags and _fits(found.channels, channel) and _fits(found.pillars, pillar)
        ),
    )


def _fits(keys: tuple[str, ...], key: str | None) -> bool:
    """A set that names none fits anywhere."""
    return not keys or key in keys
