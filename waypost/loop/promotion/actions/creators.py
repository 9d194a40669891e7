"""Add a creator, look at them, put them on the shortlist, decide."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tasks
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.promotion.domain.authenticity import SIGNS
from waypost.loop.promotion.domain.judging import MOST, Judgement, Marked, judge
from waypost.loop.promotion.domain.states import State
from waypost.loop.promotion.models import Creator, Mark
from waypost.loop.strategy.models import Persona, Pillar
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

LATE = _("Somebody changed this in the meantime. Reload the page, then decide again.")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Who a creator is. `interactions` are likes, comments and shares of a usual post; `asks_minor` what they ask in
    the brand's currency, `asks_for` what one gets for it."""

    name: str
    network: str
    handle: str = ""
    address: str = ""
    followers: int | None = None
    interactions: int | None = None
    asks_minor: int | None = None
    asks_for: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What somebody saw of a creator. `flags` are words of the strategy's red flags, `topics` keys of its boundaries,
    `signs` keys of SIGNS; `marks` go by the key of the criterion, None takes one back, and what is not named stays."""

    personas: tuple[Persona, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    looked: bool = False
    flags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    marks: Mapping[str, Marked | None]


@transaction.atomic
def note(workspace: Workspace, *, facts: Facts, by: Actor) -> Creator:
    """Write a creator down, to be looked at."""
    require(by, "creator.edit", workspace.pk)
    creator = Creator(workspace=workspace, noted_by=by.label, currency=workspace.currency)
    _describe(creator, facts)
    record("creator.noted", creator, by=by, network=creator.network)
    return creator


@transaction.atomic
def change(creator: Creator, *, facts: Facts, by: Actor) -> Creator:
    """Correct who a creator is."""
    require(by, "creator.edit", creator.workspace_id)
    found = _lock(creator)
    if facts.asks_minor != found.asks_minor:
        found.currency = found.workspace.currency
    _describe(found, facts)
    record("creator.changed", found, by=by)
    return found


def _describe(creator: Creator, facts: Facts) -> None:
    if not facts.name.strip():
        raise Refusal(_("Say what they are called."), field="name")
    if not facts.network.strip():
        raise Refusal(_("Say on which network people follow them."), field="network")
    alike = Creator.objects.filter(
        workspace_id=creator.workspace_id,
        name__iexact=facts.name.strip(),
        network__iexact=facts.network.strip(),
    )
    if alike.exclude(pk=creator.pk).exists():
        raise Refusal(_("They are written down already. Open them in the list."), field="name")
    for name, value in asdict(facts).items():
        setattr(creator, name, value.strip() if isinstance(value, str) else value)
    creator.save()


@transaction.atomic
def follow_renames(
    workspace: Workspace, *, topics: Mapping[str, str], flags: Mapping[str, str], by: Actor
) -> int:
    """Let what was seen of creators stand under the new key of a boundary's topic and the new words of a red flag.

    Answers of how many creators it does.
    """
    require(by, "creator.edit", workspace.pk)
    rows = Creator.objects.select_for_update().filter(workspace=workspace).exclude(topics=[], flags=[])
    followed = [
        creator
        for creator in rows
        if topics.keys() & set(creator.topics) or flags.keys() & set(creator.flags)
    ]
    for creator in followed:
        creator.topics = list(dict.fromkeys(topics.get(key, key) for key in creator.topics))
        creator.flags = list(dict.fromkeys(flags.get(words, words) for words in creator.flags))
    Creator.objects.bulk_update(followed, ["topics", "flags"], batch_size=200)
    if followed:
        record("creator.seen_followed", workspace, by=by, workspace_id=workspace.pk, count=len(followed))
    return len(followed)


@transaction.atomic
def look_at(creator: Creator, *, look: Look, by: Actor) -> Creator:
    """Write down what was seen of a creator. A mark that stays the same keeps who gave it."""
    require(by, "creator.edit", creator.workspace_id)
    found = _lock(creator)
    _refuse_foreign(found, [*look.personas, *look.pillars])
    if any(each and not 0 <= each.mark <= MOST for each in look.marks.values()):
        raise Refusal(_("Marks go from 0 to 5."))
    found.looked = look.looked or bool(look.flags or look.topics or look.signs)
    found.flags, found.topics = list(look.flags), list(look.topics)
    found.signs = [sign for sign in SIGNS if sign in look.signs]
    found.save(update_fields=["looked", "flags", "topics", "signs"])
    found.personas.set(look.personas)
    found.pillars.set(look.pillars)
    _mark(found, look.marks, by)
    record("creator.looked_at", found, by=by, marks=len(look.marks))
    return found


def _mark(creator: Creator, marks: Mapping[str, Marked | None], by: Actor) -> None:
    known = {mark.criterion: mark.marked for mark in creator.marks.all()}
    changed = {key: marked for key, marked in marks.items() if known.get(key) != marked}
    Mark.objects.filter(creator=creator, criterion__in=changed).delete()
    Mark.objects.bulk_create(
        [
            Mark(
                workspace_id=creator.workspace_id,
                creator=creator,
                criterion=key,
                mark=marked.mark,
                why=marked.why.strip()[:300],
                given_by=by.label,
            )
            for key, marked in changed.items()
            if marked
        ]
    )


@transaction.atomic
def shortlist(creator: Creator, *, by: Actor) -> Creator:
    """Put a creator on the shortlist: from there it is decided. Whoever was decided on is decided anew."""
    require(by, "creator.edit", creator.workspace_id)
    found = _lock(creator)
    if found.is_shortlisted:
        raise Refusal(_("They are on the shortlist already. Reload the page to see it."))
    _forget_decision(found, State.SHORTLISTED)
    record("creator.shortlisted", found, by=by)
    return found


@transaction.atomic
def set_back(creator: Creator, *, by: Actor) -> Creator:
    """Take a creator off the shortlist, or take a decision back: they are looked at again."""
    require(by, "creator.edit", creator.workspace_id)
    found = _lock(creator)
    if found.is_decided:
        require(by, "creator.decide", creator.workspace_id)
    _forget_decision(found, State.LOOKING)
    record("creator.set_back", found, by=by)
    return found


def _forget_decision(creator: Creator, state: State) -> None:
    creator.state, creator.decided_at = state, None
    creator.decided_by = creator.reason = creator.said = ""
    creator.reached = None
    creator.save()


@transaction.atomic
def decide(
    creator: Creator,
    *,
    go: bool,
    reason: str,
    responsible: Member | None = None,
    due_on: date | None = None,
    by: Actor,
) -> Creator:
    """Say yes or no to a creator on the shortlist, and why; a yes becomes a task of whoever writes to them."""
    require(by, "creator.decide", creator.workspace_id)
    found = _lock(creator)
    if not found.is_shortlisted:
        raise Refusal(LATE if found.is_decided else _("Put them on the shortlist first, then decide."))
    if not reason.strip():
        raise Refusal(_("Say why, in a sentence: whoever comes later will ask."), field="reason")
    if responsible is not None and responsible.workspace_id != found.workspace_id:
        raise Refusal(_("Choose a member of this brand."), field="responsible")
    said = judgement_of(found)
    found.state = State.GO if go else State.NO
    found.reason, found.decided_by, found.decided_at = reason.strip()[:600], by.label, clock.now()
    found.said = said.verdict if said else ""
    found.reached = said.least if said and said.is_whole else None
    if go and responsible is not None:
        found.task = _hand_over(found, responsible, due_on, by)
    found.save()
    record("creator.decided", found, by=by, go=go, reason=found.reason, said=found.said)
    return found


def _hand_over(creator: Creator, responsible: Member, due_on: date | None, by: Actor) -> Task:
    at = {"workspace": creator.workspace.slug, "creator_id": creator.pk}
    words = _("Write to {name} ({network})").format(name=creator.name, network=creator.network)
    return tasks.give(
        creator.workspace,
        person=responsible.person,
        what=words[:200],
        due_on=due_on,
        href=reverse("promotion:creator", kwargs=at),
        by=by,
    )


@transaction.atomic
def remove(creator: Creator, *, by: Actor) -> None:
    """Take a creator out, with everything that was written down of them; nobody has to stay in a list of ours."""
    require(by, "creator.edit", creator.workspace_id)
    found = _lock(creator)
    record("creator.removed", found, by=by)
    found.delete()


def judgement_of(creator: Creator) -> Judgement | None:
    """What the criteria in force say of a creator; None without a strategy."""
    strategy = current_strategy(creator.workspace_id)
    return judge(creator.seen, strategy) if strategy else None


def _lock(creator: Creator) -> Creator:
    found = Creator.objects.select_for_update(of=("self",)).select_related("workspace")
    row = found.filter(pk=creator.pk).first()
    if row is None:
        raise Refusal(_("Somebody took them out of the list in the meantime."))
    return row


def _refuse_foreign(creator: Creator, items: Iterable[Persona | Pillar]) -> None:
    if any(item.workspace_id != creator.workspace_id for item in items):
        raise Refusal(_("Choose among the personas and pillars of this brand."))
