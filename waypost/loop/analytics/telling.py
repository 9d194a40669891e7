"""Carries exports of the past in, some hundred rows at a time, in the name of whoever handed them over."""

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.analytics.actions import pasts
from waypost.loop.analytics.models import PastImport
from waypost.loop.analytics.queries.pasts import sheet_of

AT_A_TIME = 250
"""Rows of one transaction."""


def carry_in(past_import: PastImport, *, otherwise: Actor) -> None:
    """Take in what is left; where whoever asked has left the brand, `otherwise` does."""
    if not past_import.is_running:
        return
    member = past_import.member
    by = Actor.of_person(member.person) if member is not None else otherwise
    rows = sheet_of(past_import).rows
    while past_import.is_running:
        ahead = rows[past_import.done : past_import.done + AT_A_TIME]
        pasts.carry_on(past_import, ahead, by=by)
