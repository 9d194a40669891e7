"""Drills are played here: people who are unhappy on demand, and calm down when they are spoken to."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import quote

from waypost.networks.contract import Account, Scene, Wave
from waypost.networks.sandbox import client
from waypost.networks.sandbox.audience.scenes import SCENES


def scenes() -> tuple[Scene, ...]:
    """What they can be unhappy about."""
    return tuple(Scene(key=told.key, label=told.label, sentence=told.sentence) for told in SCENES)


def begin(account: Account, wave: Wave) -> str:
    """Begin a wave; the id of its first message."""
    return client.call(account, "POST", "/api/waves", client.BegunAnswer, json=asdict(wave)).id


def end(account: Account, key: str) -> None:
    """Let nothing more of it come."""
    client.call(account, "DELETE", f"/api/waves/{quote(key, safe='')}", client.DoneAnswer)
