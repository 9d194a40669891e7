"""Hand a brief over as tasks with dates, take it back, settle it when its post is written or approved; its dates follow
its slot."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import access_of, require
from waypost.loop.planning import queries
from waypost.loop.planning.actions import briefs, checkpoints
from waypost.loop.planning.actions.asking import address, finish, give
from waypost.loop.planning.domain.briefs import due_before, too_late
from waypost.loop.planning.models import Brief, Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count, listed


@transaction.atomic
def hand_over(slot: Slot, *, by: Actor) -> Brief:
    """Ask the one who writes it, and the one who approves it, each by a task with a date; anew when it changed."""
    brief = _handed(slot, by=by)
    _told(brief, by=by)
    return brief


@transaction.atomic
def hand_over_many(
    workspace: Workspace,
    *,
    slots: Sequence[Slot],
    owner: Member | None = None,
    approver: Member | None = None,
    days_before: int,
    by: Actor,
) -> int:
    """Hand over the briefs of several slots at once; each keeps the people and the date that it names already.

    Who writes is told once, of all of them.
    """
    require(by, "plan.edit", workspace.pk)
    if not slots:
        raise Refusal("Tick at least one brief.")
    if any(slot.workspace_id != workspace.pk for slot in slots):
        raise Refusal("One of these slots belongs to another brand. Choose this brand's.")
    if any(member is not None and member.workspace_id != workspace.pk for member in (owner, approver)):
        raise Refusal("That person does not work on this brand. Choose one of its members.", field="owner")
    handed = [
        _handed(_filled(slot, workspace.today, owner, approver, days_before, by), by=by) for slot in slots
    ]
    for member_id in {brief.owner_id for brief in handed}:
        _told(*[brief for brief in handed if brief.owner_id == member_id], by=by)
    return len(handed)


def _filled(
    slot: Slot, today: date, owner: Member | None, approver: Member | None, days_before: int, by: Actor
) -> Slot:
    brief: Brief | None = getattr(slot, "brief", None)
    has = brief or Brief()
    briefs.amend(
        slot,
        owner=has.owner or owner,
        approver=has.approver or approver,
        due_on=has.due_on or due_before(slot.local_on, days_before, today),
        by=by,
    )
    return slot


@transaction.atomic
def take_back(slot: Slot, *, by: Actor) -> Brief:
    """Ask nobody any more; the brief itself stays."""
    usable_channel(require(by, "plan.edit", slot.workspace_id), slot.channel_id)
    brief = _brief(slot)
    if brief is None or brief.handed_at is None:
        raise Refusal("This brief was not handed over, or was taken back already.")
    finish(brief.writing, brief.approving)
    checkpoints.end(brief, by=by)
    brief.handed_at, brief.handed_by, brief.writing, brief.approving = None, "", None, None
    brief.save(update_fields=["handed_at", "handed_by", "writing", "approving"])
    record("brief.taken_back", brief, by=by, slot=slot.pk)
    return brief


@transaction.atomic
def settle(slot: Slot, *, approved: bool, by: Actor) -> Brief | None:
    """Tick off what a brief asked for: the post is written, or approved too."""
    require(by, "plan.edit", slot.workspace_id)
    brief = _brief(slot)
    if brief is not None and finish(brief.writing, brief.approving if approved else None):
        record("brief.settled", brief, by=by, slot=slot.pk, approved=approved)
    if brief is not None and approved:
        checkpoints.settle(brief, by=by)
    return brief


@transaction.atomic
def follow(slot: Slot, *, by: Actor) -> Brief | None:
    """Let what a brief asks for follow its slot to another day: nobody is asked for anything after it goes out."""
    require(by, "plan.edit", slot.workspace_id)
    brief = _brief(slot)
    if brief is not None:
        checkpoints.follow(brief, by=by)
    if brief is None or brief.due_on is None:
        return brief
    was = brief.due_on
    if too_late(was, slot.local_on):
        brief.due_on = due_before(slot.local_on, 1, slot.workspace.today)
    brief.writing = _by_another_day(brief, brief.owner, brief.writing, brief.due_on, by)
    brief.approving = _by_another_day(brief, brief.approver, brief.approving, brief.approval_due_on, by)
    brief.save(update_fields=["due_on", "writing", "approving"])
    if brief.due_on != was:
        record("brief.followed", brief, by=by, slot=slot.pk, due_on=str(brief.due_on))
        if brief.owner is not None and brief.writing is not None and brief.writing.done_at is None:
            day, until = f"{slot.local_on:%-d %B}", f"{brief.due_on:%-d %B}"
            _tell(brief, f"“{brief}” goes out on {day} now: write it until {until}.", by=by)
    return brief


def _by_another_day(
    brief: Brief, member: Member | None, task: Task | None, due_on: date | None, by: Actor
) -> Task | None:
    """The task as it is, or, where it is still open, this member's and due on another day, one like it in its place."""
    if task is None or task.done_at is not None or task.due_on == due_on:
        return task
    if member is None or member.person_id != task.person_id:
        return task
    finish(task)
    return give(brief, member=member, what=task.what, due_on=due_on, by=by)


def _brief(slot: Slot) -> Brief | None:
    """The brief as it stands now, with everybody and everything it names."""
    related = ("owner__person", "approver__person", "writing", "approving", "workspace", "slot__channel")
    return Brief.objects.filter(slot=slot).select_related(*related).first()


def _handed(slot: Slot, *, by: Actor) -> Brief:
    access = require(by, "plan.edit", slot.workspace_id)
    usable_channel(access, slot.channel_id)
    brief = _brief(slot)
    if brief is None:
        raise Refusal(
            f"Nothing is written for {slot.local:%-d %B, %H:%M} yet. Say what its post is about first."
        )
    if brief.missing:
        raise Refusal(f"“{brief}” cannot be handed over yet: it does not say {listed(brief.missing)}.")
    if not slot.is_open or slot.at <= clock.now():
        raise Refusal(f"“{brief}” has its post already, was dropped, or its time has passed.")
    _refuse_who_cannot(slot, brief)
    finish(brief.writing, brief.approving)
    where, until = slot.channel.name, brief.approval_due_on
    brief.writing = give(
        brief, member=brief.owner, what=f"Write “{brief}” for {where}", due_on=brief.due_on, by=by
    )
    brief.approving = give(
        brief, member=brief.approver, what=f"Approve “{brief}” for {where}", due_on=until, by=by
    )
    checkpoints.ask(brief, by=by)
    brief.handed_at, brief.handed_by = clock.now(), by.label
    brief.save(update_fields=["handed_at", "handed_by", "writing", "approving"])
    record("brief.handed_over", brief, by=by, slot=slot.pk, owner=str(brief.owner), due_on=str(brief.due_on))
    return brief


def _refuse_who_cannot(slot: Slot, brief: Brief) -> None:
    assert brief.owner is not None, "what is missing was refused"
    theirs = access_of(Actor.of_person(brief.owner.person), slot.workspace_id)
    if not theirs.may("post.draft"):
        raise Refusal(f"{brief.owner} does not write posts here. Choose somebody who does.", field="owner")
    if not queries.slots(theirs).filter(pk=slot.pk).exists():
        raise Refusal(
            f"{brief.owner} does not work on {slot.channel.name}. Choose somebody who does.", field="owner"
        )
    for checkpoint in brief.checkpoints.exclude(member=None).select_related("member__person"):
        assert checkpoint.member is not None, "those without were left out"
        seen = access_of(Actor.of_person(checkpoint.member.person), slot.workspace_id)
        if not queries.slots(seen).filter(pk=slot.pk).exists():
            raise Refusal(
                f"{checkpoint.member} does not work on {slot.channel.name}. Choose somebody else for “{checkpoint}”.",
                field="checkpoints",
            )


def _told(*handed: Brief, by: Actor) -> None:
    """One notice to the one who writes these, however many they are."""
    first = min(handed, key=lambda brief: (brief.due_on, brief.pk))
    assert first.due_on is not None, "what is missing was refused"
    until = f"{first.due_on:%-d %B}"
    if len(handed) == 1:
        sentence = f"{by.label} asks you to write “{first}” until {until}."
    else:
        sentence = f"{by.label} asks you for {count(len(handed), 'post', 'posts')}, the first until {until}."
    _tell(first, sentence, by=by)


def _tell(brief: Brief, sentence: str, *, by: Actor) -> None:
    assert brief.owner is not None, "somebody was asked"
    tell(
        brief.workspace,
        kind="brief",
        sentence=sentence,
        href=address(brief),
        who_may="post.draft",
        only=brief.owner.person_id,
        by=by,
    )
