"""Posts made in the networks' own apps, and what is needed to say why they exist."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.domain.suggestion import PillarWords
from waypost.loop.analytics.models import Measured, NativePost
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import current_version

TEXTS = 300
"""So many texts teach what the pillars are about: the latest."""


def natives(access: Access) -> QuerySet[NativePost]:
    """Native posts on the channels that this member may use; everything else about them starts here."""
    found = NativePost.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def natives_to_explain(access: Access) -> QuerySet[NativePost]:
    """Native posts that nobody gave a why yet, the newest first."""
    return (
        natives(access)
        .filter(explained_at=None)
        .select_related("suggested", "channel")
        .order_by("-at", "-id")
    )


def known_among(channel: Channel, remote_ids: Collection[str]) -> set[str]:
    """Which of these posts of a channel are known: measured, or sent from here."""
    measured = Measured.objects.filter(channel=channel, remote_id__in=remote_ids)
    sent = Publication.objects.filter(channel=channel, remote_id__in=remote_ids)
    return {*measured.values_list("remote_id", flat=True), *sent.values_list("remote_id", flat=True)}


def in_doubt(channel: Channel) -> set[str]:
    """The words of what was sent from here and may have arrived: until a person has looked, they are nobody else's."""
    return set(
        Publication.objects.filter(channel=channel, state=State.UNKNOWN).values_list("text", flat=True)
    )


def pillar_words(workspace_id: int) -> list[PillarWords]:
    """What each pillar of the current strategy is about, in the brand's own words; nothing without a strategy."""
    version = current_version(workspace_id)
    if version is None:
        return []
    said: dict[str, list[str]] = defaultdict(list)
    posts = Measured.objects.filter(workspace_id=workspace_id).exclude(pillar=None).order_by("-published_at")
    rows = posts.values_list("pillar__key", "post__title", "post__body", "native__text")[:TEXTS]
    for key, title, body, native in rows:
        said[key].append(native if native is not None else f"{title} {body}")
    return [
        PillarWords(pillar.key, pillar.label, pillar.purpose, tuple(said[pillar.key]))
        for pillar in version.strategy.pillars
    ]


def pillars_by_key(workspace_id: int) -> dict[str, Pillar]:
    """The pillars that are in the strategy now, by key."""
    return {row.key: row for row in Pillar.objects.filter(workspace_id=workspace_id, archived_at=None)}
