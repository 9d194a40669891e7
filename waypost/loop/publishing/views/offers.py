"""What may be done to a post that is or was out, as its page offers it."""

from dataclasses import dataclass

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.publishing.domain.changes import Kind, offers
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Change, Publication
from waypost.loop.publishing.queries.changing import differs, last_change_of, parts_out


@dataclass(frozen=True)
class Offer:
    """`change` is what was wanted last; `differs` says that the post says something else now than the network."""

    change: Change | None
    differs: bool
    can_edit: bool
    may_take_down: bool
    may_edit: bool
    may_repeat: bool
    parts: int


def offer_of(publication: Publication, access: Access) -> Offer | None:
    """What is offered for a publication; None where it never was on the network."""
    state = State(publication.state)
    if state not in {State.PUBLISHED, State.REMOVED}:
        return None
    change = last_change_of(publication)
    is_out = state is State.PUBLISHED
    card = publication.channel.card
    is_known = is_out and bool(publication.remote_id) and not (change and change.is_wanted)
    may_change = is_known and access.may("publication.decide")
    is_whole = not publication.head_id and not publication.has_more
    can_edit = offers(card, Kind.EDIT) and is_whole
    has_changed = is_out and differs(publication)
    return Offer(
        change=change,
        differs=has_changed,
        can_edit=can_edit,
        may_take_down=may_change and offers(card, Kind.TAKE_DOWN),
        may_edit=may_change and can_edit and has_changed and _is_approved(publication),
        may_repeat=state is State.REMOVED
        and not publication.head_id
        and publication.variant_id is not None
        and not publication.post.is_archived
        and access.may("post.schedule"),
        parts=parts_out(publication) if is_out and not publication.head_id and publication.has_more else 0,
    )


def _is_approved(publication: Publication) -> bool:
    variant = publication.variant
    return variant is not None and variant.is_approved and publication.post.is_approved
