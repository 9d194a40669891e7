"""Keeps conversations under the root where their messages belong, as that becomes known."""

from collections.abc import Mapping

from waypost.foundation.channels.models import Channel
from waypost.loop.engagement.models import Conversation, Message


def move_to_roots(channel: Channel, roots: Mapping[str, str]) -> list[Conversation]:
    """Move the conversations of a channel whose root turned out to lie under another; answer those that changed.

    Where the person already speaks under the new root, the two become one: the older row stays, and with it
    whom it was assigned to.
    """
    astray = [root for root, top in roots.items() if root != top]
    rows = Conversation.objects.select_for_update().filter(channel=channel, remote_root__in=astray)
    moving = list(rows.order_by("id"))
    if not moving:
        return []
    tops = {roots[one.remote_root] for one in moving}
    there = Conversation.objects.select_for_update().filter(channel=channel, remote_root__in=tops)
    known = {(one.remote_root, one.person_remote_id): one for one in there}
    changed = {}
    for one in moving:
        place = (roots[one.remote_root], one.person_remote_id)
        stays = _joined(known[place], one) if place in known else _moved(one, place[0])
        known[place] = changed[stays.pk] = stays
    return [one for one in changed.values() if one.pk in {kept.pk for kept in known.values()}]


def _moved(conversation: Conversation, root: str) -> Conversation:
    conversation.remote_root = root
    conversation.save(update_fields=["remote_root"])
    return conversation


def _joined(first: Conversation, second: Conversation) -> Conversation:
    stays, goes = sorted([first, second], key=lambda one: one.pk)
    root, publication_id = first.remote_root, first.publication_id or second.publication_id
    Message.objects.filter(conversation=goes).update(conversation=stays)
    stays.assigned_to_id = stays.assigned_to_id or goes.assigned_to_id
    stays.seen_to = min(stays.seen_to, goes.seen_to)
    goes.delete()
    stays.remote_root, stays.publication_id = root, publication_id
    stays.save(update_fields=["remote_root", "publication", "assigned_to", "seen_to"])
    return stays
