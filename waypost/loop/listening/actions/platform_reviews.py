from collections.abc import Mapping

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import members, require
from waypost.loop.listening.domain.platforms import BY_KEY, Judged, Opinion, State, weigh
from waypost.loop.listening.models import PlatformReview
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

ENDED = (State.KEPT, State.STOPPED, State.DECLINED)


@transaction.atomic
def begin(workspace: Workspace, *, network: str, why: str = "", by: Actor) -> PlatformReview:
    """Begin to weigh whether a network is worth it; one review of a network is open at a time."""
    require(by, "listening.judge", workspace.pk)
    name = network.strip()[:60]
    if not name:
        raise Refusal(_("Say which network it is."), field="network")
    Workspace.objects.select_for_update(of=("self",)).get(pk=workspace.pk)
    running = PlatformReview.objects.filter(workspace=workspace, network__iexact=name)
    if running.exclude(state__in=ENDED).exists():
        raise Refusal(
            _("{name} is being weighed already. Go on with that.").format(name=name), field="network"
        )
    review = PlatformReview.objects.create(
        workspace=workspace, network=name, why=why.strip()[:300], begun_by=by.label
    )
    record("platform.review_begun", review, by=by)
    return review


@transaction.atomic
def answer(
    review: PlatformReview,
    *,
    judged: Mapping[str, Judged],
    hours: float | None = None,
    owner: Member | None = None,
    stand_in: Member | None = None,
    by: Actor,
) -> PlatformReview:
    """Write down what was found out, who would keep the channel and who stands in; who works alone keeps it."""
    access = require(by, "listening.judge", review.workspace_id)
    found = being_weighed(review)
    if owner is None and found.workspace.is_solo:
        owner = members(access).filter(pk=access.member_id or 0).first()
    for name, member in (("owner", owner), ("stand_in", stand_in)):
        if member is not None and member.workspace_id != found.workspace_id:
            raise Refusal(_("Choose a member of this brand."), field=name)
    if owner is not None and owner == stand_in:
        raise Refusal(_("Somebody else has to stand in."), field="stand_in")
    assert judged.keys() <= BY_KEY.keys(), "aspects that are asked for"
    found.answers = {
        key: {"answer": said.answer.value, "why": said.why.strip()[:300]} for key, said in judged.items()
    }
    found.hours, found.owner, found.stand_in = hours, owner, stand_in
    found.save(update_fields=["answers", "hours", "owner", "stand_in"])
    record("platform.weighed", found, by=by, advice=opinion_on(found).advice)
    return found


def opinion_on(review: PlatformReview) -> Opinion:
    """What the answers of a review come to."""
    alone = review.workspace.is_solo
    return weigh(
        review.judged,
        has_owner=review.owner_id is not None,
        has_stand_in=alone or review.stand_in_id is not None,
    )


@transaction.atomic
def decline(review: PlatformReview, *, reason: str, by: Actor) -> PlatformReview:
    """Say not now; the reason is read by whoever asks again."""
    require(by, "listening.decide", review.workspace_id)
    found = being_weighed(review)
    if not reason.strip():
        raise Refusal(_("Say in a sentence why not: somebody will ask again."), field="reason")
    settle(found, State.DECLINED, reason, who=by.label)
    record("platform.declined", found, by=by, reason=found.reason)
    return found


def settle(review: PlatformReview, state: State, reason: str, *, who: str) -> None:
    """Write down how a review ended."""
    review.state, review.reason = state, reason.strip()[:300]
    review.decided_at, review.decided_by = clock.now(), who
    review.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def locked(review: PlatformReview) -> PlatformReview:
    """The review, so that nobody else changes it meanwhile."""
    rows = PlatformReview.objects.select_for_update(of=("self",))
    return rows.select_related("workspace", "owner__person", "task").get(pk=review.pk)


def being_weighed(review: PlatformReview) -> PlatformReview:
    """The review, still without a decision."""
    found = locked(review)
    if not found.is_weighed:
        raise Refusal(_("This is decided already. Begin another review to weigh it again."))
    return found
