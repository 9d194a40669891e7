from dataclasses import dataclass
from datetime import date

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels, usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.listening.models import AlgorithmNote
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Change:
    """What changed on a network, for all of it or for one channel only; since when, and who says so."""

    network: str
    on: date
    what: str
    source: str
    detail: str = ""
    channel: Channel | None = None


@transaction.atomic
def note(workspace: Workspace, *, change: Change, by: Actor) -> AlgorithmNote:
    """Note that a network changed what it shows to whom; every chart of it is marked from that day on."""
    require(by, "listening.note", workspace.pk)
    row = AlgorithmNote(workspace=workspace, noted_by=by.label)
    _write(row, change, by)
    record("algorithm.noted", row, by=by, network=row.network)
    return row


@transaction.atomic
def correct(row: AlgorithmNote, *, change: Change, by: Actor) -> AlgorithmNote:
    """Say otherwise what changed, where or since when."""
    require(by, "listening.note", row.workspace_id)
    _write(row, change, by)
    record("algorithm.note_corrected", row, by=by, network=row.network)
    return row


@transaction.atomic
def remove(row: AlgorithmNote, *, by: Actor) -> None:
    """Take a note away, and its mark off the charts."""
    require(by, "listening.note", row.workspace_id)
    record("algorithm.note_removed", row, by=by)
    row.delete()


def _write(row: AlgorithmNote, change: Change, by: Actor) -> None:
    access = require(by, "listening.note", row.workspace_id)
    if change.channel is not None:
        usable_channel(access, change.channel.pk)
    elif not channels(access).filter(network=change.network).exists():
        raise Refusal(_("Choose a network on which the brand has a channel."), field="where")
    if change.on > row.workspace.today:
        raise Refusal(_("This day is still to come. Note it when it has happened."), field="on")
    if not change.what.strip():
        raise Refusal(_("Say in a few words what changed."), field="what")
    if not change.source.strip():
        raise Refusal(_("Say who says so: an address, or whose experience it is."), field="source")
    row.network = change.channel.network if change.channel is not None else change.network
    row.channel, row.on = change.channel, change.on
    row.what, row.detail = change.what.strip()[:120], change.detail.strip()[:2000]
    row.source = change.source.strip()[:300]
    row.save()
