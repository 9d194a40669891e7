"""What the account's relay knows of notes and of an account, and the account's own past notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from waypost.networks import calling
from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.nostr import client
from waypost.networks.nostr.events import ANY_REPOST, CONTACTS, NOTE, REACTION, REPOST, Event, Key
from waypost.networks.nostr.publish import page
from waypost.toolkit import clock

_PAGE = 50


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the reactions, answers and reposts of each note now; one that is gone is absent."""
    if not remote_ids:
        return {}
    wanted = list(remote_ids)
    there = calling.reading(lambda: client.ask(account, {"ids": wanted}))
    about = calling.reading(
        lambda: client.ask_all(account, {"kinds": [NOTE, REPOST, REACTION, ANY_REPOST], "#e": wanted})
    )
    # Somebody who likes twice likes once; a minus is the opposite of a like (NIP-25).
    liked = {(_target(one), one.pubkey) for one in about if one.kind == REACTION and one.content != "-"}
    passed_on = {(_target(one), one.pubkey) for one in about if one.kind in (REPOST, ANY_REPOST)}
    likes, shares = _by_note(liked), _by_note(passed_on)
    comments = Counter(one.parent for one in about if one.kind == NOTE)
    return {
        name: {Metric.LIKES: likes[name], Metric.SHARES: shares[name], Metric.COMMENTS: comments[name]}
        for name in {event.id for event in there} & set(wanted)
    }


def account(account: Account) -> Counts:
    """Return how many follow the account, as far as its relay knows."""
    pubkey = Key.of(account.token).pubkey
    found = calling.reading(lambda: client.ask_all(account, {"kinds": [CONTACTS], "#p": [pubkey]}))
    return {Metric.FOLLOWERS: len({event.pubkey for event in found})}


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of the account's own notes, without answers, newest first."""
    pubkey = Key.of(account.token).pubkey
    until = int(cursor) if cursor else int(clock.now().timestamp()) + 86_400
    asked = {"authors": [pubkey], "kinds": [NOTE], "until": until, "limit": _PAGE}
    found = calling.reading(lambda: client.ask(account, asked))
    oldest = min((event.created_at for event in found), default=0)
    # Notes of the oldest second may go on on the next page, which begins with that second.
    whole = [event for event in found if event.created_at > oldest] if len(found) >= _PAGE else found
    following = str(oldest) if len(found) >= _PAGE else ""
    if found and not whole:
        whole, following = found, str(oldest - 1)
    own = [event for event in whole if not event.parent]
    return PastPosts(posts=tuple(_past(account, event) for event in own), cursor=following)


def _target(event: Event) -> str:
    """What a reaction or a repost is about: the last that it names."""
    return next(reversed(event.values("e")), "")


def _by_note(found: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(name for name, _pubkey in found)


def _past(account: Account, event: Event) -> PastPost:
    media = [
        dict(part.split(" ", 1) for part in tag[1:] if " " in part)
        for tag in event.tags
        if tag[:1] == ("imeta",)
    ]
    text = event.content
    for one in media:
        text = text.replace(one.get("url", ""), "") if one.get("url") else text
    return PastPost(
        remote_id=event.id,
        url=page(event, account.server),
        text=text.strip(),
        at=event.at,
        format=_format([one.get("m", "") for one in media]),
    )


def _format(kinds: list[str]) -> str:
    if any(kind.startswith("video/") for kind in kinds):
        return "video"
    return "carousel" if len(kinds) > 1 else "image" if kinds else "text"
