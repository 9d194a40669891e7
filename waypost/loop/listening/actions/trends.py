from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.listening.domain.trends import (
    OUTCOMES,
    Advice,
    Effort,
    Fit,
    Outcome,
    Risk,
    Saturation,
    advise,
)
from waypost.loop.listening.models import Trend
from waypost.loop.listening.queries import topics, touched
from waypost.loop.planning.actions import ideas
from waypost.loop.strategy.domain.document.boundaries import BoundaryTopic
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

A_WHILE = timedelta(days=2)
"""When what waits is usually looked at again: sooner says nothing, later it is over."""


@transaction.atomic
def note(
    workspace: Workspace, *, title: str, what: str = "", link: str = "", seen_on: date, by: Actor
) -> Trend:
    """Note a trend; whether we join is judged afterwards."""
    require(by, "listening.note", workspace.pk)
    if not title.strip():
        raise Refusal(_("Say in a few words what people do."), field="title")
    if seen_on > workspace.today:
        raise Refusal(_("This day is still to come. Say when you first saw it."), field="seen_on")
    trend = Trend.objects.create(
        workspace=workspace,
        title=title.strip()[:120],
        what=what.strip()[:2000],
        link=link,
        seen_on=seen_on,
        noted_by=by.label,
    )
    record("trend.noted", trend, by=by)
    return trend


@transaction.atomic
def check(trend: Trend, *, touches: Collection[str] = (), is_checked: bool = True, by: Actor) -> Trend:
    """Hold a trend against the boundaries: which of them it touches; a topic we never talk about ends the matter."""
    require(by, "listening.judge", trend.workspace_id)
    found = _open(trend)
    known = {topic.key for topic in topics(trend.workspace_id)}
    if not set(touches) <= known:
        raise Refusal(_("The boundaries have changed meanwhile. Load the page again."), field="touches")
    if not is_checked and not touches:
        raise Refusal(_("Say that you held it against the boundaries, or tick what it touches."))
    found.touches, found.is_checked = sorted(touches), True
    found.save(update_fields=["touches", "is_checked"])
    record("trend.checked", found, by=by, touches=found.touches)
    return found


@transaction.atomic
def follow_renames(workspace: Workspace, *, renames: Mapping[str, str], by: Actor) -> int:
    """Let trends touch a topic of the boundaries under its new key; answers how many trends did."""
    require(by, "listening.judge", workspace.pk)
    rows = Trend.objects.select_for_update().filter(workspace=workspace).exclude(touches=[])
    followed = [trend for trend in rows if renames.keys() & set(trend.touches)]
    for trend in followed:
        trend.touches = sorted({renames.get(key, key) for key in trend.touches})
    Trend.objects.bulk_update(followed, ["touches"], batch_size=200)
    if followed:
        record("trend.touches_followed", workspace, by=by, workspace_id=workspace.pk, count=len(followed))
    return len(followed)


@transaction.atomic
def judge(
    trend: Trend,
    *,
    fit: Fit | None = None,
    saturation: Saturation | None = None,
    risk: Risk | None = None,
    effort: Effort | None = None,
    by: Actor,
) -> Trend:
    """Write down how a trend is judged, once it passed the boundaries."""
    require(by, "listening.judge", trend.workspace_id)
    found = _open(trend)
    advice = advice_on(found)
    if advice.is_final or not found.is_checked:
        raise Refusal(advice.why)
    found.fit, found.saturation = fit or "", saturation or ""
    found.risk, found.effort = risk or "", effort or ""
    found.save(update_fields=["fit", "saturation", "risk", "effort"])
    record("trend.judged", found, by=by, advice=advice_on(found).outcome or "")
    return found


def advice_on(trend: Trend, known: Sequence[BoundaryTopic] | None = None) -> Advice:
    """What the judgement of a trend comes to today, or came to on the day when it was decided.

    `known` are the topics of the boundaries, where they are at hand already.
    """
    never, care = touched(trend, topics(trend.workspace_id) if known is None else known)
    decided_at = None if trend.is_open else trend.decided_at
    day = trend.workspace.today if decided_at is None else trend.workspace.local(decided_at).date()
    return advise(trend.facts(day, breaks=never, careful=care))


@transaction.atomic
def decide(
    trend: Trend, *, outcome: Outcome, reason: str = "", again_on: date | None = None, by: Actor
) -> Trend:
    """Choose what becomes of a trend; nobody decides past a boundary, and against the advice only with a reason."""
    require(by, "listening.judge", trend.workspace_id)
    found = _open(trend)
    advice = advice_on(found)
    if advice.is_final and outcome is not Outcome.SKIP:
        raise Refusal(
            advice.why + " " + _("Skip it, or change the boundary in the strategy."), field="outcome"
        )
    if advice.outcome is None and outcome in {Outcome.POST, Outcome.ADAPT}:
        raise Refusal(advice.why, field="outcome")
    if advice.outcome is not None and outcome is not advice.outcome and not reason.strip():
        said = _("The judgement says: {words}. Write a sentence on why you see it otherwise.")
        raise Refusal(said.format(words=OUTCOMES[advice.outcome].lower()), field="reason")
    found.outcome, found.reason = outcome, reason.strip()[:300]
    found.again_on = _day_again(found, outcome, again_on)
    found.advised, found.advised_because = advice.outcome or "", advice.why[:300]
    found.decided_at, found.decided_by = clock.now(), by.label
    found.save()
    record("trend.decided", found, by=by, outcome=outcome, reason=found.reason)
    return found


def _day_again(trend: Trend, outcome: Outcome, again_on: date | None) -> date | None:
    """The day on which what waits is judged again."""
    if outcome is not Outcome.WAIT:
        return None
    elif again_on is None or again_on <= trend.workspace.today:
        raise Refusal(_("Choose a day from tomorrow on; it comes back by itself then."), field="again_on")
    else:
        return again_on


@transaction.atomic
def bring_back(trend: Trend, *, by: Actor) -> Trend:
    """Let a trend be judged again, on its day or when somebody thinks better of it."""
    require(by, "listening.judge", trend.workspace_id)
    waited = trend.outcome == Outcome.WAIT
    if not Trend.objects.filter(pk=trend.pk, idea=None).exclude(outcome="").update(outcome="", again_on=None):
        raise Refusal(_("It is being judged already, or became an idea. Go on there."))
    trend.refresh_from_db()
    record("trend.came_back", trend, by=by, waited=waited)
    return trend


@transaction.atomic
def keep_as_idea(trend: Trend, *, by: Actor) -> Trend:
    """Make an idea of a trend that was chosen to be joined, with what it is and why."""
    require(by, "listening.note", trend.workspace_id)
    found = _locked(trend)
    if not found.is_taken:
        raise Refusal(_("Choose first to post or to adapt it. What waits or is skipped is not an idea yet."))
    if found.idea_id is not None:
        raise Refusal(_("It is among the ideas already."))
    said = f"{OUTCOMES[Outcome(found.outcome)]}. {found.reason or found.advised_because}"
    words = "\n\n".join(part for part in (found.what, said) if part)
    found.idea = ideas.capture(found.workspace, title=found.title, note=words, link=found.link, by=by)
    found.save(update_fields=["idea"])
    record("trend.kept_as_idea", found, by=by, idea=found.idea.pk)
    return found


def _locked(trend: Trend) -> Trend:
    return Trend.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=trend.pk)


def _open(trend: Trend) -> Trend:
    """The trend, about which nobody has decided yet."""
    found = _locked(trend)
    if not found.is_open:
        raise Refusal(_("Somebody has decided about it already. Judge it again first."))
    return found
