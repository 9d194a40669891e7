"""Posts as rows of a table, and what the names in a table stand for here."""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.domain.sheets.choices import KEPT, LEFT_OUT, Choices
from waypost.loop.content.domain.sheets.formats import words_for
from waypost.loop.content.domain.sheets.post import Own, SheetPost
from waypost.loop.content.domain.sheets.preview import Foreseen, Preview
from waypost.loop.content.domain.sheets.reading import Sheet
from waypost.loop.content.models import Attachment, ImportedRow, Intake, Post, PostImport, Variant
from waypost.loop.content.queries.meant import Meant
from waypost.loop.content.queries.places import brief_reference, places_of, slot_reference
from waypost.loop.content.queries.posts import posts
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.queries import campaigns
from waypost.loop.strategy.models import FunnelStage, Goal, Identity, Persona, Pillar
from waypost.loop.strategy.queries import funnel_stages, goals, personas, pillars
from waypost.networks.contract import FIRST_COMMENT

IdentityT = TypeVar("IdentityT", bound=Identity)
NamedT = TypeVar("NamedT")

Outcome = ImportedRow.Outcome
_AT_ONCE = 500
IN_LIBRARY = "library:"
"""What stands before the fingerprint of a picture of ours."""
AS_PILLAR = "pillar:"
"""What stands before a pillar's key where a tool has only tags."""


def post_imports(access: Access) -> QuerySet[PostImport]:
    """The tables of posts that were handed over, newest first, without the files themselves."""
    return PostImport.objects.filter(workspace_id=access.workspace_id).defer("content")


def unfinished_imports() -> QuerySet[PostImport]:
    """Every import of the installation that is on its way."""
    return PostImport.objects.filter(state=PostImport.State.RUNNING).defer("content")


def imports_that_may_go_on() -> QuerySet[PostImport]:
    """Every import that waited for a video which is not on its way any more: it is prepared, or it never will be."""
    coming = Intake.objects.filter(
        Q(came_from=OuterRef("waits_for")) | Q(name=OuterRef("waits_for")),
        workspace=OuterRef("workspace"),
        state__in=Intake.UNFINISHED,
    )
    return unfinished_imports().exclude(waits_for="").filter(~Exists(coming))


def coming_video(workspace_id: int, name: str) -> Intake | None:
    """The video of this name that is being prepared for the library."""
    return Intake.objects.filter(workspace=workspace_id, name=name, state__in=Intake.UNFINISHED).first()


@dataclass(frozen=True)
class Names:
    """What there is in a brand, by everything people call it, in small letters."""

    channels: Mapping[str, Channel]
    by_id: Mapping[int, Channel]
    pillars: Mapping[str, Pillar]
    personas: Mapping[str, Persona]
    goals: Mapping[str, Goal]
    funnel_stages: Mapping[str, FunnelStage]
    campaigns: Mapping[str, Campaign]

    def channel_for(self, name: str, choices: Choices) -> Channel | None:
        """The channel that a name in a table stands for, as chosen or as it is called here."""
        if name in choices.channels:
            return self.by_id.get(choices.channels[name])
        return self.channels.get(name.casefold())

    def meaning(self, post: SheetPost, choices: Choices) -> Meant:
        """What a row means here."""
        problems = list(post.problems)
        found: dict[int, Channel] = {}
        for name in dict.fromkeys([*post.channels, *post.networks, *post.own]):
            channel = self.channel_for(name, choices)
            if channel is not None:
                found[channel.pk] = channel
            elif choices.channels.get(name) != 0:
                problems.append(f"“{name}” is not a channel here. Choose above which one it stands for.")
        if not (post.channels or post.networks):
            found |= {pk: self.by_id[pk] for pk in choices.to if pk in self.by_id}
        kept, pillar_key = _sorted_out(post.labels, choices)
        return Meant(
            channels=tuple(found.values()),
            pillar=_named(self.pillars, post.pillar or pillar_key, "pillar", problems),
            persona=_named(self.personas, post.persona, "persona", problems),
            goal=_named(self.goals, post.goal, "goal", problems),
            funnel_stage=_named(self.funnel_stages, post.funnel_stage, "funnel stage", problems),
            campaign=_named(self.campaigns, post.campaign, "campaign", problems),
            labels=tuple(kept),
            problems=(*problems, *_unknown_words(post)),
        )


def names_in(access: Access) -> Names:
    """Everything of the brand that a table may name; seven questions."""
    usable = list(channels(access))
    called = _alone_on_their_network(usable)
    for channel in usable:
        called |= {word.casefold(): channel for word in (channel.handle, channel.name, channel.key) if word}
    return Names(
        channels=called,
        by_id={channel.pk: channel for channel in usable},
        pillars=_by_name(pillars(access)),
        personas=_by_name(personas(access)),
        goals=_by_name(goals(access)),
        funnel_stages=_by_name(funnel_stages(access)),
        campaigns={word.casefold(): row for row in campaigns(access) for word in (row.name, row.key)},
    )


def _alone_on_their_network(usable: Iterable[Channel]) -> dict[str, Channel]:
    """The channels that a network's name is enough for, by every word for it."""
    of_network: dict[str, list[Channel]] = {}
    for channel in usable:
        for word in _networks_of(channel):
            of_network.setdefault(word, []).append(channel)
    return {word: rows[0] for word, rows in of_network.items() if len(rows) == 1}


def _networks_of(channel: Channel) -> set[str]:
    """What tools call the network of a channel; one that a person keeps says itself what it is."""
    return {*words_for(channel.network), channel.known_as.casefold()} - {""}


def _by_name(rows: Iterable[IdentityT]) -> dict[str, IdentityT]:
    return {word.casefold(): row for row in rows for word in (row.label, row.key)}


def _named(known: Mapping[str, NamedT], name: str, what: str, problems: list[str]) -> NamedT | None:
    found = known.get(name.casefold()) if name else None
    if name and found is None:
        problems.append(
            f"“{name}” is no {what} of this brand. Correct it in the file, or leave its column out."
        )
    return found


def _sorted_out(labels: Sequence[str], choices: Choices) -> tuple[list[str], str]:
    """The labels that stay labels, and the key of the pillar that the first of the others stands for."""
    kept, pillar = [], ""
    for label in labels:
        said = choices.labels.get(label, KEPT)
        if said == KEPT and label.startswith(AS_PILLAR):
            said = label.removeprefix(AS_PILLAR)
        if said == KEPT:
            kept.append(label)
        elif said != LEFT_OUT:
            pillar = pillar or said
    return kept, pillar


def _unknown_words(post: SheetPost) -> list[str]:
    purposes, origins = {*Post.Purpose.values, ""}, {*Post.Origin.values, ""}
    wrong = []
    if post.purpose not in purposes:
        wrong.append(
            f"“{post.purpose}” is not a purpose. Write {', '.join(Post.Purpose.values)}, or nothing."
        )
    if post.origin not in origins:
        wrong.append(f"“{post.origin}” is not an origin. Write {', '.join(Post.Origin.values)}, or nothing.")
    return wrong


def fingerprint_of(post: SheetPost, meant: Meant) -> str:
    """What makes two rows the same post: words, time, channels."""
    said = [
        post.title,
        post.text,
        post.local.isoformat() if post.local else "",
        sorted(channel.pk for channel in meant.channels),
        [post.own[name].text for name in sorted(post.own)],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def imported_before(access: Access, fingerprints: Iterable[str]) -> dict[str, int]:
    """The posts that rows like these became, by fingerprint, as long as they are not archived."""
    rows = ImportedRow.objects.filter(
        workspace_id=access.workspace_id, fingerprint__in=list(fingerprints), post__archived_at=None
    )
    return dict(rows.exclude(post=None).values_list("fingerprint", "post_id"))


def foresee(access: Access, sheet: Sheet, names: Names, choices: Choices) -> Preview:
    """What would become of every row; the questions are as many for ten rows as for ten thousand."""
    places = places_of(access, sheet.posts)
    meant = [places.meaning(row, names.meaning(row, choices)) for row in sheet.posts]
    prints = [fingerprint_of(row, each) for row, each in zip(sheet.posts, meant, strict=True)]
    before = {
        fingerprint
        for chunk in range(0, len(prints), _AT_ONCE)
        for fingerprint in imported_before(access, prints[chunk : chunk + _AT_ONCE])
    }
    named = posts_named(access, (row.id for row in sheet.posts if row.id))
    rows = []
    for row, each, fingerprint in zip(sheet.posts, meant, prints, strict=True):
        outcome, sentences = _foreseen(row, each, fingerprint, named, before)
        before.add(fingerprint)
        rows.append(Foreseen(row, outcome, tuple(c.name for c in each.channels), sentences))
    return Preview(rows)


def _foreseen(
    row: SheetPost, meant: Meant, fingerprint: str, named: Mapping[str, Post], before: Container[str]
) -> tuple[str, tuple[str, ...]]:
    if meant.problems:
        return Outcome.WRONG, meant.problems
    standing = named.get(row.id)
    if standing is not None and is_same(standing, row):
        return Outcome.SKIPPED, ("Nothing in it changed.",)
    elif standing is not None:
        return Outcome.UPDATED, row.notes
    elif fingerprint in before:
        return Outcome.SKIPPED, ("The same post is there already.",)
    else:
        return Outcome.NEW, row.notes


def is_same(post: Post, row: SheetPost) -> bool:
    """Whether a row says of a post what the post says itself; a row that names no slot or brief leaves them."""
    ours = replace(as_row(post), networks=(), first_comment="")
    ours = replace(ours, slot=ours.slot if row.slot else "", brief=ours.brief if row.brief else "")
    return ours == replace(row, line=0, problems=(), notes=(), networks=(), first_comment="")


def rows_of(post_import: PostImport) -> QuerySet[ImportedRow]:
    """What became of each row, in the order of the file."""
    rows = ImportedRow.objects.filter(post_import=post_import)
    return rows.select_related("post").order_by("line")


def marked_of(access: Access, post_import: PostImport) -> int:
    """How many posts of an import are marked as still waiting in the old tool."""
    theirs = ImportedRow.objects.filter(post_import=post_import).values("post_id")
    return posts(access).filter(pk__in=theirs, archived_at=None).exclude(still_in="").count()


def posts_named(access: Access, ids: Iterable[str]) -> dict[str, Post]:
    """The posts of these ids with all that a row says of them; what is no id of ours is left out."""
    wanted = [int(each) for each in ids if each.isdecimal() and len(each) < 16]
    found = with_everything(posts(access).filter(pk__in=wanted, archived_at=None))
    return {str(post.pk): post for post in found}


def posts_to_export(
    access: Access, channel: Channel | None, starts_on: date | None, ends_on: date | None
) -> list[Post]:
    """The posts to hand to another program, in order of time, those without one last; of a channel, of some days."""
    found = posts(access).filter(archived_at=None)
    if channel is not None:
        found = found.filter(variants__channel=channel)
    if starts_on is not None:
        found = found.filter(planned_on__gte=starts_on)
    if ends_on is not None:
        found = found.filter(planned_on__lte=ends_on)
    return list(with_everything(found).order_by(F("planned_at").asc(nulls_last=True), "id"))


def with_everything(found: QuerySet[Post]) -> QuerySet[Post]:
    """Bring along all that a row says of a post."""
    return found.select_related(
        "pillar", "persona", "goal", "funnel_stage", "campaign", "workspace", "slot__brief"
    ).prefetch_related(
        Prefetch("variants", Variant.objects.select_related("channel").order_by("channel__key")),
        Prefetch("attachments", Attachment.objects.select_related("media").order_by("position", "id")),
        "labels",
    )


def as_row(post: Post, *, only: Channel | None = None) -> SheetPost:
    """A post as a row, brought `with_everything`; for one channel, in the words that it has there."""
    variants = [each for each in post.variants.all() if only is None or each.channel_id == only.pk]
    own = {each.channel.key: _own(each) for each in variants}
    text = next((each.text for each in variants if only and each.text), post.body)
    attached = list(post.attachments.all())
    return SheetPost(
        id=str(post.pk),
        title=post.title,
        text=text,
        local=post.planned_local,
        channels=tuple(each.channel.key for each in variants),
        networks=tuple(sorted({word for each in variants for word in _networks_of(each.channel)})),
        pictures=tuple(f"{IN_LIBRARY}{each.media.sha256}" for each in attached),
        alts=_without_end([each.alt for each in attached]),
        labels=tuple(label.name for label in post.labels.all()),
        first_comment=next((each.options.get(FIRST_COMMENT, "") for each in variants), ""),
        pillar=post.pillar.key if post.pillar else "",
        persona=post.persona.key if post.persona else "",
        goal=post.goal.key if post.goal else "",
        funnel_stage=post.funnel_stage.key if post.funnel_stage else "",
        campaign=post.campaign.key if post.campaign else "",
        slot=slot_reference(post.slot),
        brief=brief_reference(post.slot),
        purpose=post.purpose,
        origin=post.origin,
        reactive=post.reactive,
        own={key: words for key, words in own.items() if words != Own()},
    )


def _own(variant: Variant) -> Own:
    options = json.dumps(variant.options, ensure_ascii=False, sort_keys=True) if variant.options else ""
    return Own(text=variant.text, format=variant.format, options=options)


def _without_end(alts: list[str]) -> tuple[str, ...]:
    while alts and not alts[-1]:
        alts.pop()
    return tuple(alts)
