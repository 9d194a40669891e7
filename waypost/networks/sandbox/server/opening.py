"""Puts a sandbox together: its file, its API, its pages."""

from __future__ import annotations

from datetime import timedelta

from waypost.networks.sandbox.server import accounts, admin, api, pages
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.networks.sandbox.truth import Truth


def open_sandbox(
    path: str = ":memory:",
    *,
    secret: str = "",
    latency_seconds: float = 0.0,
    media_good_for: timedelta = timedelta(hours=1),
    is_roomy: bool = False,
) -> Sandbox:
    """Open the network kept in a file (or in memory), with the audience that lives in the file.

    `secret` opens the administrator's API.
    """
    return Sandbox(
        Truth(path),
        api.ROUTES + admin.ROUTES + pages.ROUTES + accounts.ROUTES,
        secret=secret,
        latency_seconds=latency_seconds,
        media_good_for=media_good_for,
        is_roomy=is_roomy,
    )
