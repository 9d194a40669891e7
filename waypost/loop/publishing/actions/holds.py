"""Stopping the queue, and letting it go again only after somebody looked."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.content.queries.labels import labels
from waypost.loop.planning.models import Campaign
from waypost.loop.publishing.actions import lanes, schedule
from waypost.loop.publishing.actions.transitions import move, move_all
from waypost.loop.publishing.domain.states import QUEUED, STOPPABLE, State
from waypost.loop.publishing.domain.topics import Topic, must_name_something, words_of
from waypost.loop.publishing.models import Hold, Lane, Publication
from waypost.loop.publishing.queries import hold_over, holds_like, may_still_leave
from waypost.loop.publishing.queries.topics import about, topics_on
from waypost.loop.strategy.queries import pillars
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def put(
    workspace: Workspace,
    *,
    reason: str,
    channel: Channel | None = None,
    campaign: Campaign | None = None,
    topic: Topic | None = None,
    until: datetime | None = None,
    by: Actor,
) -> Hold:
    """Stop everything, or one channel, or one campaign, or what is about a topic, until it is lifted or, by the brand's wall, `until`.

    After this commits nothing arms; what was leaving is listed.
    """
    access = require(by, "hold.put" if campaign is None else "campaign.hold", workspace.pk)
    if channel is not None:
        usable_channel(access, channel.pk)
    if campaign is not None and (channel is not None or campaign.workspace_id != workspace.pk):
        raise Refusal("Choose everything, one channel, or one campaign of this brand.", field="what")
    named = _named(access, topic) if topic is not None else {}
    _must_say_why(reason, "Say in a few words why, for those who find the queue stopped.")
    ends_at = _end(workspace, until)
    same = holds_like(workspace.pk, channel, campaign)
    if same.exists() or (topic is not None and topics_on(workspace.pk).filter(**named).exists()):
        raise Refusal("It is on hold already. Reload the page to see by whom and why.")
    scope = _scope(channel, campaign, topic)
    for known in [channel] if channel else Channel.objects.filter(workspace=workspace):
        lanes.open_for(known)
    # The rows that arming updates too: whoever commits first is first. A campaign's or a topic's hold leaves the lanes
    # open for everything else; updating them keeps every gate shut until it is there for the gate to read.
    _lanes(workspace, channel).update(is_held=F("is_held") if campaign or topic else True)
    hold = Hold.objects.create(
        workspace=workspace,
        scope=scope,
        channel=channel,
        campaign=campaign,
        **named,
        reason=reason.strip()[:300],
        put_by_label=by.label,
        ends_at=ends_at,
    )
    affected = _publications(hold)
    hold.was_leaving.set(may_still_leave(affected))
    hold.was_stopped.set(affected.filter(state__in=STOPPABLE))
    stopped = move_all(affected, State.HELD, since=STOPPABLE, reason=hold.reason, hold=hold)
    record("hold.put", hold, by=by, stopped=stopped, scope=scope)
    return hold


@transaction.atomic
def put_one(
    publication: Publication, *, reason: str, until: datetime | None = None, by: Actor
) -> Publication:
    """Hold one publication back, until it is released; after `until`, by the brand's wall, people are asked to look."""
    access = require(by, "hold.put", publication.workspace_id)
    usable_channel(access, publication.channel_id)
    _must_say_why(reason, "Say in a few words why, for those who find it held.")
    hold = Hold.objects.create(
        workspace_id=publication.workspace_id,
        scope=Hold.Scope.PUBLICATION,
        reason=reason.strip()[:300],
        put_by_label=by.label,
        ends_at=_end(publication.workspace, until),
    )
    if not move(publication.pk, State.HELD, since=STOPPABLE, reason=hold.reason, hold=hold):
        raise Refusal(
            "It is being sent or is out already, so it can no longer be held back. Reload the page to see it."
        )
    record("publication.held", publication, by=by, reason=hold.reason)
    publication.refresh_from_db()
    return publication


@transaction.atomic
def lift(hold: Hold, *, by: Actor) -> Hold:
    """Open the queue again. What was held stays held until somebody looks at it and releases it."""
    require(by, hold.takes_to_lift, hold.workspace_id)
    if not _lifted(hold, by.label):
        raise Refusal("That hold was lifted already. Reload the page.")
    record("hold.lifted", hold, by=by)
    return hold


@transaction.atomic
def end_at(hold: Hold, *, until: datetime | None, by: Actor) -> Hold:
    """Give a hold that is on another end by the brand's wall, or none: then it stays until it is lifted."""
    require(by, hold.takes_to_lift, hold.workspace_id)
    ends_at = _end(hold.workspace, until)
    if not Hold.objects.filter(pk=hold.pk, lifted_at=None).update(ends_at=ends_at):
        raise Refusal("That hold is over already. Reload the page.")
    hold.refresh_from_db()
    record("hold.end_changed", hold, by=by, until=until.isoformat() if until else None)
    return hold


@transaction.atomic
def end(hold: Hold, *, by: Actor) -> bool:
    """Lift a hold whose end has come; like any lifting it lets nothing leave. Say whether it was this one's turn."""
    require(by, "hold.lift", hold.workspace_id)
    if hold.ends_at is None or hold.ends_at > clock.now() or not _lifted(hold, ""):
        return False
    record("hold.ended", hold, by=by, held=Publication.objects.filter(hold=hold, state=State.HELD).count())
    return True


@transaction.atomic
def release(publication: Publication, *, local: datetime | None = None, by: Actor) -> Publication:
    """Let a held publication go after looking at it: at its time if that is still to come or within the grace,
    else at the new time given."""
    needed = publication.hold.takes_to_lift if publication.hold else "hold.lift"
    access = require(by, needed, publication.workspace_id)
    usable_channel(access, publication.channel_id)
    if hold_over(publication.workspace_id, publication.channel_id, publication.post_id):
        raise Refusal("The hold is still on. Lift it first, then release what may go.")
    if publication.hold is not None and publication.hold.scope == Hold.Scope.PUBLICATION:
        _lifted(publication.hold, by.label)
    if local is not None:
        return schedule.move_to(publication, local=local, by=by)
    if clock.now() > publication.due_at + publication.workspace.grace:
        raise Refusal("Its time is too long past. Give it a new time.", field="local")
    if not move(publication.pk, State.SCHEDULED, since=[State.HELD], act_at=clock.now(), hold=None):
        raise Refusal("It is not held any more. Reload the page to see it.")
    publication.refresh_from_db()
    record("publication.released", publication, by=by)
    return publication


def _named(access: Access, topic: Topic) -> dict[str, Any]:
    """The fields of a hold that say its topic, proven to be of this brand."""
    must_name_something(topic)
    if topic.pillar_id is not None and not pillars(access).filter(pk=topic.pillar_id).exists():
        raise Refusal("That pillar is not one of this brand. Choose another.", field="pillar")
    if topic.label_id is not None and not labels(access).filter(pk=topic.label_id).exists():
        raise Refusal("That label is not one of this brand. Choose another.", field="label")
    words = ", ".join(words_of(", ".join(topic.words)))
    return {"words": words, "pillar_id": topic.pillar_id, "label_id": topic.label_id}


def _scope(channel: Channel | None, campaign: Campaign | None, topic: Topic | None) -> Hold.Scope:
    if topic is not None:
        return Hold.Scope.TOPIC
    return Hold.Scope.CHANNEL if channel else Hold.Scope.CAMPAIGN if campaign else Hold.Scope.WORKSPACE


def _must_say_why(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise Refusal(sentence, field="reason")


def _end(workspace: Workspace, until: datetime | None) -> datetime | None:
    """The moment at which a hold ends by itself."""
    if until is None:
        return None
    ends_at = clock.to_utc(until, workspace.timezone)
    if ends_at <= clock.now():
        raise Refusal("That time has passed. Choose one that is still to come.", field="until")
    return ends_at


def _lifted(hold: Hold, by_label: str) -> bool:
    """End a hold that is on and open the lanes that no other hold closes; False when it was over already."""
    on = Hold.objects.filter(pk=hold.pk, lifted_at=None)
    if not on.update(lifted_at=clock.now(), lifted_by_label=by_label):
        return False
    hold.refresh_from_db()
    if hold.scope in {Hold.Scope.CAMPAIGN, Hold.Scope.TOPIC}:
        _hold_what_came_back(hold, _publications(hold))
    elif hold.scope != Hold.Scope.PUBLICATION:
        for lane in _lanes(hold.workspace, hold.channel).filter(is_held=True):
            if hold_over(hold.workspace_id, lane.channel_id) is None:
                _hold_what_came_back(hold, Publication.objects.filter(channel_id=lane.channel_id))
                Lane.objects.filter(pk=lane.pk).update(is_held=False)
    return True


def _hold_what_came_back(hold: Hold, queued: QuerySet[Publication]) -> int:
    """What was leaving and came back to the queue while the hold was on waits for a look as well."""
    return move_all(
        queued, State.HELD, since=QUEUED, reason="It came back to the queue during a hold.", hold=hold
    )


def _lanes(workspace: Workspace, channel: Channel | None) -> QuerySet[Lane]:
    found = Lane.objects.filter(workspace=workspace)
    return found.filter(channel=channel) if channel else found


def _publications(hold: Hold) -> QuerySet[Publication]:
    """What a hold on everything, a channel, a campaign or a topic is about."""
    found = Publication.objects.filter(workspace_id=hold.workspace_id)
    if hold.scope == Hold.Scope.TOPIC:
        return about(found, hold.topic)
    if hold.campaign_id is not None:
        return found.filter(post__in=Post.objects.filter(campaign_id=hold.campaign_id))
    return found.filter(channel_id=hold.channel_id) if hold.channel_id is not None else found
