"""What marks the charts of channels: notes on changes of their networks' algorithms."""

from collections.abc import Sequence

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.marks import Mark, lettered
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.queries.overview import Read
from waypost.loop.listening.queries import marks_until
from waypost.ui.addresses import reverse


def marks_of(
    access: Access, workspace: Workspace, span: Span, known: Sequence[Read], *, compared: bool = False
) -> list[Mark]:
    """The notes on the networks of this member's channels within a span; where `compared`, also in as many days before."""
    return marks_on(
        access,
        workspace,
        span,
        [(each.id, each.network) for each in known if each.is_mine],
        compared=compared,
    )


def marks_on(
    access: Access,
    workspace: Workspace,
    span: Span,
    channels: Sequence[tuple[int, str]],
    *,
    compared: bool = False,
) -> list[Mark]:
    """The same for channels by id and network."""
    since = span.before.first_on if compared else span.first_on
    start = reverse("listening:note", kwargs={"workspace": workspace.slug, "note_id": 0}).removesuffix("0/")
    found = marks_until(access, since, span.last_on, channels)
    return lettered([Mark(each.on, each.where, each.what, f"{start}{each.id}/") for each in found], span)
