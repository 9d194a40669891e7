"""Where videos are prepared and direct messages are kept: services that are not the account's own server."""

from __future__ import annotations

from dataclasses import dataclass

VIDEO = "https://video.bsky.app"
CHAT = "did:web:api.bsky.chat#bsky_chat"
"""Whom the account's server asks for direct messages (https://docs.bsky.app/docs/api/chat-bsky-convo-get-log, 2026-11)."""


@dataclass(slots=True)
class _Place:
    video: str = VIDEO


_place = _Place()


def configure(*, video: str) -> None:
    """Say where videos are prepared; nothing: they are left at the account's own server as they are."""
    _place.video = video.rstrip("/")


def video_service() -> str:
    """The address of the service that prepares videos, or nothing."""
    return _place.video
