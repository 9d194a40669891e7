"""What a server's answer says is left of its limits (https://docs.bsky.app/docs/advanced-guides/rate-limits, 2026-11)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx

from waypost.networks.bluesky.card import CARD
from waypost.networks.contract import REST, Allowance, Per
from waypost.toolkit import clock

_WINDOW = re.compile(r";\s*w=(\d+)")


def allowances(answer: httpx.Response, *, refused_for: float | None = None) -> tuple[Allowance, ...]:
    """Read the headers, which tell of the tightest limit; its window says which one. `refused_for`: seconds of a 429.

    A limit that no card knows, such as a server's own, is a rest for the account.
    """
    left, reset = (answer.headers.get(f"ratelimit-{name}", "") for name in ("remaining", "reset"))
    known = _WINDOW.search(answer.headers.get("ratelimit-policy", ""))
    limit = next((each for each in CARD.limits if known and each.seconds == int(known[1])), None)
    if refused_for is not None:
        until = clock.now() + timedelta(seconds=refused_for)
        name, per = (limit.name, limit.per) if limit else (REST, Per.CHANNEL)
        return (Allowance(limit=name, left=0, until=until, per=per),)
    if limit is None or not (left.isdigit() and reset.isdigit()):
        return ()
    return (
        Allowance(
            limit=limit.name, left=int(left), until=datetime.fromtimestamp(int(reset), UTC), per=limit.per
        ),
    )
