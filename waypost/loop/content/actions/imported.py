"""One row of a table becomes a post, changes one, or says why it does neither."""

import json
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.actions import attachments, labels, posts, queues, reviews, variants
from waypost.loop.content.actions.campaigns import choose
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.choices import tidy
from waypost.loop.content.domain.sheets.choices import Choices
from waypost.loop.content.domain.sheets.options import FORMAT
from waypost.loop.content.domain.sheets.post import Own, SheetPost
from waypost.loop.content.models import ImportedRow, Media, Post, PostImport, Variant
from waypost.loop.content.queries.meant import Meant
from waypost.loop.content.queries.sheets import (
    IN_LIBRARY,
    fingerprint_of,
    imported_before,
    is_same,
    posts_named,
)
from waypost.networks.contract import FIRST_COMMENT
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

Outcome = ImportedRow.Outcome


def take(
    post_import: PostImport,
    row: SheetPost,
    meant: Meant,
    *,
    access: Access,
    by: Actor,
    lost: Mapping[str, str] | None = None,
) -> ImportedRow:
    """Import one row and write down what became of it; what is wrong with it leaves nothing half.

    `lost` says of pictures' and videos' addresses why nothing could be fetched from them.
    """
    fingerprint = fingerprint_of(row, meant)
    troubles = [(lost or {})[name] for name in row.pictures if name in (lost or {})]
    meant = replace(meant, problems=(*meant.problems, *troubles))
    outcome, post, sentences = _outcome(post_import, row, meant, fingerprint, access=access, by=by)
    made, _ = ImportedRow.objects.update_or_create(
        post_import=post_import,
        line=row.line,
        defaults={
            "workspace_id": post_import.workspace_id,
            "outcome": outcome,
            "post": post,
            "sentences": sentences,
            "fingerprint": fingerprint if post is not None else "",
        },
    )
    return made


def _outcome(
    post_import: PostImport, row: SheetPost, meant: Meant, fingerprint: str, *, access: Access, by: Actor
) -> tuple[Outcome, Post | None, list[str]]:
    if meant.problems:
        return Outcome.WRONG, None, list(meant.problems)
    standing = posts_named(access, [row.id]).get(row.id) if row.id else None
    try:
        with transaction.atomic():
            if standing is not None:
                return _update(standing, row, meant, by=by)
            before = imported_before(access, [fingerprint]).get(fingerprint)
            if before is not None:
                return Outcome.SKIPPED, Post.objects.get(pk=before), ["It was imported before."]
            return _make(post_import, row, meant, by=by)
    except Refusal as refusal:
        return Outcome.WRONG, None, [refusal.sentence]


def _make(
    post_import: PostImport, row: SheetPost, meant: Meant, *, by: Actor
) -> tuple[Outcome, Post | None, list[str]]:
    post = posts.draft(
        post_import.workspace,
        by=by,
        title=row.title,
        body=row.text,
        channels=meant.channels,
        reasons=_reasons(row, meant),
        campaign=meant.campaign,
        purpose=row.purpose or Post.Purpose.VALUE,
        origin=row.origin or Post.Origin.CREATED,
    )
    notes = _fill(post, row, meant, by=by)
    if post_import.still_in and post.planned_at is not None:
        post.still_in = post_import.still_in
        post.save(update_fields=["still_in"])
    if Choices.model_validate(post_import.choices).sends_for_review:
        try:
            with transaction.atomic():
                reviews.submit(post, by=by)
        except Refusal as refusal:
            notes.append(f"It stays a draft: {refusal.sentence}")
    return Outcome.NEW, post, notes


def _update(post: Post, row: SheetPost, meant: Meant, *, by: Actor) -> tuple[Outcome, Post | None, list[str]]:
    if is_same(post, row):
        return Outcome.SKIPPED, post, ["Nothing in it changed."]
    if post.state not in (Post.State.DRAFT, Post.State.RETURNED):
        return Outcome.SKIPPED, post, ["It is in review or approved by now. Change it on its page."]
    posts.write(post, by=by, version=post.version, title=row.title, body=row.text)
    posts.explain(post, by=by, reasons=_reasons(row, meant), purpose=row.purpose, origin=row.origin)
    choose(post, campaign=meant.campaign, by=by)
    wanted = {channel.pk for channel in meant.channels}
    for variant in Variant.objects.filter(post=post).select_related("channel"):
        if variant.channel_id not in wanted:
            variants.remove(variant, by=by)
    for channel in meant.channels:
        variants.adapt(post, by=by, channel=channel)
    return Outcome.UPDATED, post, _fill(post, row, meant, by=by)


def _fill(post: Post, row: SheetPost, meant: Meant, *, by: Actor) -> list[str]:
    """Everything that a post has beside its words, its why and its channels."""
    notes = list(row.notes)
    for channel in meant.channels:
        own = row.own.get(channel.key, Own())
        chosen = {each.option: tidy(each.value) for each in row.chosen if each.network == channel.network}
        kind = chosen.pop(FORMAT, "")
        form = own.format or (kind if kind in channel.card.formats else "")
        options = _options(own, row.first_comment)
        if chosen:
            options = {**(options or {}), **chosen}
        if own != Own() or options or form:
            variants.adapt(post, by=by, channel=channel, text=own.text, form=form, options=options)
    _put_pictures(post, row, by=by)
    labels.put(post, names=meant.labels, by=by)
    if meant.slot is not None and meant.slot.pk != post.slot_id:
        if meant.slot.at <= clock.now():
            notes.append("Its slot has passed, so it has none now.")
        else:
            queues.take(post, slot=meant.slot, by=by)
    if row.local != post.planned_local:
        if row.local is not None and clock.to_utc(row.local, post.workspace.timezone) <= clock.now():
            notes.append("Its time has passed, so it has none now.")
        else:
            posts.plan(post, by=by, local=row.local)
    return notes


def _put_pictures(post: Post, row: SheetPost, *, by: Actor) -> None:
    wanted = [_in_library(post, name) for name in row.pictures]
    alts = [*row.alts, *[""] * len(wanted)]
    attached = list(post.attachments.order_by("position", "id"))
    if [(each.media_id, each.alt) for each in attached] == [
        (media.pk, alt) for media, alt in zip(wanted, alts, strict=False)
    ]:
        return
    for attachment in attached:
        attachments.detach(attachment, by=by)
    for media, alt in zip(wanted, alts, strict=False):
        attachments.attach(post, by=by, media=media, alt=alt)


def _in_library(post: Post, name: str) -> Media:
    """The picture or video that a row names: by its fingerprint, or by the address that it was fetched from."""
    found = Media.objects.filter(workspace_id=post.workspace_id, archived_at=None)
    if name.startswith(IN_LIBRARY):
        media = found.filter(sha256=name.removeprefix(IN_LIBRARY)).first()
    else:
        media = found.filter(came_from=name[:1000]).first() or found.filter(name=name).first()
    if media is None:
        raise Refusal(
            f"“{name[:200]}” is not in the library: no picture and no video. Add it there, then import this row again."
        )
    return media


def _reasons(row: SheetPost, meant: Meant) -> Reasons:
    return Reasons(
        pillar=meant.pillar,
        persona=meant.persona,
        goal=meant.goal,
        funnel_stage=meant.funnel_stage,
        reactive=row.reactive,
    )


def _options(own: Own, first_comment: str) -> dict[str, str] | None:
    """The options of a network as a row says them; None where it says nothing."""
    if own.options:
        try:
            said = json.loads(own.options)
        except ValueError as error:
            raise Refusal(
                "The options of a channel are not as they were exported. Leave that column out."
            ) from error
        if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
            raise Refusal("The options of a channel are not as they were exported. Leave that column out.")
        return said
    return {FIRST_COMMENT: first_comment} if first_comment else None
