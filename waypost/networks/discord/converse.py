"""What people say to a bot on Discord: answers to what it said, what stands beneath, and its name elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from waypost.networks import calling
from waypost.networks.contract import Account, Address, Arrival, Arrivals, Speaker
from waypost.networks.discord import client
from waypost.networks.discord_api import answers
from waypost.networks.discord_api.answers import Message

_FIRST_PAGES = 10
_LEVELS = 6


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return who spoke to us since the cursor (the id of a message), oldest first.

    The first time there is none, and this pages back as far as ten pages.
    """
    return calling.reading(lambda: _arrivals(account, cursor))


def _arrivals(account: Account, cursor: str) -> Arrivals:
    own = client.me(account).id
    found = client.page(account, after=cursor) if cursor else _first(account)
    known = _above(account, found)
    said = (_arrival(account, own, message, known) for message in reversed(found) if message.author.id != own)
    newest = found[0].id if found else cursor
    return Arrivals(
        messages=tuple(one for one in said if one is not None),
        cursor=newest,
        more=bool(cursor) and len(found) == client.PAGE,
    )


def _first(account: Account) -> list[Message]:
    """The newest messages, as many as are looked at before the first time."""
    found = client.page(account)
    for _ in range(_FIRST_PAGES - 1):
        if not found or len(found) % client.PAGE:
            break
        found += client.page(account, before=found[-1].id)
    return found


def _above(account: Account, found: Iterable[Message]) -> dict[str, Message]:
    """These messages and all above them, level by level; what is gone is not there."""
    known = {each.id: each for each in found}
    known = {
        each.referenced_message.id: each.referenced_message for each in found if each.referenced_message
    } | known
    asked: set[str] = set()
    for _ in range(_LEVELS):
        missing = {each.above for each in known.values() if each.above} - known.keys() - asked
        if not missing:
            break
        asked |= missing
        known |= {each.id: each for number in sorted(missing) if (each := _one(account, number)) is not None}
    return known


def _one(account: Account, remote_id: str) -> Message | None:
    try:
        return client.message(account, remote_id)
    except answers.Gone:
        return None


def _arrival(account: Account, own: str, message: Message, known: dict[str, Message]) -> Arrival | None:
    """What was said to us; None for what people say to each other."""
    parent, root = known.get(message.above), _root(message, known)
    is_under_ours = parent is not None and parent.author.id == own
    if is_under_ours and parent is not None and not parent.above:
        address = Address.COMMENT
    elif is_under_ours or (message.above and root is not None and root.author.id == own):
        address = Address.REPLY
    elif any(each.id == own for each in message.mentions):
        address = Address.MENTION
    else:
        return None
    return Arrival(
        remote_id=message.id,
        address=address,
        by=Speaker(remote_id=message.author.id, handle=message.author.username, name=message.author.name),
        text=_text(own, message),
        at=message.timestamp,
        url=client.url_of(account, message.id),
        in_reply_to=message.above,
        root=root.id if root is not None and message.above else "",
    )


def _root(message: Message, known: dict[str, Message]) -> Message | None:
    """The top of a message's thread; None where something between is gone."""
    top: Message | None = message
    while top is not None and top.above:
        top = known.get(top.above)
    return top


def _text(own: str, message: Message) -> str:
    """What was said, with names where Discord writes numbers."""
    text = message.content
    for user in message.mentions:
        for written in (f"<@{user.id}>", f"<@!{user.id}>"):
            text = text.replace(written, f"@{user.username or own}")
    return text
