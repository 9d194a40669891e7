"""What people want done to posts that are out: asked for here, done by the publisher, tried until it ends."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions.transitions import move, move_all
from waypost.loop.publishing.domain import patience
from waypost.loop.publishing.domain.changes import Kind, Standing, is_too_long, offers
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Change, Publication
from waypost.loop.publishing.queries import hold_over
from waypost.loop.publishing.queries.changing import differs
from waypost.loop.publishing.queries.parts import whole_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

TURN = timedelta(seconds=settings.WAYPOST.lease_seconds)


@transaction.atomic
def take_down(publication: Publication, *, by: Actor) -> Change:
    """Have a post that is out taken down from its network; with the post itself go its other parts."""
    found = _out(publication, Kind.TAKE_DOWN, by)
    whole = whole_of(found)
    others = whole.exclude(pk=found.pk) if not found.head_id else whole.none()
    move_all(others, State.CANCELLED, since=[*QUEUED, State.FOLLOWS], reason="The post itself is taken down.")
    for part in others.filter(state=State.PUBLISHED).exclude(remote_id=""):
        if not Change.objects.filter(publication=part, standing=Standing.WANTED).exists():
            _ask(part, Kind.TAKE_DOWN, "", by)
    return _ask(found, Kind.TAKE_DOWN, "", by)


@transaction.atomic
def edit(publication: Publication, *, by: Actor) -> Change:
    """Let a post that is out say on its network what was approved since."""
    found = _out(publication, Kind.EDIT, by)
    if found.head_id or found.has_more:
        raise Refusal(
            "It went out in parts, which cannot be edited as one. Take it down and publish it again."
        )
    if not differs(found):
        raise Refusal("The network shows these words already. Change the post first.")
    assert found.variant is not None
    if not (found.variant.is_approved and found.post.is_approved):
        raise Refusal("What the post says now is not approved. Have it approved, then bring it there.")
    if hold_over(found.workspace_id, found.channel_id, found.post_id):
        raise Refusal("A hold is on, so nothing new goes out. Lift it first.")
    return _ask(found, Kind.EDIT, found.variant.content_hash, by)


@transaction.atomic
def begin(change_id: int) -> Change | None:
    """Take the turn to do a change, so that nobody else does it meanwhile; None when there is nothing to do."""
    now = clock.now()
    due = Change.objects.filter(pk=change_id, standing=Standing.WANTED, act_at__lte=now)
    if not due.update(act_at=now + TURN):
        return None
    related = ("publication__workspace", "publication__channel", "publication__post", "publication__variant")
    return Change.objects.select_related(*related).get(pk=change_id)


@transaction.atomic
def done(change: Change, *, text: str = "", text_hash: str = "", by: Actor) -> bool:
    """The network did it: the post is gone from there, or says `text` now."""
    if not _end(change, Standing.DONE, "The network did it."):
        return False
    publication = change.publication
    if change.kind == Kind.TAKE_DOWN:
        reason = f"{change.asked_by_label} had it taken down."
        move(publication.pk, State.REMOVED, since=[State.PUBLISHED], reason=reason)
        verb = "publication.removed"
    else:
        Publication.objects.filter(pk=publication.pk, state=State.PUBLISHED).update(
            text=text, text_hash=text_hash, content_hash=change.content_hash
        )
        verb = "publication.edited"
    publication.refresh_from_db()
    record(verb, publication, by=by, said=f"As {change.asked_by_label} wanted.")
    return True


@transaction.atomic
def refused(change: Change, *, why: str, by: Actor) -> bool:
    """It will not be done: say why, and leave the post as it stands."""
    if not _end(change, Standing.REFUSED, why):
        return False
    record("change.refused", change, by=by, publication=change.publication_id, reason=why, kind=change.kind)
    return True


@transaction.atomic
def again(change: Change, *, why: str, after_seconds: float = 0.0, by: Actor) -> bool:
    """It could not be done, or nobody knows: it is harmless to do it again, so try later; after a day people see to it."""
    now = clock.now()
    if is_too_long(change.asked_at, now):
        return refused(change, why=f"Tried for a day: {why}", by=by)
    tries = change.tries + 1
    wait = patience.before_try(tries + 1, asked_seconds=after_seconds)
    wanted = Change.objects.filter(pk=change.pk, standing=Standing.WANTED)
    return wanted.update(act_at=now + wait, tries=tries, said=why[:300]) == 1


def _out(publication: Publication, kind: Kind, by: Actor) -> Publication:
    """The publication as it is now, kept from changing; a Refusal where that cannot be done to it."""
    access = require(by, "publication.decide", publication.workspace_id)
    channel = usable_channel(access, publication.channel_id)
    found = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("post", "variant")
        .get(pk=publication.pk)
    )
    if not found.is_published:
        raise Refusal("It is not on the network. Reload the page to see how it stands.")
    if not offers(channel.card, kind):
        raise Refusal(f"{channel.card.label} does not let programs do that. Do it there by hand.")
    if not found.remote_id:
        raise Refusal("Its place on the network is not known, so do it there by hand.")
    if Change.objects.filter(publication=found, standing=Standing.WANTED).exists():
        raise Refusal("A change is on its way to the network. Wait until it has ended.")
    return found


def _ask(publication: Publication, kind: Kind, content: str, by: Actor) -> Change:
    change = Change.objects.create(
        workspace_id=publication.workspace_id,
        publication=publication,
        kind=kind,
        content_hash=content,
        asked_by_label=by.label,
        act_at=clock.now(),
    )
    record(f"publication.{kind}_asked", publication, by=by)
    return change


def _end(change: Change, standing: Standing, said: str) -> bool:
    wanted = Change.objects.filter(pk=change.pk, standing=Standing.WANTED)
    return wanted.update(standing=standing, said=said[:300], act_at=None, ended_at=clock.now()) == 1
