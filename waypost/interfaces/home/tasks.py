"""Goes on with what a page began: brands that came as a file."""

from datetime import timedelta

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.actions import unpackings
from waypost.foundation.workspaces.models import Unpacking
from waypost.foundation.workspaces.queries import unfinished_unpackings
from waypost.interfaces.home.unpacking import carry_out
from waypost.loop.content.models import Intake
from waypost.toolkit import clock
from waypost.ui.addresses import reverse

_GIVEN_UP = timedelta(minutes=10)
"""A worker that has not written for so long is gone."""


@on("unpacking.begun")
def unpack_now(entry: Entry) -> None:
    """Unpack the brand that somebody brought."""
    for unpacking in unfinished_unpackings().filter(pk=entry.subject_id):
        if unpackings.take_up(unpacking):
            carry_out(unpacking)


def go_on_unpacking() -> None:
    """Go on with brands that rest, and with those whose worker is gone (swept every minute)."""
    for unpacking in unfinished_unpackings():
        last = unpacking.seen_at
        is_left = not _waits(unpacking) if last is None else clock.now() - last > _GIVEN_UP
        if is_left and unpackings.take_up(unpacking):
            carry_out(unpacking)


def _waits(unpacking: Unpacking) -> bool:
    """Whether videos of the brand are still being prepared."""
    coming = Intake.objects.filter(workspace=unpacking.workspace_id, state__in=Intake.UNFINISHED)
    return coming.exists()


@on("unpacking.done", "unpacking.broken")
def say_that_it_stands(entry: Entry) -> None:
    """Tell whoever brought the brand that it is unpacked, or why it is not."""
    unpacking = Unpacking.objects.select_related("workspace", "member").get(pk=entry.subject_id)
    if unpacking.member is None:
        return
    brand = unpacking.workspace
    left = f" {unpacking.left_count} things stayed behind." if unpacking.left_count else ""
    said = f"{brand} could not be unpacked whole" if unpacking.is_broken else f"{brand} is unpacked.{left}"
    tell(
        brand,
        kind="brand",
        sentence=said,
        href=reverse("home:unpacking", kwargs={"workspace": brand.slug}),
        who_may="workspace.edit",
        only=unpacking.member.person_id,
        once=f"unpacking.{entry.pk}",
        by=Actor.system("the file of a brand"),
    )
