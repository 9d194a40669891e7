"""What people say to us on Mastodon: the account's mentions, among which answers are."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import regex

from waypost.networks.contract import Account, Address, Arrival, Arrivals, Speaker
from waypost.networks.mastodon import client
from waypost.networks.mastodon.card import CARD
from waypost.networks.mastodon.client import StatusAnswer
from waypost.networks.mastodon.plain import plain

_LIMIT = 80
_FIRST_PAGES = 10
_LEVELS = 6


class NotificationAnswer(client.Answer):
    """Somebody did something that concerns us."""

    id: str
    type: str
    created_at: datetime
    status: StatusAnswer | None = None


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return who mentioned us since the cursor (the id of a notification), oldest first.

    Servers page forward from an id; the first time there is none, and this pages back as far as ten pages.
    """
    found = _page(account, min_id=cursor) if cursor else _first(account)
    newest = max((one.id for one in found), key=_age, default=cursor)
    ours = [one for one in found if one.type == "mention" and one.status is not None]
    others = [one.status for one in ours if one.status and one.status.account.id != client.id_of(account)]
    said = sorted(
        {status.id: status for status in others}.values(), key=lambda one: (one.created_at, _age(one.id))
    )
    above = _above(account, said)
    return Arrivals(
        messages=tuple(_arrival(account, status, above) for status in said),
        cursor=newest,
        more=bool(cursor) and newest != cursor,
    )


def _age(remote_id: str) -> tuple[int, str]:
    """Ids grow with time: as numbers of any length, or as words of one length."""
    return len(remote_id), remote_id


def _first(account: Account) -> list[NotificationAnswer]:
    found: dict[str, NotificationAnswer] = {}
    max_id = ""
    for _ in range(_FIRST_PAGES):
        page = _page(account, max_id=max_id)
        if all(one.id in found for one in page):
            break
        found |= {one.id: one for one in page}
        max_id = min((one.id for one in page), key=_age)
    return list(found.values())


def _page(account: Account, *, min_id: str = "", max_id: str = "") -> list[NotificationAnswer]:
    asked: dict[str, str | list[str]] = {"types[]": ["mention"], "limit": str(_LIMIT)}
    asked |= {name: value for name, value in (("min_id", min_id), ("max_id", max_id)) if value}
    return client.reading(
        lambda: client.get(
            account.server,
            "/api/v1/notifications",
            list[NotificationAnswer],
            token=account.token,
            params=asked,
        )
    )


def _above(account: Account, said: list[StatusAnswer]) -> dict[str, StatusAnswer]:
    """These messages and all above them, level by level: many answers stand under few posts, so the calls are few."""
    known = {status.id: status for status in said}
    wanted = said
    for _ in range(_LEVELS):
        missing = sorted({one.in_reply_to_id for one in wanted if one.in_reply_to_id} - known.keys())
        wanted = _several(account, missing)
        if not wanted:
            break
        known |= {status.id: status for status in wanted}
    return known


def _several(account: Account, ids: list[str]) -> list[StatusAnswer]:
    size = CARD.measures_at_once
    groups = [ids[start : start + size] for start in range(0, len(ids), size)]
    return [
        status
        for group in groups
        for status in client.reading(partial(client.statuses, account, group)).values()
    ]


def _arrival(account: Account, status: StatusAnswer, above: dict[str, StatusAnswer]) -> Arrival:
    parent, root = status.in_reply_to_id or "", _root(status, above)
    return Arrival(
        remote_id=status.id,
        address=_address(account, status, above.get(parent), root),
        by=_speaker(account, status.account),
        text=_text(account, status),
        at=status.created_at,
        url=status.address,
        in_reply_to=parent,
        root=root.id if root is not None and parent else "",
    )


def _root(status: StatusAnswer, above: dict[str, StatusAnswer]) -> StatusAnswer | None:
    """The top of a message's thread; None where something between is not to be seen.

    What few may read is a thread of its own, though it stands under something that everybody does.
    """
    top: StatusAnswer | None = status
    while top is not None and top.in_reply_to_id:
        upper = above.get(top.in_reply_to_id)
        if status.is_direct and upper is not None and not upper.is_direct:
            break
        top = upper
    return top


def _address(
    account: Account, status: StatusAnswer, parent: StatusAnswer | None, root: StatusAnswer | None
) -> Address:
    own = client.id_of(account)
    is_under_ours = bool(status.in_reply_to_id) and status.in_reply_to_account_id == own
    if status.is_direct and status.is_between(own, status.account.id):
        return Address.DIRECT
    elif is_under_ours and parent is not None and not parent.in_reply_to_id:
        return Address.COMMENT
    elif is_under_ours or (status.in_reply_to_id and root is not None and root.account.id == own):
        return Address.REPLY
    else:
        return Address.MENTION


def _speaker(account: Account, by: client.AccountAnswer) -> Speaker:
    """Somebody; people of our own server are called with their server too, as those of others are."""
    handle = by.acct if "@" in by.acct else f"{by.acct}@{client.host_of(account.server)}"
    return Speaker(remote_id=by.id, handle=handle, name=by.name, url=by.url or "")


def _text(account: Account, status: StatusAnswer) -> str:
    """What was said; of an answer without our own name in front, which is only there so that we hear of it."""
    words = plain(status.html).words
    if not status.in_reply_to_id:
        return words
    name = regex.escape(account.handle.partition("@")[0])
    return str(regex.sub(rf"^@{name}(?:@\w[\w.-]*\w)?\s+", "", words, flags=regex.IGNORECASE))
