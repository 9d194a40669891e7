"""Handing a post to the person who posts it by hand, and what they say about it afterwards."""

from datetime import timedelta
from textwrap import shorten

from django.db import transaction
from django.urls import reverse

from waypost.foundation.channels.queries import POSTS_BY_HAND, keeper_of, usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.publishing.actions import arming
from waypost.loop.publishing.actions.arming import Gate
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Kit, Publication
from waypost.loop.publishing.queries import kits as queries
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

HANDING = timedelta(seconds=10)
LASTS = timedelta(hours=12)
"""How long a kit's link opens, and how long nothing is concluded from silence; longer where the grace is longer."""
TAKEN_AWAY = (State.SCHEDULED, State.READY, State.HELD, State.CANCELLED)
ONCE_HANDED = (
    State.HANDED,
    State.UNKNOWN,
    State.SCHEDULED,
    State.READY,
    State.HELD,
    State.MISSED,
    State.CANCELLED,
)
"""Whatever became of it meanwhile: whoever had the kit may have posted it before."""


@transaction.atomic
def hand(publication_id: int, *, claim: Claim, content: str, text: str, by: Actor) -> Gate | None:
    """Give a ready publication to the person who posts there, through the gate that everything passes.

    None when they have it; else why the gate stayed shut.
    """
    here = arming.admit(publication_id, claim=claim, content=content, text=text, span=HANDING)
    if isinstance(here, Gate):
        return here
    went = move(publication_id, State.HANDED, since=[State.READY])
    assert went, "the row was locked, and nothing by hand is ever tried again"
    publication = Publication.objects.select_related("workspace", "channel").get(pk=publication_id)
    kit = _kit(publication, content)
    record("publication.handed", publication, by=by, said=_with_whom(kit), kit=kit.pk)
    _tell_keeper(kit, by)
    return None


@transaction.atomic
def hand_again(publication: Publication, *, by: Actor) -> Kit:
    """Send the person who posts there a fresh link, as when the first did not reach them or somebody else takes over."""
    access = require(by, "post.schedule", publication.workspace_id)
    usable_channel(access, publication.channel_id)
    locked = Publication.objects.select_for_update(of=("self",)).select_related("workspace", "channel")
    found = locked.get(pk=publication.pk)
    if found.state != State.HANDED:
        raise Refusal("It is not with anybody any more. Reload the page to see how it stands.")
    kit = _kit(found, found.content_hash)
    record("publication.handed", found, by=by, said=_with_whom(kit), kit=kit.pk)
    _tell_keeper(kit, by)
    return kit


@transaction.atomic
def posted(publication: Publication, *, url: str = "", by: Actor) -> Publication:
    """The person who had the kit says that it is there, with its link where it has one."""
    _may(publication, by)
    if not publication.kits.exists():
        raise Refusal("It was not handed to anybody, so nobody can have posted it from here.")
    url = url.strip()[:300]
    others = Publication.objects.filter(channel_id=publication.channel_id, remote_id=url)
    if url and others.exclude(pk=publication.pk).exists():
        raise Refusal("That is the link of another post. Paste the one of this post.", field="url")
    went = move(
        publication.pk,
        State.PUBLISHED,
        since=ONCE_HANDED,
        reason=f"{by.label} posted it by hand.",
        # What has no link has a place there all the same, and counts as sent.
        remote_id=url or f"by-hand:{publication.key}",
        remote_url=url,
        published_at=clock.now(),
    )
    if not went:
        raise Refusal("It is marked as sent already. Reload the page to see it.")
    publication.refresh_from_db()
    record("publication.published", publication, by=by, said="posted by hand")
    return publication


@transaction.atomic
def cannot(publication: Publication, *, reason: str, by: Actor) -> Publication:
    """The person who has the kit cannot post it: hold it with their reason, and tell those who decide."""
    _may(publication, by)
    why = reason.strip()[:300]
    if not why:
        raise Refusal("Say in a few words why, for those who find it held.", field="reason")
    hold = Hold.objects.create(
        workspace_id=publication.workspace_id,
        scope=Hold.Scope.PUBLICATION,
        reason=why,
        put_by_label=by.label,
    )
    if not move(publication.pk, State.HELD, since=[State.HANDED], reason=why, hold=hold):
        raise Refusal("It is not with you any more. Reload the page to see how it stands.")
    publication.refresh_from_db()
    record("publication.held", publication, by=by, reason=why)
    sentence = f"{by.label} cannot post “{_words(publication)}” on {publication.channel}: {why}"
    _tell_deciders(publication, sentence, once=f"kit-cannot:{hold.pk}", by=by)
    return publication


@transaction.atomic
def take_back(post: Post, *, by: Actor) -> int:
    """Take back what of a post is with a person but is no longer what was approved, or has another time; say how many."""
    require(by, "post.schedule", post.workspace_id)
    taken = 0
    for publication in queries.handed_of(post.pk):
        kit = queries.kit_of(publication)
        stays = kit is not None and queries.contents_of(kit) is not None
        if stays and post.planned_at == publication.planned_at:
            continue
        reason = "It was changed after it was handed over."
        if move(publication.pk, State.SCHEDULED, since=[State.HANDED], act_at=clock.now(), reason=reason):
            record("publication.taken_back", publication, by=by, said=reason)
            taken += 1
    return taken


@transaction.atomic
def warn_off(publication: Publication, *, unless: str = "", by: Actor) -> list[Notice]:
    """Tell the one whose kit was taken away, while its link still works, not to post it; `unless` it was that person."""
    require(by, "post.schedule", publication.workspace_id)
    kit = queries.kit_of(publication)
    if kit is None or kit.member is None or str(kit.member.person_id) == unless:
        return []
    if publication.state not in TAKEN_AWAY or kit.is_over(clock.now()):
        return []
    why = publication.reason or "It has another time now."
    return tell(
        publication.workspace,
        kind="kit",
        sentence=f"Do not post “{_words(publication)}” on {publication.channel.card.label}. {why}",
        href=kit.link_for(kit.member.person_id),
        who_may=POSTS_BY_HAND,
        only=kit.member.person_id,
        urgent=True,
        once=f"kit-off:{kit.pk}",
        by=by,
    )


def ask_after_the_silent(*, by: Actor) -> int:
    """Put in doubt what somebody had for as long as its kit lasted and never said a word about; say how many."""
    silent = 0
    for publication in queries.run_out(clock.now()):
        reason = "It was handed over, and nobody said whether it was posted."
        with transaction.atomic():
            if move(publication.pk, State.UNKNOWN, since=[State.HANDED], reason=reason):
                record("publication.needs_checking", publication, by=by, said=reason)
                sentence = (
                    f"Nobody said whether “{_words(publication)}” was posted. Look, and say what you saw."
                )
                _tell_deciders(publication, sentence, once=f"kit-silent:{publication.pk}", by=by)
                silent += 1
    return silent


def _may(publication: Publication, by: Actor) -> None:
    access = require(by, POSTS_BY_HAND, publication.workspace_id)
    usable_channel(access, publication.channel_id)


def _kit(publication: Publication, content: str) -> Kit:
    now = clock.now()
    return Kit.objects.create(
        workspace_id=publication.workspace_id,
        publication=publication,
        member=keeper_of(publication.channel),
        content_hash=content,
        handed_at=now,
        expires_at=now + max(LASTS, publication.workspace.grace),
    )


def _with_whom(kit: Kit) -> str:
    return f"With {kit.member}." if kit.member else "Nobody of this brand may post it."


def _tell_keeper(kit: Kit, by: Actor) -> None:
    if kit.member is None:
        return
    publication = kit.publication
    tell(
        publication.workspace,
        kind="kit",
        sentence=f"Post this on {publication.channel.card.label} now: “{_words(publication)}”",
        href=kit.link_for(kit.member.person_id),
        who_may=POSTS_BY_HAND,
        only=kit.member.person_id,
        urgent=True,
        once=f"kit:{kit.pk}",
        by=Actor.system("the publisher") if by.person_id == kit.member.person_id else by,
    )


def _tell_deciders(publication: Publication, sentence: str, *, once: str, by: Actor) -> None:
    at = {"workspace": publication.workspace.slug, "publication_id": publication.pk}
    tell(
        publication.workspace,
        kind="kit",
        sentence=sentence,
        href=reverse("publishing:publication", kwargs=at),
        who_may="publication.decide",
        urgent=True,
        once=once,
        by=by,
    )


def _words(publication: Publication) -> str:
    return shorten(str(publication), 90, placeholder=" …")
