"""What a drill is played against: a wave of unhappy messages, made by the people of a simulated network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What people are unhappy about; `sentence` says what happened, for whoever chooses it."""

    key: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Unhappy messages to an account: so many in all, rising until `minutes` have passed. The same seed says the same.

    `key` is chosen by whoever asks for the wave, and comes back with each of its messages.
    """

    key: str
    scene: str
    seed: int
    minutes: int
    messages: int
