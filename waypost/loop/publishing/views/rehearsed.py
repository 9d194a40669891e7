"""What came of a rehearsal, as its page shows it: by day, with everything that somebody would have been told and done."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.publishing.domain.rehearsal import TROUBLES, Script
from waypost.loop.publishing.domain.rehearsed import (
    ENDINGS,
    Approval,
    Befallen,
    Ending,
    Played,
    Report,
    Told,
    in_a_sentence,
)
from waypost.loop.publishing.domain.states import Looks
from waypost.loop.publishing.models import Rehearsal
from waypost.ui.addresses import reverse

MINUTE = 60


@dataclass(frozen=True)
class Row:
    """One post on one channel, with the real page behind it."""

    played: Played
    local: datetime
    href: str
    after: str

    @property
    def looks(self) -> Looks:
        return self.played.looks


@dataclass(frozen=True)
class Day:
    """What was due on one day of the brand's wall."""

    on: date
    rows: list[Row]


@dataclass(frozen=True)
class Duty:
    """What somebody would have to do, and about how many posts."""

    looks: Looks
    rows: list[Row]


@dataclass(frozen=True)
class Struck:
    """What went wrong, in words; for a while, or to single posts."""

    label: str
    lasting: list[Befallen]
    single: list[Befallen]


@dataclass(frozen=True)
class Approved:
    """A post that was in review, with the real page behind it."""

    approval: Approval
    href: str

    @property
    def looks(self) -> tuple[str, str, str]:
        """Its word, tone and shape."""
        if self.approval.is_approved:
            return "Approved", "good", "check"
        elif self.approval.at is not None:
            return "Not approved", "bad", "cross"
        else:
            return "Not decided", "bad", "ring"


@dataclass(frozen=True)
class Shown:
    """A report, as one member may see it."""

    sentence: str
    report: Report
    told: list[Told]
    days: list[Day]
    duties: list[Duty]
    struck: list[Struck]
    approvals: list[Approved]
    is_safe: bool


def shown(access: Access, rehearsal: Rehearsal) -> Shown:
    """What came of it on the channels of this member."""
    report = rehearsal.came_of_it
    mine = {channel_id for channel_id, _name in channel_names(access)} if access.limited else None
    played = [each for each in report.played if mine is None or each.channel_id in mine]
    befell = [each for each in report.befell if mine is None or each.channel_id in {None, *mine}]
    rows = [_row(each, rehearsal.workspace) for each in played]
    duties = [
        Duty(ENDINGS[ending], [row for row in rows if row.played.ending is ending])
        for ending in Ending
        if any(row.played.ending is ending and row.played.asks_a_person for row in rows)
    ]
    return Shown(
        sentence=in_a_sentence(played),
        report=report,
        told=[each for each in report.told if mine is None or access.actor.label in each.people],
        days=_days(rows),
        duties=duties,
        struck=_struck(befell, rehearsal.plays),
        approvals=[
            Approved(each, _post_page(rehearsal.workspace, each.post_id))
            for each in report.approvals
            if mine is None or mine.issuperset(each.channel_ids)
        ],
        is_safe=bool(rows) and not duties,
    )


def _days(rows: list[Row]) -> list[Day]:
    return [Day(on, list(group)) for on, group in groupby(rows, lambda row: row.local.date())]


def _row(played: Played, workspace: Workspace) -> Row:
    if played.publication_id is None:
        href = _post_page(workspace, played.post_id)
    else:
        at = {"workspace": workspace.slug, "publication_id": played.publication_id}
        href = reverse("publishing:publication", kwargs=at)
    late = played.left_at is not None and played.ending is Ending.LATE
    local = workspace.local(played.due_at)
    return Row(played, local, href, _after(played.due_at, played.left_at) if late and played.left_at else "")


def _post_page(workspace: Workspace, post_id: int) -> str:
    return reverse("content:post", kwargs={"workspace": workspace.slug, "post_id": post_id})


def _after(due_at: datetime, left_at: datetime) -> str:
    """How much later it would leave."""
    minutes = round((left_at - due_at).total_seconds() / MINUTE)
    hours, rest = divmod(minutes, 60)
    return (
        f"{hours} h {rest} min later"
        if hours and rest
        else f"{hours} h later"
        if hours
        else f"{rest} min later"
    )


def _struck(befell: list[Befallen], script: Script) -> list[Struck]:
    return [
        Struck(
            trouble.label,
            [each for each in befell if each.fault is fault and each.until is not None],
            [each for each in befell if each.fault is fault and each.until is None],
        )
        for fault, trouble in TROUBLES.items()
        if fault in script.faults
    ]
