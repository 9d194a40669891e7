"""The loop today: one sentence and one number a stage, what needs this person, what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice

from django.db.models import Q, QuerySet

from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.queries import entries_of
from waypost.foundation.notices.queries import tasks
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.interfaces.home.counted import WEEK, Counted
from waypost.interfaces.home.facts import Facts
from waypost.loop.analytics.domain.goals import Standing
from waypost.loop.analytics.queries import goal_progress
from waypost.loop.content.models import Post
from waypost.loop.content.queries import waiting_on
from waypost.loop.engagement.domain.waits import how_long
from waypost.loop.engagement.queries import waiting_for
from waypost.loop.engagement.queries.incidents import open_alarms, open_incidents
from waypost.loop.planning.queries import open_slots
from waypost.loop.publishing.domain.forecast import Forecast
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.queries.standings import stuck_once
from waypost.loop.strategy.domain.proposals import State as Proposing
from waypost.loop.strategy.queries import to_decide
from waypost.toolkit import clock
from waypost.toolkit.wording import count
from waypost.ui.addresses import reverse
from waypost.ui.loop import LoopStop

SHOWN = 7
MOST = SHOWN + 1
"""Whether there is more than is shown takes one more."""
FIRST = {
    "strategy": ("tasks", "proposals"),
    "management": ("people", "posts", "slots"),
    "marketing": ("tasks", "people"),
}
"""What comes first where a brand was set up to see to one of the three first; what cannot wait still goes before."""
NEWS = [
    f"publication.{state}"
    for state in (
        State.PUBLISHED,
        State.REJECTED,
        State.MISSED,
        State.HELD,
        State.UNKNOWN,
        State.REMOVED,
    )
]


@dataclass(frozen=True)
class Need:
    """One thing that waits for this person, and where to see to it."""

    sentence: str
    href: str
    tone: str
    shape: str
    word: str


def loop_today(
    access: Access,
    workspace: Workspace,
    counted: Counted,
    forecast: Forecast,
    facts: Facts,
) -> list[LoopStop]:
    """The stages with what is true of them today."""
    return [
        _strategy(access, workspace, counted),
        _planning(workspace, counted),
        _content(access, workspace, counted),
        _publishing(access, workspace, counted, forecast),
        *([_engagement(workspace, counted)] if access.may("conversation.see") else []),
        *([_promotion(workspace, facts)] if facts["promotion_begun"] else []),
        *([_listening(workspace, facts)] if facts["listening_begun"] else []),
        _analytics(access, workspace, counted),
        _learning(workspace, counted),
    ]


def needs(
    access: Access,
    workspace: Workspace,
    counted: Counted,
    forecast: Forecast,
    facts: Facts,
) -> list[Need]:
    """What needs this person, ranked by what waiting costs, and one more than is shown where there is more.

    What is not counted is not asked for.
    """
    at = {"workspace": workspace.slug}
    ranked: dict[str, Iterable[Need]] = {
        "people": _people_waiting(access, at) if counted.my_waiting else (),
        "proposals": _proposals(access, workspace, at) if counted.trials or counted.proposals else (),
        "posts": _posts(access, at)
        if counted.my_returned or (counted.reviews and access.may("post.approve"))
        else (),
        "tasks": _tasks(access, at) if counted.tasks else (),
        "news": _to_judge(facts, at),
        "slots": _empty_slots(access, at),
    }
    first = FIRST.get(counted.first or "", ())
    waiting = (
        () if counted.version else _without_strategy(access, at),
        _emergencies(access, at) if counted.emergencies else (),
        _stuck(access, at) if counted.stuck else (),
        _tomorrow(access, at, forecast),
        *(ranked.pop(name) for name in first),
        *ranked.values(),
    )
    return list(islice(chain.from_iterable(waiting), MOST))


def _without_strategy(access: Access, at: dict[str, str]) -> Iterator[Need]:
    if access.may("strategy.edit"):
        sentence = "There is no strategy yet, so nothing can say why it exists."
        yield Need(sentence, reverse("strategy:strategy", kwargs=at), "signal", "ring", "Begin")


def _emergencies(access: Access, at: dict[str, str]) -> Iterator[Need]:
    """What was counted and nobody has judged, then the incidents that are open; drills wait for nobody here."""
    for alarm in open_alarms(access):
        sentence = f"This may be “{alarm.level}”: {alarm.sentence}"
        yield Need(sentence, reverse("engagement:incidents", kwargs=at), "warn", "half", "Look, and decide")
    for incident in open_incidents(access):
        if not incident.is_drill:
            href = reverse("engagement:incident", kwargs={**at, "incident_id": incident.pk})
            yield Need(f"{incident.level}: {incident.title}", href, "bad", "half", "An incident is open")


def _stuck(access: Access, at: dict[str, str]) -> Iterator[Need]:
    """The channels that posts wait for, each once, however much waits; then every post that waits for a person."""
    if access.may("publication.decide"):
        for publication in _STUCK.rows(access):
            channel, looks = publication.channel, publication.looks_like
            if publication.wants_channel:
                href = reverse("channels:channel", kwargs={**at, "channel_id": channel.pk})
                held = count(publication.alike, "post is", "posts are")  # type: ignore[attr-defined]
                sentence = f"{channel.name} must be connected again; {held} held for that."
                yield Need(sentence, href, "bad", "cross", "Connect it again")
            else:
                href = reverse("publishing:publication", kwargs={**at, "publication_id": publication.pk})
                sentence = f"“{publication}” on {channel.name}"
                yield Need(sentence, href, looks.tone, looks.shape, looks.word)


def _tomorrow(access: Access, at: dict[str, str], forecast: Forecast) -> Iterator[Need]:
    if not forecast.is_safe and access.may("post.schedule"):
        href = reverse("publishing:tomorrow", kwargs=at)
        yield Need(forecast.sentence, href, "warn", "half", "Tomorrow’s check")


def _people_waiting(access: Access, at: dict[str, str]) -> Iterator[Need]:
    """The two who wait longest; the rest stand in the inbox."""
    for conversation in _WAITING.rows(access):
        assert conversation.waiting_since is not None
        href = reverse("engagement:conversation", kwargs={**at, "conversation_id": conversation.pk})
        since = how_long(conversation.waiting_since, clock.now())
        yield Need(
            f"{conversation.person_name}: “{conversation.last_words}”",
            href,
            "neutral",
            "ring",
            f"Waits {since}",
        )


def _proposals(access: Access, workspace: Workspace, at: dict[str, str]) -> Iterator[Need]:
    """Trials that end within a week: after that they are taken back by themselves; then what was proposed."""
    if access.may("proposal.decide"):
        for proposal in _TO_DECIDE.rows(access, before=workspace.today + WEEK):
            href = reverse("strategy:proposal", kwargs={**at, "proposal_id": proposal.pk})
            if proposal.state == Proposing.TRYING:
                sentence = f"{proposal.title}: keep it? It is taken back on {proposal.trial_ends_on:%A}."
                yield Need(sentence, href, "warn", "half", "Trial ends")
            else:
                yield Need(proposal.title, href, "signal", "ring", "Proposal")


def _posts(access: Access, at: dict[str, str]) -> Iterator[Need]:
    """The posts that wait for this person: to approve them, then to write on."""
    for post in _POSTS.rows(access):
        if post.state == Post.State.RETURNED:
            href = reverse("content:post", kwargs={**at, "post_id": post.pk})
            yield Need(f"“{post}”", href, "warn", "cross", "Returned to you")
        else:
            href = reverse("content:approval", kwargs={**at, "post_id": post.pk})
            yield Need(f"“{post}” by {post.author_label}", href, "signal", "ring", "Wants approval")


def _tasks(access: Access, at: dict[str, str]) -> Iterator[Need]:
    for task in _TASKS.rows(access):
        yield Need(task.what, task.href or reverse("notices:notices", kwargs=at), "neutral", "ring", "Task")


def _to_judge(facts: Facts, at: dict[str, str]) -> Iterator[Need]:
    """Trends and pilots together: a trend is best in its first two days."""
    waits = int(facts["listening_waiting"])
    if waits:
        sentence = f"{count(waits, 'trend or network waits', 'trends or networks wait')} to be judged."
        yield Need(sentence, reverse("listening:listening", kwargs=at), "signal", "ring", "To judge")


def _empty_slots(access: Access, at: dict[str, str]) -> Iterator[Need]:
    if access.may("post.draft"):
        now = clock.now()
        for slot in _EMPTY.rows(access, now=now, end=now + WEEK):
            href = reverse("planning:slot", kwargs={**at, "slot_id": slot.pk})
            what = slot.pillar.label if slot.pillar else "Reactive"
            yield Need(f"{what}, {slot.local:%A %H:%M}", href, "quiet", "ring", "Empty slot")


def changes(access: Access) -> list[Entry]:
    """The latest that others did here, and what became of posts; what the program does beside that is not news."""
    return _CHANGES.rows(access, who=access.actor.id)


def _changes(access: Access, who: str) -> QuerySet[Entry]:
    others = entries_of(access.workspace_id).exclude(actor_kind=access.actor.kind, actor_id=who)
    told = ~Q(actor_kind="system") | Q(verb__in=NEWS)
    return others.filter(told).exclude(verb__startswith="notice.")[:SHOWN]


# Home is asked for most of all: its questions are compiled once.
_STUCK = Prepared(lambda access: stuck_once(access)[:MOST])
_WAITING = Prepared(lambda access: waiting_for(access)[:2])
_POSTS = Prepared(lambda access: waiting_on(access)[:MOST])
_TO_DECIDE = Prepared(to_decide, before=date)
_TASKS = Prepared(lambda access: tasks(access).filter(done_at=None)[:MOST])
_EMPTY = Prepared(
    lambda access, now, end: open_slots(access, now).filter(at__lt=end)[:3], now=datetime, end=datetime
)
_CHANGES = Prepared(_changes, who=str)


def _strategy(access: Access, workspace: Workspace, counted: Counted) -> LoopStop:
    href = reverse("strategy:strategy", kwargs={"workspace": workspace.slug})
    document = counted.strategy
    if document is None:
        return LoopStop("Strategy", "Say why you are here; everything else points at it.", href, "–")
    intentions = sum(not goal.measurable for goal in document.goals)
    sentence = (
        f"{count(len(document.pillars), 'pillar', 'pillars')}, {count(len(document.goals), 'goal', 'goals')}"
    )
    sentence += f"; {intentions} not measurable yet." if intentions else ", all measurable."
    waiting = counted.proposals if access.may("proposal.decide") else 0
    return LoopStop("Strategy", sentence, href, f"v{counted.version}", filled=True, waiting=waiting)


def _planning(workspace: Workspace, counted: Counted) -> LoopStop:
    href = reverse("planning:calendar", kwargs={"workspace": workspace.slug})
    if not counted.has_weeks:
        return LoopStop(
            "Planning", "No weeks are open. Open a quarter, and the strategy lays out its slots.", href, "–"
        )
    sentence = f"{counted.taken} of {count(counted.slots, 'slot', 'slots')} of next week have a post."
    return LoopStop(
        "Planning",
        sentence,
        href,
        f"{counted.taken}/{counted.slots}",
        filled=counted.taken == counted.slots,
    )


def _content(access: Access, workspace: Workspace, counted: Counted) -> LoopStop:
    href = reverse("content:posts", kwargs={"workspace": workspace.slug})
    drafts, waiting = counted.drafts + counted.returned, counted.reviews
    wait = f"{waiting} {'waits' if waiting == 1 else 'wait'} for approval"
    sentence = f"{count(drafts, 'draft', 'drafts')} in the making, {wait}."
    if not drafts + waiting:
        sentence = "Nothing is being written at the moment."
    return LoopStop(
        "Content",
        sentence,
        href,
        str(drafts + waiting),
        filled=not waiting,
        waiting=waiting if access.may("post.approve") else 0,
    )


def _publishing(access: Access, workspace: Workspace, counted: Counted, forecast: Forecast) -> LoopStop:
    href = reverse("publishing:queue", kwargs={"workspace": workspace.slug})
    stuck = counted.stuck
    leaves = "leaves" if counted.coming == 1 else "leave"
    sentence = f"{counted.coming} still {leaves} today, {counted.sent} went out"
    if not counted.coming + counted.sent:
        sentence = "Nothing is due today"
    sentence += f"; {stuck} {'needs' if stuck == 1 else 'need'} a decision." if stuck else "."
    if forecast.number:
        sentence += f" {forecast.sentence}"
    return LoopStop(
        "Publishing",
        sentence,
        href,
        str(counted.coming + counted.sent),
        filled=not stuck and forecast.is_safe,
        waiting=stuck if access.may("publication.decide") else 0,
    )


def _engagement(workspace: Workspace, counted: Counted) -> LoopStop:
    href = reverse("engagement:inbox", kwargs={"workspace": workspace.slug})
    waits = counted.waiting
    if not counted.conversations:
        return LoopStop("Inbox", "Nobody has written yet; what people say arrives here by itself.", href, "–")
    sentence = "Everybody has been answered."
    if counted.waiting_since is not None:
        longest = how_long(counted.waiting_since, clock.now())
        sentence = f"{count(waits, 'person waits', 'people wait')} for an answer, the longest for {longest}."
    return LoopStop("Inbox", sentence, href, str(waits), filled=not waits, waiting=counted.my_waiting)


def _promotion(workspace: Workspace, facts: Facts) -> LoopStop:
    href = reverse("promotion:creators", kwargs={"workspace": workspace.slug})
    waits = int(facts["promotion_waiting"])
    sentence = "No creator waits for your decision."
    if waits:
        sentence = f"{count(waits, 'creator waits', 'creators wait')} for a yes or a no."
    return LoopStop("Creators", sentence, href, str(waits), filled=not waits, waiting=waits)


def _listening(workspace: Workspace, facts: Facts) -> LoopStop:
    href = reverse("listening:listening", kwargs={"workspace": workspace.slug})
    waits = int(facts["listening_waiting"])
    sentence = "Nothing new waits to be judged."
    if waits:
        sentence = f"{count(waits, 'trend or network waits', 'trends or networks wait')} to be judged."
    return LoopStop("Listening", sentence, href, str(waits), filled=not waits, waiting=waits)


def _analytics(access: Access, workspace: Workspace, counted: Counted) -> LoopStop:
    href = reverse("analytics:results", kwargs={"workspace": workspace.slug})
    goals = goal_progress(access, workspace, strategy=counted.strategy) if counted.version else []
    known = [goal for goal in goals if goal.is_known]
    behind = sum(goal.standing in {Standing.BEHIND, Standing.MISSED} for goal in known)
    if not known:
        sentence = "No goal has numbers yet; the first come a quarter of an hour after a post."
        return LoopStop("Results", sentence, href, "–")
    kept = len(known) - behind
    is_are = "is" if kept == 1 else "are"
    sentence = f"{kept} of {count(len(known), 'goal', 'goals')} with numbers {is_are} on pace."
    return LoopStop("Results", sentence, href, f"{kept}/{len(known)}", filled=True)


def _learning(workspace: Workspace, counted: Counted) -> LoopStop:
    href = reverse("learning:insights", kwargs={"workspace": workspace.slug})
    if not counted.learned_from:
        return LoopStop(
            "Insights", "What works is learned from posts that have shown what they bring.", href, "–"
        )
    posts_counted, told = count(counted.learned_from, "post", "posts"), counted.said
    if not told:
        sentence = f"{posts_counted} show no difference that can be relied on yet."
    else:
        sentence = f"{posts_counted} say what works: {count(told, 'thing matters', 'things matter')}."
    return LoopStop("Insights", sentence, href, str(told), filled=bool(told))
