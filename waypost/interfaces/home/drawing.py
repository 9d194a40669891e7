"""What a brand that stands here has of everything: each thing as it goes into a file or into another brand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet, Sum

from waypost.foundation.channels.models import Channel as ChannelRow
from waypost.foundation.channels.queries import every_channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.home import brand_parts
from waypost.interfaces.home.brand_parts import Part
from waypost.loop.analytics.domain.past import PastResult
from waypost.loop.analytics.queries.past import past_followers, past_results, past_tallies
from waypost.loop.content.models import Attachment, Caption, Media, Variant
from waypost.loop.content.models import Post as PostRow
from waypost.loop.content.queries import posts
from waypost.loop.content.queries.media import media
from waypost.loop.planning.actions.briefs import LISTED
from waypost.loop.planning.models import Slot
from waypost.loop.planning.queries import blackouts, campaigns_going_on, fresh_ideas, open_slots
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.models import Identity, StrategyVersion
from waypost.loop.strategy.queries import versions
from waypost.toolkit import clock

WHY = ("pillar", "persona", "goal", "funnel_stage")
PAGE = 500
ROOM = 1_900_000_000
"""Bytes of pictures and videos in one file: with all that is said it stays below what can be unpacked."""
RowT = TypeVar("RowT", bound=Model)


@dataclass
class Videos:
    """The videos that go into a brand's file, and those that find no room in it."""

    going: list[Media] = field(default_factory=list)
    staying: list[Media] = field(default_factory=list)


def settings_of(workspace: Workspace) -> brand_parts.Settings:
    """How a brand is set."""
    names = brand_parts.Settings.model_fields
    return brand_parts.Settings(**{name: getattr(workspace, name) for name in names})


def past_of(access: Access) -> Iterator[StrategyVersion]:
    """Every version of its strategy that was accepted, oldest first, one at a time."""
    accepted = versions(access).exclude(number=None).order_by("number")
    for pk in list(accepted.values_list("pk", flat=True)):
        yield accepted.get(pk=pk)


def channels_of(access: Access) -> tuple[brand_parts.Channel, ...]:
    """Which accounts it has."""
    return tuple(_channel(row) for row in every_channel(access))


def campaigns_of(access: Access) -> Iterator[Part]:
    """Campaigns that have not ended."""
    for row in campaigns_going_on(access).select_related("goal"):
        yield brand_parts.Campaign(
            key=row.key,
            name=row.name,
            message=row.message,
            goal=_key(row.goal),
            hue=row.hue,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )


def days_off_of(access: Access, workspace: Workspace) -> Iterator[Part]:
    """Days off to come."""
    for row in blackouts(access).filter(ends_on__gte=workspace.today):
        yield brand_parts.DaysOff(starts_on=row.starts_on, ends_on=row.ends_on, reason=row.reason)


def ideas_of(access: Access) -> Iterator[Part]:
    """Ideas that wait, oldest first."""
    for row in _paged(fresh_ideas(access).select_related("pillar")):
        yield brand_parts.Idea(
            title=row.title,
            note=row.note,
            link=row.link,
            pillar=_key(row.pillar),
            is_kept=row.kept_at is not None,
        )


def pictures_of(access: Access) -> Iterator[Media]:
    """The pictures of its library, oldest first."""
    return _paged(media(access).filter(content_type__startswith="image/"))


def videos_of(access: Access, workspace: Workspace) -> Videos:
    """The videos of its library: those of posts to come first, then the newest, as many as find room in a file."""
    pictures = media(access).filter(content_type__startswith="image/").aggregate(size=Sum("size"))
    room = ROOM - (pictures["size"] or 0)
    used = Exists(Attachment.objects.filter(media=OuterRef("pk"), post__in=_ahead(access, workspace)))
    found = Videos()
    rows = media(access).filter(content_type__startswith="video/").annotate(used=used)
    for row in rows.order_by("-used", "-added_at", "-pk"):
        if row.size <= room:
            room -= row.size
            found.going.append(row)
        else:
            found.staying.append(row)
    return found


def videos_that_stay(access: Access, workspace: Workspace) -> list[Media]:
    """The videos that would find no room in a file; one question where everything does."""
    whole = media(access).aggregate(size=Sum("size"))["size"] or 0
    return videos_of(access, workspace).staying if whole > ROOM else []


def said_of_videos(access: Access, found: Videos) -> Iterator[Part]:
    """What there is to say of videos, those that stay included."""
    captions: dict[int, list[Caption]] = defaultdict(list)
    for caption in Caption.objects.filter(workspace=access.workspace_id).order_by("language"):
        captions[caption.media_id].append(caption)
    staying = {row.pk for row in found.staying}
    for row in [*found.going, *found.staying]:
        yield brand_parts.Video(
            sha256=row.sha256,
            name=row.name,
            alt=row.alt,
            poster=row.poster,
            captions=tuple(
                brand_parts.Captions(language=each.language, content=each.content)
                for each in captions[row.pk]
            ),
            found_no_room=row.pk in staying,
        )


def briefs_of(access: Access) -> Iterator[Part]:
    """Slots to come that have a brief."""
    briefed = open_slots(access, clock.now()).filter(brief__isnull=False)
    named = briefed.select_related("channel", "campaign", "brief", *WHY)
    for slot in named.prefetch_related("brief__checkpoints"):
        yield _brief(slot)


def posts_of(access: Access, workspace: Workspace) -> Iterator[Part]:
    """Posts that have no time yet, or one that lies ahead."""
    for page in _pages(_ahead(access, workspace).select_related("campaign", *WHY)):
        variants: dict[int, list[Variant]] = defaultdict(list)
        for variant in Variant.objects.filter(post__in=page).select_related("channel").order_by("pk"):
            variants[variant.post_id].append(variant)
        attached: dict[int, list[Attachment]] = defaultdict(list)
        for picture in Attachment.objects.filter(post__in=page).select_related("media"):
            attached[picture.post_id].append(picture)
        for row in page:
            yield _post(row, variants[row.pk], attached[row.pk])


def tallies_of(access: Access) -> Iterator[Part]:
    """Where goals stood on days."""
    for row in past_tallies(access):
        yield brand_parts.Tally(goal=row.goal.key, on=row.on, value=row.value)


def followers_of(access: Access) -> Iterator[Part]:
    """How many followed its channels, whenever that was asked."""
    for channel, row in past_followers(access):
        yield brand_parts.Followers(channel=channel, at=row.at, followers=max(0, row.followers))


def results_of(access: Access) -> Iterator[Part]:
    """Everything that went out, with what was counted of it."""
    for channel, result in past_results(access):
        yield _result(channel, result)


def _ahead(access: Access, workspace: Workspace) -> QuerySet[PostRow]:
    sent = Publication.objects.filter(post=OuterRef("pk"), state=State.PUBLISHED)
    waiting = posts(access).filter(~Exists(sent), archived_at=None)
    return waiting.exclude(planned_on__lt=workspace.today)


def _pages(rows: QuerySet[RowT]) -> Iterator[list[RowT]]:
    """Rows by their number, page by page: each page asks anew, and nothing is kept open meanwhile."""
    last = 0
    while page := list(rows.filter(pk__gt=last).order_by("pk")[:PAGE]):
        yield page
        last = page[-1].pk


def _paged(rows: QuerySet[RowT]) -> Iterator[RowT]:
    for page in _pages(rows):
        yield from page


def _channel(row: ChannelRow) -> brand_parts.Channel:
    card = row.card
    return brand_parts.Channel(
        key=row.key,
        name=row.name,
        network=card.label[:40],
        handle=row.handle,
        address=row.server if row.server.startswith(("https://", "http://")) else "",
        text_limit=card.text_limit,
        simulated=row.simulated,
    )


def _brief(slot: Slot) -> brand_parts.Brief:
    return brand_parts.Brief(
        channel=slot.channel.key,
        on=slot.local_on,
        at=slot.local_time,
        format=slot.format,
        campaign=slot.campaign.key if slot.campaign else "",
        links=tuple(slot.brief.links),
        hashtags=tuple(slot.brief.hashtags),
        checkpoints=tuple(
            brand_parts.Checkpoint(what=each.what, on=each.due_on) for each in slot.brief.checkpoints.all()
        ),
        **{name: _key(getattr(slot, name)) for name in WHY},
        **{name: getattr(slot.brief, name) for name in LISTED},
    )


def _post(row: PostRow, variants: Sequence[Variant], attached: Sequence[Attachment]) -> brand_parts.Post:
    return brand_parts.Post(
        title=row.title,
        body=row.body,
        channels=tuple(variant.channel.key for variant in variants),
        reactive=row.reactive,
        campaign=row.campaign.key if row.campaign else "",
        purpose=row.purpose,
        origin=row.origin,
        on=row.planned_on,
        at=row.planned_time,
        variants=tuple(
            brand_parts.Said(channel=variant.channel.key, text=variant.text, format=variant.format)
            for variant in variants
            if variant.text or variant.format
        ),
        pictures=tuple(
            brand_parts.Attached(sha256=picture.media.sha256, alt=picture.alt) for picture in attached
        ),
        **{name: _key(getattr(row, name)) for name in WHY},
    )


def _result(channel: str, result: PastResult) -> brand_parts.Result:
    return brand_parts.Result(
        channel=channel,
        id=result.remote_id,
        at=result.at,
        text=result.text,
        url=result.url if result.url.startswith(("https://", "http://")) else "",
        format=result.format,
        pillar=result.pillar,
        explained=result.is_explained,
        reactive=result.reactive,
        told_by=result.told_by,
        followers=result.followers,
        gone_at=result.gone_at,
        readings=tuple((reading.at, dict(reading.counts)) for reading in result.readings),
    )


def _key(item: Identity | None) -> str:
    return item.key if item else ""
