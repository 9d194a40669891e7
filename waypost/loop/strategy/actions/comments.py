from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions.drafts import still_open
from waypost.loop.strategy.domain.sections import section_called
from waypost.loop.strategy.models import Comment, StrategyVersion
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def say(
    draft: StrategyVersion, *, section: str, words: str, thread: Comment | None = None, by: Actor
) -> Comment:
    """Say something about a section of the draft, or answer in a thread; an answer opens a settled matter again."""
    access = require(by, "strategy.comment", draft.workspace_id)
    draft = still_open(draft)
    if thread is not None and (thread.version_id != draft.pk or thread.thread_id is not None):
        raise Refusal(_("That was said about another draft. Open the draft and answer there."))
    if section_called(section) is None or (thread is not None and thread.section != section):
        raise Refusal(_("There is no such section. Open the strategy and choose one of its sections."))
    if not words.strip():
        raise Refusal(_("Write what you want to say."), field="words")
    if thread is not None:
        Comment.objects.filter(pk=thread.pk).update(settled_at=None, settled_by="")
    comment = Comment.objects.create(
        workspace_id=draft.workspace_id,
        version=draft,
        section=section,
        thread=thread,
        words=words.strip()[:2000],
        author_id=access.member_id,
        author_label=by.label,
    )
    record("strategy.commented", comment, by=by, section=section, thread=thread.pk if thread else None)
    return comment


@transaction.atomic
def settle(thread: Comment, *, by: Actor) -> Comment:
    """Say that the matter of a thread is settled."""
    found = _thread(thread, by)
    if found.is_settled:
        raise Refusal(_("That is settled already. Reload the page to see by whom."))
    found.settled_at, found.settled_by = clock.now(), by.label
    found.save(update_fields=["settled_at", "settled_by"])
    record("strategy.comment_settled", found, by=by, section=found.section)
    return found


@transaction.atomic
def open_again(thread: Comment, *, by: Actor) -> Comment:
    """Open a settled matter again."""
    found = _thread(thread, by)
    if not found.is_settled:
        raise Refusal(_("That is open already. Answer in the thread."))
    found.settled_at, found.settled_by = None, ""
    found.save(update_fields=["settled_at", "settled_by"])
    record("strategy.comment_opened", found, by=by, section=found.section)
    return found


def _thread(thread: Comment, by: Actor) -> Comment:
    require(by, "strategy.comment", thread.workspace_id)
    found = Comment.objects.select_for_update().select_related("version").get(pk=thread.pk)
    still_open(found.version)
    if found.thread_id is not None:
        raise Refusal(_("Only a whole thread is settled. Settle the comment that it began with."))
    return found
