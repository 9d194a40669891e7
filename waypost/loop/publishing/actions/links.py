"""The links of what leaves: their policy, their making before the time, and the count of those who follow them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F, prefetch_related_objects

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.domain.links import Leaving
from waypost.loop.publishing.domain.utm import PARAMETERS
from waypost.loop.publishing.models import LinkPolicy, Publication, TrackedLink
from waypost.loop.publishing.queries.links import facts_of, policy_of, with_choices
from waypost.toolkit import clock

CHOSEN = ("tracks", "names", *PARAMETERS, "sites")


@transaction.atomic
def decide(
    workspace: Workspace,
    *,
    by: Actor,
    tracks: bool,
    names: bool,
    naming: Mapping[str, str],
    sites: Sequence[str] = (),
) -> LinkPolicy:
    """Decide how the links of a brand leave from now on. What is prepared or sent already keeps its links."""
    require(by, "link.decide", workspace.pk)
    policy = with_choices(policy_of(workspace.pk), tracks=tracks, names=names, naming=naming, sites=sites)
    chosen = {name: getattr(policy, name) for name in CHOSEN}
    policy, _made = LinkPolicy.objects.update_or_create(workspace=workspace, defaults=chosen)
    record("links.decided", workspace, by=by, workspace_id=workspace.pk, **chosen)
    return policy


def lay_out(targets: Sequence[tuple[Publication, Sequence[str]]]) -> dict[int, tuple[Leaving, ...]]:
    """Make the links of publications that are being prepared, and keep them; what leaves then follows these rows.

    Each comes with its targets, in the order of its text. Made anew, links keep their codes and what was counted.
    """
    prefetch_related_objects(
        [row.variant.post for row, _targets in targets if row.variant], "pillar", "campaign"
    )
    policies: dict[int, LinkPolicy] = {}
    made: dict[int, tuple[Leaving, ...]] = {}
    rows: list[TrackedLink] = []
    for publication, to in targets:
        brand = publication.workspace_id
        if brand not in policies:
            policies[brand] = policy_of(brand)
        leaving = _leaving(policies[brand], publication, to)
        made[publication.pk] = leaving
        rows += [_row(publication, position, link) for position, link in enumerate(leaving)]
    with transaction.atomic():
        _forget_what_is_gone(made)
        TrackedLink.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["publication", "position"],
            update_fields=["target", "shown", "destination", "code"],
        )
    return made


def count(link_id: int, *, is_program: bool) -> None:
    """Count that a link was followed, by a person or by a program."""
    link = TrackedLink.objects.filter(pk=link_id)
    if is_program:
        link.update(program_visits=F("program_visits") + 1)
    else:
        link.update(clicks=F("clicks") + 1, last_click_at=clock.now())


def _leaving(policy: LinkPolicy, publication: Publication, targets: Sequence[str]) -> tuple[Leaving, ...]:
    """What its links become; nothing where every one leaves as it is written."""
    variant = publication.variant
    assert variant is not None, "only what still goes there is prepared"
    facts = facts_of(variant.post, publication.channel, variant.format, publication.local_on)
    leaving = policy.manner_on(publication.channel).leaving(targets, facts, publication.key)
    return leaving if any(link.changes for link in leaving) else ()


def _forget_what_is_gone(made: Mapping[int, Sequence[Leaving]]) -> None:
    before = TrackedLink.objects.filter(publication__in=made).values_list("pk", "publication_id", "position")
    gone = [pk for pk, publication_id, position in before if position >= len(made[publication_id])]
    if gone:
        TrackedLink.objects.filter(pk__in=gone).delete()


def _row(publication: Publication, position: int, link: Leaving) -> TrackedLink:
    return TrackedLink(
        workspace_id=publication.workspace_id,
        publication=publication,
        position=position,
        target=link.target,
        shown=link.shown,
        destination=link.destination,
        code=link.code,
    )
