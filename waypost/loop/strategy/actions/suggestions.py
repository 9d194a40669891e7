from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy import suggesting
from waypost.loop.strategy.actions import comments, drafts
from waypost.loop.strategy.domain.evidence import Evidence
from waypost.loop.strategy.domain.patch import Patch
from waypost.loop.strategy.domain.proposals import PERSON, UNDECIDED, WAYS, State, next_review
from waypost.loop.strategy.domain.sections import section_called
from waypost.loop.strategy.domain.suggestion import SUGGESTION
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _, opening

NOTHING = Proposal.stored(Patch())


@transaction.atomic
def suggest(
    workspace: Workspace, *, section: str, words: str, kind: str, thing_id: int, by: Actor
) -> Proposal:
    """Suggest in one's own words that the strategy should change, from something that one looks at."""
    access = require(by, "strategy.suggest", workspace.pk)
    drafts.lock(workspace)
    current = current_version(workspace.pk)
    if current is None or current.number is None:
        raise Refusal(_("There is no strategy yet that could be changed. Begin with one."))
    if section_called(section) is None:
        raise Refusal(_("Choose the section of the strategy that it is about."), field="section")
    if not words.strip():
        raise Refusal(_("Say in a sentence what should change."), field="words")
    thing = suggesting.about(access, kind, thing_id)
    if thing is None:
        raise Refusal(_("What this is about is not there any more. Open the strategy and suggest it there."))
    subject = f"{section} · {kind} {thing_id} · {by.id}"
    if Proposal.objects.filter(workspace=workspace, state__in=UNDECIDED, subject=subject).exists():
        raise Refusal(
            _("You suggested something about the same already. It waits for a decision among the proposals.")
        )
    proposal = Proposal.objects.create(
        workspace=workspace,
        title=opening(words, 120),
        reason=words.strip()[:4000],
        kind=SUGGESTION,
        subject=subject,
        source=PERSON,
        patch=NOTHING,
        inverse=NOTHING,
        evidence=Proposal.stored(Evidence(measure=thing.label[:120], saw=thing.words[:600], page=thing.page)),
        based_on=current.number,
        due_on=next_review(workspace.today),
        put_by=by.label,
    )
    record("proposal.put_forward", proposal, by=by, kind=SUGGESTION, source=PERSON, based_on=current.number)
    return proposal


@transaction.atomic
def take_up(proposal: Proposal, *, note: str = "", by: Actor) -> Proposal:
    """Take a suggestion into the draft, where it stands as a comment on its section until somebody writes it."""
    require(by, "proposal.decide", proposal.workspace_id)
    drafts.lock(proposal.workspace)
    found = Proposal.objects.select_related("workspace").get(pk=proposal.pk)
    if found.kind != SUGGESTION:
        raise Refusal(_("This says exactly what it changes. Try it, or accept it."))
    if State.ACCEPTED not in WAYS[State(found.state)]:
        sentence = _("“{title}” is decided already: {state}. Open it to see what became of it.")
        raise Refusal(sentence.format(title=found.title, state=found.looks_like.word.lower()))
    if not found.workspace.is_solo:
        draft = drafts.start(found.workspace, by=by)
        words = _("{who} suggested: {words}").format(who=found.put_by, words=found.reason)
        comments.say(draft, section=found.section, words=words[:2000], by=by)
    found.state = State.ACCEPTED
    found.decided_at, found.decided_by, found.decision_note = clock.now(), by.label, note[:300]
    found.save()
    record("proposal.accepted", found, by=by, note=note, section=found.section)
    return found
