"""The parts of a whole: what follows a publication, and where each belongs on the network."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from waypost.loop.publishing.domain.parts import Role
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication


def whole_of(publication: Publication) -> QuerySet[Publication]:
    """Every part of what a publication is a part of, itself included, in order."""
    whole = Q(pk=publication.whole_id) | Q(head_id=publication.whole_id)
    return Publication.objects.filter(whole).select_related("channel", "workspace").order_by("part")


def followers(publication: Publication) -> QuerySet[Publication]:
    """What waits until this publication and all before it are out, in order."""
    waiting = Publication.objects.filter(head_id=publication.whole_id, state=State.FOLLOWS)
    return waiting.filter(part__gt=publication.part).order_by("part")


def one_before(publication: Publication) -> Publication:
    """What a part follows."""
    same = Q(pk=publication.head_id) | Q(head_id=publication.head_id)
    return Publication.objects.select_related("workspace").get(same, part=publication.part - 1)


def place_of(publication: Publication) -> str:
    """The remote id under which a part belongs: the post's for a comment, the part's before it in a thread."""
    return places_of([publication]).get(publication.pk, "")


def places_of(publications: Iterable[Publication]) -> dict[int, str]:
    """The remote ids under which these parts belong, as far as they are known, in one query."""
    parts = [row for row in publications if row.head_id]
    if not parts:
        return {}
    wholes = {row.whole_id for row in parts}
    out = Publication.objects.filter(Q(pk__in=wholes) | Q(head_id__in=wholes), state=State.PUBLISHED)
    known: dict[int, dict[int, str]] = defaultdict(dict)
    for pk, head_id, part, remote_id in out.values_list("pk", "head_id", "part", "remote_id"):
        known[head_id or pk][part] = remote_id
    return {
        row.pk: known[row.whole_id].get(0 if row.role == Role.COMMENT else row.part - 1, "") for row in parts
    }
