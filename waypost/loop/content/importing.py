"""Carries imports out: fetches the pictures of the next rows, then imports them, until none are left or somebody stops."""

from collections.abc import Sequence

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions import imports, media
from waypost.loop.content.domain.sheets.post import SheetPost
from waypost.loop.content.models import PostImport
from waypost.toolkit.refusal import Refusal

AT_A_TIME = 25
"""Rows of one transaction."""


def carry_out(post_import: PostImport) -> None:
    """Import what is left, in the name of whoever asked; who left the brand imports nothing more."""
    if not post_import.is_running:
        return
    if post_import.member is None:
        imports.stop(post_import, by=Actor.system("whoever imported has left"))
        return
    by = Actor.of_person(post_import.member.person)
    rows = imports.sheet_of(post_import).posts
    while post_import.is_running:
        ahead = rows[post_import.done : post_import.done + AT_A_TIME]
        imports.carry_on(post_import, ahead, by=by, lost=_fetched(post_import, ahead, by))


def _fetched(post_import: PostImport, rows: Sequence[SheetPost], by: Actor) -> dict[str, str]:
    """Bring the pictures that rows name by address into the library; says why of those that cannot be had."""
    lost = {}
    for address in dict.fromkeys(name for row in rows for name in row.pictures if "://" in name):
        try:
            media.fetch(post_import.workspace, address=address, by=by)
        except Refusal as refusal:
            lost[address] = refusal.sentence
    return lost
