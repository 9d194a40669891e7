"""Say what has to be there on the way to a post, and by when; ask for it, let it follow its slot, ask for it no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions.asking import finish, give
from waypost.loop.planning.domain.briefs import MOST_CHECKPOINTS, MOST_DAYS, due_before, too_late
from waypost.loop.planning.models import Brief, Checkpoint
from waypost.toolkit.refusal import Refusal


@dataclass(frozen=True)
class Milestone:
    """What has to be there by a day, and who sees to it; without a member, whoever writes the post."""

    what: str
    due_on: date
    member: Member | None = None


def milestones_of(brief: Brief) -> list[Milestone]:
    """What a brief has to have on the way, as it stands."""
    found = brief.checkpoints.select_related("member__person")
    return [Milestone(each.what, each.due_on, each.member) for each in found]


def set_out(brief: Brief, *, milestones: Sequence[Milestone], by: Actor) -> None:
    """Let these be the check-points of a brief; one that stays keeps its task, nobody is asked for one that goes."""
    named = {each.what.strip(): each for each in milestones}
    _refuse_what_cannot_be(brief, milestones, named)
    known = {each.what: each for each in brief.checkpoints.select_related("task")}
    for what, checkpoint in known.items():
        if what not in named:
            finish(checkpoint.task)
            checkpoint.delete()
    for what, each in named.items():
        found = known.get(what) or Checkpoint(workspace_id=brief.workspace_id, brief=brief, what=what)
        if (found.due_on, found.member_id) != (each.due_on, each.member and each.member.pk):
            found.due_on, found.member = each.due_on, each.member
            found.days_before = (brief.slot.local_on - each.due_on).days
            found.save()
    if named.keys() != known.keys():
        record("brief.checkpoints_set", brief, by=by, what=list(named))


def ask(brief: Brief, *, by: Actor) -> None:
    """Give everybody what is theirs to do on the way, by its day; what is done is not asked for again."""
    for checkpoint in _of(brief):
        if checkpoint.is_done:
            continue
        finish(checkpoint.task)
        checkpoint.task = _asked(brief, checkpoint, by)
        checkpoint.save(update_fields=["task"])


def follow(brief: Brief, *, by: Actor) -> None:
    """Let what is due on the way move with its slot: as many days before as it was said, today at the earliest."""
    slot = brief.slot
    for checkpoint in _of(brief):
        if checkpoint.is_done or (slot.local_on - checkpoint.due_on).days == checkpoint.days_before:
            continue
        checkpoint.due_on = due_before(slot.local_on, checkpoint.days_before, slot.workspace.today)
        if checkpoint.task is not None and checkpoint.task.due_on != checkpoint.due_on:
            finish(checkpoint.task)
            checkpoint.task = _asked(brief, checkpoint, by)
        checkpoint.save(update_fields=["due_on", "task"])


def end(brief: Brief, *, by: Actor) -> None:
    """Ask nobody any more for what is on the way; what somebody ticked off stays done."""
    for checkpoint in _of(brief):
        if finish(checkpoint.task):
            checkpoint.task = None
            checkpoint.save(update_fields=["task"])
            record("brief.checkpoint_ended", brief, by=by, what=checkpoint.what)


def settle(brief: Brief, *, by: Actor) -> None:
    """Tick off what was on the way: the post is there."""
    for checkpoint in _of(brief):
        if finish(checkpoint.task):
            record("brief.checkpoint_settled", brief, by=by, what=checkpoint.what)


def _of(brief: Brief) -> list[Checkpoint]:
    return list(brief.checkpoints.select_related("task", "member__person"))


def _asked(brief: Brief, checkpoint: Checkpoint, by: Actor) -> Task | None:
    return give(
        brief,
        member=checkpoint.member or brief.owner,
        what=f"{checkpoint.what} for “{brief}”",
        due_on=checkpoint.due_on,
        by=by,
    )


def _refuse_what_cannot_be(
    brief: Brief, milestones: Sequence[Milestone], named: dict[str, Milestone]
) -> None:
    slot = brief.slot
    if len(named) > MOST_CHECKPOINTS:
        raise Refusal(f"A brief has {MOST_CHECKPOINTS} check-points at most.", field="checkpoints")
    if len(named) < len(milestones):
        raise Refusal("Two check-points go by the same words. Tell them apart.", field="checkpoints")
    for what, each in named.items():
        if not what:
            raise Refusal("Say in a few words what has to be there by that day.", field="checkpoints")
        if each.member is not None and each.member.workspace_id != slot.workspace_id:
            raise Refusal(
                "That person does not work on this brand. Choose one of its members.", field="checkpoints"
            )
        if too_late(each.due_on, slot.local_on):
            raise Refusal(
                f"“{what}” would be due after the post goes out on {slot.local_on:%-d %B}. Choose an earlier day.",
                field="checkpoints",
            )
        if (slot.local_on - each.due_on).days > MOST_DAYS:
            raise Refusal(f"“{what}” would be due more than a year before.", field="checkpoints")
