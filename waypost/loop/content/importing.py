"""Carries imports out: brings the pictures and videos of the next rows, then imports them, until none are left, somebody
stops, or a video must be prepared first: then whoever prepared it, or the sweep, goes on here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions import fetching, imports, intakes
from waypost.loop.content.domain.sheets.post import SheetPost
from waypost.loop.content.models import Intake, PostImport
from waypost.loop.content.queries.sheets import coming_video
from waypost.toolkit.refusal import Refusal

AT_A_TIME = 25
"""Rows of one transaction."""


@dataclass
class _Brought:
    """How many of the rows have what they name; why of what cannot be had; the video that the next one waits for."""

    rows: int = 0
    lost: dict[str, str] = field(default_factory=dict)
    refused: list[Intake] = field(default_factory=list)
    waits_for: str = ""


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
        brought = _bring(post_import, ahead, by)
        imports.carry_on(post_import, ahead[: brought.rows], by=by, lost=brought.lost)
        for intake in brought.refused:
            intakes.discard(intake, by=by)
        if brought.waits_for:
            imports.wait(post_import, by=by, video=brought.waits_for)
            return


def _bring(post_import: PostImport, rows: Sequence[SheetPost], by: Actor) -> _Brought:
    """Bring what rows name into the library, row by row, up to one whose video is still on its way."""
    brought, seen = _Brought(), set[str]()
    hear = imports.heartbeat(post_import)
    for row in rows:
        for name in row.pictures:
            if name not in seen and _is_coming(post_import, name, brought, hear, by):
                brought.waits_for = name
                return brought
            seen.add(name)
        brought.rows += 1
    return brought


def _is_coming(
    post_import: PostImport, name: str, brought: _Brought, hear: Callable[[], None], by: Actor
) -> bool:
    """Whether this is a video that is still being prepared; what can never be used is noted down."""
    if "://" not in name:
        return coming_video(post_import.workspace_id, name) is not None
    try:
        came = fetching.fetch(post_import.workspace, address=name, by=by, hear=hear)
    except Refusal as refusal:
        brought.lost[name] = refusal.sentence
        return False
    if not isinstance(came, Intake):
        return False
    if came.is_going_on:
        return True
    if came.may_go_on:
        brought.lost[name] = (
            f"The video at {name} is not prepared: that was stopped or broke off. Let it go on in the library, "
            "or clear it away there, then import this row again."
        )
    else:
        brought.lost[name] = f"The video at {name} cannot be used. {came.says}"
        brought.refused.append(came)
    return False
