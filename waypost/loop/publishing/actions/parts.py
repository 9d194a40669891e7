"""What follows a post in a thread or under it: laid out before it leaves, let go on one by one, let go with it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.publishing.actions.transitions import act_again, move, move_all
from waypost.loop.publishing.domain.parts import Part
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import hold_over, of_every_brand
from waypost.loop.publishing.queries.parts import followers, one_before, place_of
from waypost.toolkit import clock
from waypost.toolkit.wording import _

TOO_LATE = _("The one before it was confirmed too late for this one to follow by itself.")
NO_PLACE = _(
    "Nobody knows which post on the network it belongs under. Say it there by hand, then cancel it here."
)
CHANGED = _(
    "The post was changed after what stands before this went out. Put those words back, or cancel this part."
)
IN_DOUBT = _("Nobody knows yet whether the one before it is there.")
AGAIN = timedelta(seconds=30)
WITHOUT = _("The one before it does not go out.")


@transaction.atomic
def lay_out(publication: Publication, parts: Sequence[Part], *, by: Actor) -> list[Publication]:
    """Let what follows a publication agree with `parts`, the whole as it is now; the rows that follow, in order.

    What a person took out stays out. None of them is prepared yet, so the gate stays shut for `publication`.
    """
    known = Publication.objects.filter(head_id=publication.whole_id, part__gt=publication.part)
    without = set(known.filter(state=State.CANCELLED, given_up=True).values_list("part", flat=True))
    wanted = [part for part in parts if part.number > publication.part and part.number not in without]
    surplus = followers(publication).exclude(part__in=[part.number for part in wanted])
    left = move_all(
        surplus, State.CANCELLED, since=[State.FOLLOWS], reason=_("The post no longer has this part.")
    )
    again = known.filter(state=State.CANCELLED, given_up=False, part__in=[part.number for part in wanted])
    move_all(again, State.FOLLOWS, since=[State.CANCELLED])
    rows = {row.part: row for row in followers(publication)}
    following = [_row(publication, part, rows.get(part.number)) for part in wanted]
    for row in following:
        row.has_more = row is not following[-1]
        row.save()
    Publication.objects.filter(pk=publication.pk).update(has_more=bool(following))
    publication.has_more = bool(following)
    if left or len(following) != len(rows):
        record("publication.laid_out", publication, by=by, parts=len(following))
    return following


@transaction.atomic
def still_fits(publication: Publication, parts: Sequence[Part], *, by: Actor) -> bool:
    """Whether a part may still go out under what is out already; where it may not, it is held or goes."""
    out = Publication.objects.filter(
        Q(pk=publication.head_id) | Q(head_id=publication.head_id), part__lt=publication.part
    )
    said = dict(out.values_list("part", "text"))
    now = {part.number: part.text for part in parts}
    if publication.part not in now:
        went = move(
            publication.pk,
            State.CANCELLED,
            since=[State.SCHEDULED],
            reason=_("The post no longer has this part."),
        )
        let_go(publication)
    elif any(now.get(number) != text for number, text in said.items()):
        went = move(publication.pk, State.HELD, since=[State.SCHEDULED], reason=CHANGED)
    elif not place_of(publication):
        went = move(publication.pk, State.HELD, since=[State.SCHEDULED], reason=NO_PLACE)
    else:
        return True
    if went:
        publication.refresh_from_db()
        record(f"publication.{publication.state}", publication, by=by, reason=publication.reason)
    return False


@transaction.atomic
def may_be_there(publication: Publication) -> bool:
    """Whether a part in doubt can be looked for: only under what is out.

    While that is in doubt itself, look later; when it is not out, nor is this one, which then follows again.
    """
    before = one_before(publication)
    if before.is_published:
        return True
    if before.state in {State.UNKNOWN, State.ARMED, State.FOLLOWS}:
        act_again(publication.pk, clock.now() + AGAIN, since=[State.UNKNOWN], reason=IN_DOUBT)
    elif not publication.attempts.exists():
        move(publication.pk, State.FOLLOWS, since=[State.UNKNOWN], last_look_at=clock.now())
    return publication.attempts.exists()


def are_prepared(publication: Publication, *, content: str) -> int:
    """Note that everything which follows is prepared for this content, so that the gate may open; say how many."""
    return followers(publication).update(content_hash=content)


@transaction.atomic
def go_on(publication: Publication, *, by: Actor) -> Publication | None:
    """A publication is out: let the one that waits for it go on; None when none does."""
    following = followers(publication).select_related("workspace").first()
    if following is None:
        return None
    now = clock.now()
    hold = hold_over(following.workspace_id, following.channel_id, following.post_id)
    if now > publication.due_at + following.workspace.grace:
        went = move(following.pk, State.MISSED, since=[State.FOLLOWS], reason=TOO_LATE)
    elif hold is not None:
        went = move(following.pk, State.HELD, since=[State.FOLLOWS], reason=hold.reason, hold=hold)
    elif not place_of(following):
        went = move(following.pk, State.HELD, since=[State.FOLLOWS], reason=NO_PLACE)
    else:
        went = move(following.pk, State.SCHEDULED, since=[State.FOLLOWS], act_at=now, **_at_once(following))
    if went:
        following.refresh_from_db()
        record(f"publication.{following.state}", following, by=by, reason=following.reason)
    return following


def let_go(publication: Publication, *, by_a_person: bool = False) -> int:
    """A publication does not go out: nor does what would follow it. Say how many that were.

    `by_a_person` says that somebody took a part out, so that the rest stays out as well when the post is prepared
    anew; what goes with the whole post comes back with it.
    """
    given_up = by_a_person and publication.part > 0
    return move_all(
        followers(publication), State.CANCELLED, since=[State.FOLLOWS], reason=WITHOUT, given_up=given_up
    )


def catch_up(*, by: Actor) -> int:
    """The pull behind every hurry: let go on what waits for something that is out, and let go what waits in vain."""
    same = Q(pk=OuterRef("head_id")) | Q(head_id=OuterRef("head_id"))
    before = Publication.objects.filter(same, part=OuterRef("part") - 1).order_by()
    waiting = of_every_brand().filter(state=State.FOLLOWS)
    ended = waiting.filter(Exists(before.filter(state__in=[State.PUBLISHED, State.CANCELLED])))
    count = 0
    for row in ended:
        publication = one_before(row)
        if publication.is_published:
            count += go_on(publication, by=by) is not None
        else:
            count += let_go(publication)
    return count


def _row(before: Publication, part: Part, known: Publication | None) -> Publication:
    row = known or Publication(
        workspace_id=before.workspace_id,
        post_id=before.post_id,
        variant_id=before.variant_id,
        channel_id=before.channel_id,
        head_id=before.whole_id,
        part=part.number,
        state=State.FOLLOWS,
    )
    row.role, row.text = part.role, part.text
    times = ("local_on", "local_time", "zone", "due_at", "planned_at")
    for name in times:
        setattr(row, name, getattr(before, name))
    return row


def _at_once(following: Publication) -> dict[str, Any]:
    """Its time is now: from here on its own grace counts."""
    now = clock.now()
    local = clock.to_local(now, following.zone)
    return {"due_at": now, "local_on": local.date(), "local_time": local.time()}
