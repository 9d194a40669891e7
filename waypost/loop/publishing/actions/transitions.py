"""The one way in which a publication's state changes: a conditional UPDATE whose row count is checked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from waypost.loop.publishing.domain.states import State, may_go
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock


def move(
    publication_id: int,
    to: State,
    *,
    since: Iterable[State],
    only: Q | None = None,
    reason: str = "",
    **fields: Any,
) -> bool:
    """Let a publication go to `to` if it still stands in one of `since` (and `only` holds); say whether it went."""
    rows = Publication.objects.filter(pk=publication_id)
    return (
        move_all(rows.filter(only) if only is not None else rows, to, since=since, reason=reason, **fields)
        == 1
    )


def move_all(
    publications: QuerySet[Publication], to: State, *, since: Iterable[State], reason: str = "", **fields: Any
) -> int:
    """Let every one of `publications` that stands in one of `since` go to `to`; say how many went."""
    sources = tuple(since)
    assert all(may_go(before, to) for before in sources), f"the graph has no way from {sources} to {to}"
    fields = {"act_at": None, "wants_channel": False} | fields
    return publications.filter(state__in=sources).update(
        state=to, state_at=clock.now(), reason=reason[:300], **fields
    )


def act_again(
    publication_id: int, at: datetime, *, since: Iterable[State], reason: str | None = None
) -> bool:
    """Leave the state and look at the publication again at `at`."""
    fields: dict[str, Any] = {"act_at": at} | ({} if reason is None else {"reason": reason[:300]})
    return Publication.objects.filter(pk=publication_id, state__in=list(since)).update(**fields) == 1
