"""What is with a person who posts it by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import QuerySet

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.snapshot import MediaPart
from waypost.loop.content.queries import is_approved, outgoing_of
from waypost.loop.content.queries.media import captions_of
from waypost.loop.content.queries.renditions import as_they_leave, made_of, wanted_of
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Kit, Publication
from waypost.loop.publishing.models.kit import SALT
from waypost.loop.publishing.queries import of_every_brand


@dataclass(frozen=True)
class Contents:
    """What is posted, as it was approved: the words as they leave, the pictures and videos in their order.

    `captions` are those of its video: each a language and the words as WebVTT.
    """

    text: str
    pictures: tuple[MediaPart, ...]
    captions: tuple[tuple[str, str], ...] = ()

    @property
    def has_video(self) -> bool:
        return any(part.is_video for part in self.pictures)


def kit_of(publication: Publication) -> Kit | None:
    """The newest kit of a publication."""
    return publication.kits.select_related("member__person").order_by("-pk").first()


def opened_by(token: str) -> tuple[Kit, Person] | None:
    """The kit that a link names, and whom it was given to.

    None when it was not made here, or for somebody who is gone or may not post for this brand any more.
    """
    try:
        kit_id, person_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    related = ("workspace", "publication__channel", "publication__variant__post", "publication__workspace")
    kit = Kit.objects.select_related(*related).filter(pk=kit_id).first()
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if kit is None or person is None:
        return None
    access = access_of(Actor.of_person(person), kit.workspace_id)
    return (kit, person) if access.may("publication.post") else None


def contents_of(kit: Kit) -> Contents | None:
    """What the kit holds; None when it is not with a person any more, was handed anew, or is not what was approved."""
    publication = kit.publication
    variant = publication.variant
    if publication.state != State.HANDED or variant is None or kit != kit_of(publication):
        return None
    written = outgoing_of(variant)
    if content_hash(written) != kit.content_hash or not is_approved(variant):
        return None
    wanted = wanted_of(written, publication.channel.card.media)
    leaving = as_they_leave(written, wanted, made_of(publication.workspace_id, wanted))
    named = [each for part in written.media for each in part.captions]
    said = captions_of(publication.workspace_id, {digest for _language, digest in named})
    captions = tuple((language, said[digest]) for language, digest in named if digest in said)
    return Contents(publication.text, leaving, captions)


def taken_away_by(hold: Hold) -> QuerySet[Publication]:
    """What a hold took from those who were about to post it by hand."""
    found = Publication.objects.filter(hold=hold, kits__isnull=False).distinct()
    return found.select_related("workspace", "channel").order_by("pk")


def handed_of(post_id: int) -> QuerySet[Publication]:
    """What of a post is with a person now."""
    found = Publication.objects.filter(post_id=post_id, state=State.HANDED)
    return found.select_related("variant__post", "workspace")


def run_out(now: datetime) -> QuerySet[Publication]:
    """What is with a person whose every kit is over."""
    handed = of_every_brand().filter(state=State.HANDED)
    return handed.exclude(kits__expires_at__gt=now).select_related("workspace")
