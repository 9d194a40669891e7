"""What people said to us is fetched from the networks and taken in."""

import logging
from collections.abc import Mapping, Sequence

from django.db import transaction

from waypost.foundation.channels.actions import health, quotas
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.models import Post
from waypost.loop.engagement.actions import mailboxes
from waypost.loop.engagement.actions.judging import judge
from waypost.loop.engagement.actions.threading import move_to_roots
from waypost.loop.engagement.domain.incoming import fit_to_keep
from waypost.loop.engagement.domain.threads import Said, roots_of
from waypost.loop.engagement.domain.unhappy import reads_unhappy
from waypost.loop.engagement.models import Conversation, Mailbox, Message
from waypost.loop.engagement.queries import roots_known
from waypost.loop.engagement.queries.unhappy import words_for
from waypost.loop.engagement.queries.waves import drills_by_wave
from waypost.loop.publishing.models import Publication
from waypost.networks import registry
from waypost.networks.contract import Ability, Arrival, Arrivals, Disconnected, TryLater
from waypost.toolkit import clock

log = logging.getLogger(__name__)

PAGES = 20
"""How much is fetched in one go at most; the rest comes with the next turn."""


def fetch(channel: Channel, *, by: Actor) -> int:
    """Ask the network what was said to a channel since the last time, and take it in; how many messages were new.

    The network is asked outside any transaction; asking twice, or two at once, changes nothing.
    """
    usable_channel(require(by, "conversation.answer", channel.workspace_id), channel.pk)
    if not channel.is_connected or Ability.CONVERSE not in registry.abilities(channel.network):
        return 0
    mailbox = mailboxes.open_for(channel)
    network, account = registry.conversation(channel.network), channel.account
    new = 0
    for _page in range(PAGES):
        asked = mailbox.cursor
        try:
            with quotas.asking(channel):
                found = network.arrivals(account, asked)
        except TryLater as error:
            mailboxes.in_trouble(mailbox, error.reason, after_seconds=error.after_seconds)
            return new
        except Disconnected as error:
            mailboxes.in_trouble(mailbox, error.reason)
            health.needs_attention(channel, reason=error.reason, by=Actor.system("the network's refusal"))
            return new
        except Exception as error:
            log.warning("mailbox.failed", extra={"channel": channel.pk, "error": type(error).__name__})
            mailboxes.in_trouble(mailbox, "The network answered in a way that Waypost does not understand.")
            raise
        new += _keep(mailbox, channel, asked, found, by)
        if not found.more or mailbox.cursor == asked:
            break
    return new


@transaction.atomic
def take_in(channel: Channel, arrivals: Sequence[Arrival], *, by: Actor) -> int:
    """Thread messages into conversations; how many were new. Their order does not matter, nor whether they came before.

    What was said for a drill belongs to it from the beginning; of a drill that is over, or not ours, nothing is taken in.
    """
    usable_channel(require(by, "conversation.answer", channel.workspace_id), channel.pk)
    mailboxes.open_for(channel)
    Mailbox.objects.select_for_update().get(channel=channel)  # one at a time for each channel
    now = clock.now()
    drills = drills_by_wave(channel, {one.wave for one in arrivals})
    known_here = [one for one in arrivals if not one.wave or one.wave in drills]
    fit = [kept for one in known_here if (kept := fit_to_keep(one, ours=channel.remote_id, now=now))]
    said = {one.remote_id: Said(one.remote_id, one.in_reply_to, one.root) for one in reversed(fit)}
    known = roots_known(channel, {*said, *(one.upwards for one in said.values())})
    new = [
        one
        for remote_id, one in {one.remote_id: one for one in reversed(fit)}.items()
        if remote_id not in known
    ]
    if not new:
        return 0
    roots = roots_of([said[one.remote_id] for one in new], known)
    moved = move_to_roots(channel, roots)
    touched = _conversations(channel, sorted(new, key=lambda one: (one.at, one.remote_id)), roots, drills)
    judge(list({one.pk: one for one in [*moved, *touched.values()]}.values()))
    _record(touched, new, roots, by)
    return len(new)


@transaction.atomic
def _keep(mailbox: Mailbox, channel: Channel, asked: str, found: Arrivals, by: Actor) -> int:
    """Take a page in and go on after it, both or neither."""
    if not mailboxes.fetched(mailbox, asked=asked, cursor=found.cursor):
        return 0
    return take_in(channel, found.messages, by=by) if found.messages else 0


def _conversations(
    channel: Channel, new: Sequence[Arrival], roots: Mapping[str, str], drills: Mapping[str, int]
) -> dict[tuple[str, str], Conversation]:
    """The conversations of new messages, by root and person, with the messages put into them."""
    places = {one.remote_id: (roots[one.remote_id], one.by.remote_id) for one in new}
    tops = {root for root, _person in places.values()}
    rows = Conversation.objects.select_for_update().filter(channel=channel, remote_root__in=tops)
    known = {(row.remote_root, row.person_remote_id): row for row in rows}
    ours = _our_posts(channel, tops)
    begun = {}
    for one in new:
        place = places[one.remote_id]
        if place in known:
            _introduce(known[place], one)
        else:
            drill_id = drills.get(one.wave)
            known[place] = begun[place] = _begun(channel, one, place[0], ours.get(place[0]), drill_id)
    Conversation.objects.bulk_create(begun.values(), 200)
    met = {place: known[place] for place in dict.fromkeys(places.values())}
    Conversation.objects.bulk_update(
        met.values(),
        ["address", "person_handle", "person_name", "person_url", "opened_at", "last_message_at"],
        200,
    )
    words = words_for(channel.workspace)
    Message.objects.bulk_create([_message(known[places[one.remote_id]], one, words) for one in new], 200)
    return met


def _our_posts(channel: Channel, roots: set[str]) -> dict[str, int]:
    """Which of these roots are posts that Waypost sent, with their publications."""
    sent = Publication.objects.filter(channel=channel, remote_id__in=roots, post__kind=Post.Kind.POST)
    return dict(sent.values_list("remote_id", "pk"))


def _begun(
    channel: Channel, first: Arrival, root: str, publication_id: int | None, drill_id: int | None
) -> Conversation:
    return Conversation(
        workspace_id=channel.workspace_id,
        channel=channel,
        remote_root=root,
        publication_id=publication_id,
        drill_id=drill_id,
        address=first.address.value,
        person_remote_id=first.by.remote_id,
        person_handle=first.by.handle,
        person_name=first.by.name,
        person_url=first.by.url,
        opened_at=first.at,
        last_message_at=first.at,
        waiting_since=first.at,
    )


def _introduce(conversation: Conversation, arrival: Arrival) -> None:
    """Let the earliest message say how they spoke to us, and the latest who they are."""
    if arrival.at < conversation.opened_at:
        conversation.opened_at, conversation.address = arrival.at, arrival.address.value
    if arrival.at >= conversation.last_message_at:
        conversation.last_message_at = arrival.at
        conversation.person_handle = arrival.by.handle
        conversation.person_name = arrival.by.name
        conversation.person_url = arrival.by.url


def _message(conversation: Conversation, arrival: Arrival, words: tuple[str, ...]) -> Message:
    return Message(
        workspace_id=conversation.workspace_id,
        conversation=conversation,
        channel_id=conversation.channel_id,
        remote_id=arrival.remote_id,
        in_reply_to=arrival.in_reply_to,
        author_label=arrival.by.name,
        text=arrival.text,
        reads_unhappy=reads_unhappy(arrival.text, words),
        at=arrival.at,
        url=arrival.url,
    )


def _record(
    touched: Mapping[tuple[str, str], Conversation],
    new: Sequence[Arrival],
    roots: Mapping[str, str],
    by: Actor,
) -> None:
    """Write down where somebody waits now; what came in as history is no news."""
    places = [(roots[one.remote_id], one.by.remote_id) for one in new]
    for place, conversation in touched.items():
        if conversation.is_waiting:
            record(
                "conversation.arrived",
                conversation,
                by=by,
                messages=places.count(place),
                assigned_to=conversation.assigned_to_id,
            )
