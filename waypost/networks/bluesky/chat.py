"""Direct messages: they are kept by a service of their own, which the account's own server asks for us.

An app password may be made without them; then there are none. Sources: the lexicons of chat.bsky.convo (2026-08),
https://docs.bsky.app/docs/api/chat-bsky-convo-get-log (2026-11). A message has no key of ours, so one of which nobody
knows whether it went out is never sent again by itself (decision 0038).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from waypost.networks.bluesky import client, homes, sessions
from waypost.networks.bluesky.elsewhere import CHAT
from waypost.networks.bluesky.facets import facets
from waypost.networks.bluesky.places import conversation_of, direct
from waypost.networks.contract import (
    Account,
    Address,
    Arrival,
    Arrivals,
    Disconnected,
    NetworkError,
    Outgoing,
    Rejected,
    Sent,
    Speaker,
)
from waypost.toolkit import http

SEND = "chat.bsky.convo.sendMessage"
PROXY = {"atproto-proxy": CHAT}
_CREATED, _SAID = "chat.bsky.convo.defs#logCreateMessage", "chat.bsky.convo.defs#messageView"
_PAGES, _PAGE = 10, 100


class MemberAnswer(BaseModel):
    """Somebody who takes part."""

    did: str
    handle: str
    displayName: str = ""  # noqa: N815 (the lexicon's name)


class SenderAnswer(BaseModel):
    """Who said something."""

    did: str


class MessageAnswer(BaseModel):
    """Something that was said."""

    id: str = Field(min_length=1)
    text: str
    sender: SenderAnswer
    sentAt: datetime  # noqa: N815


class ConvoAnswer(BaseModel):
    """A conversation, and who takes part in it."""

    id: str
    unreadCount: int = 0  # noqa: N815
    members: list[MemberAnswer] = Field(default_factory=list)


class ConvosAnswer(BaseModel):
    """Some conversations."""

    convos: list[ConvoAnswer]


class MessagesAnswer(BaseModel):
    """What was said in one conversation, newest first; what was deleted or done is no message."""

    messages: list[dict[str, Any]]
    cursor: str = ""


class LogAnswer(BaseModel):
    """What happened in all conversations, oldest first."""

    logs: list[dict[str, Any]]
    cursor: str = ""


def arrivals(account: Account, cursor: str) -> Arrivals | None:
    """What people wrote since the cursor; "" begins with what nobody has read yet. None where it may not be read.

    Raises TryLater.
    """
    try:
        return _since(account, cursor) if cursor else _unread(account)
    except (Rejected, Disconnected):
        # It is the service that says so: the account's own server has just let us in.
        return None


def message(outgoing: Outgoing, dids: Mapping[str, str]) -> dict[str, Any]:
    """The body of the one call that says something. Raises Rejected for what no message carries."""
    if outgoing.media:
        raise Rejected("A direct message on Bluesky carries text alone. Take the pictures away.", "TextAlone")
    said: dict[str, Any] = {"text": outgoing.text}
    if found := facets(outgoing.text, dids):
        said["facets"] = found
    return {"convoId": conversation_of(outgoing.in_reply_to), "message": said}


def sent(outgoing: Outgoing, found: MessageAnswer) -> Sent:
    """The message as it stands there."""
    convo = conversation_of(outgoing.in_reply_to)
    return Sent(remote_id=direct(convo, found.id), url=_page(convo))


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent:
    """Look for our message among what was said since. Raises UnreadableAnswer where it is not there (yet)."""
    convo = conversation_of(outgoing.in_reply_to)
    asked: dict[str, str | Sequence[str]] = {"convoId": convo, "limit": str(_PAGE)}
    for _ in range(_PAGES):
        page = _get(account, "chat.bsky.convo.getMessages", MessagesAnswer, asked)
        said = list(_messages(page.messages))
        for one in said:
            is_it = one.sender.did == account.remote_id and one.text == outgoing.text and one.sentAt >= since
            if is_it and direct(convo, one.id) not in known_ids:
                return sent(outgoing, one)
        if not page.cursor or any(one.sentAt < since for one in said):
            break
        asked["cursor"] = page.cursor
    raise http.UnreadableAnswer("the message is not there, and nothing says that it will not come")


def _unread(account: Account) -> Arrivals:
    """What waits in the conversations, and the place from which to go on: that first, so that nothing is lost."""
    cursor = _get(account, "chat.bsky.convo.getLog", LogAnswer, {}).cursor
    asked = {"readState": "unread", "limit": str(_PAGE)}
    found: list[Arrival] = []
    for convo in _get(account, "chat.bsky.convo.listConvos", ConvosAnswer, asked).convos:
        if convo.unreadCount:
            wanted = {"convoId": convo.id, "limit": str(min(convo.unreadCount, _PAGE))}
            said = _get(account, "chat.bsky.convo.getMessages", MessagesAnswer, wanted).messages
            people = {member.did: member for member in convo.members}
            found += [_arrival(convo.id, one, people) for one in _theirs(account, said)]
    return Arrivals(messages=_in_order(found), cursor=cursor)


def _since(account: Account, cursor: str) -> Arrivals:
    found: list[Arrival] = []
    people: dict[str, MemberAnswer] = {}
    for _ in range(_PAGES):
        page = _get(account, "chat.bsky.convo.getLog", LogAnswer, {"cursor": cursor})
        for log in page.logs:
            if log.get("$type") == _CREATED:
                people |= {one.did: one for one in _read(log.get("relatedProfiles") or [], MemberAnswer)}
                theirs = list(_theirs(account, [log.get("message") or {}]))
                people |= {one.sender.did: _who(account, one, people) for one in theirs}
                found += [_arrival(str(log["convoId"]), one, people) for one in theirs]
        revisions = [str(log["rev"]) for log in page.logs if log.get("rev")]
        before, cursor = cursor, max([cursor, *revisions])
        if cursor == before:
            return Arrivals(messages=_in_order(found), cursor=cursor)
    return Arrivals(messages=_in_order(found), cursor=cursor, more=True)


def _theirs(account: Account, said: Iterable[dict[str, Any]]) -> Iterable[MessageAnswer]:
    return (one for one in _messages(said) if one.sender.did != account.remote_id)


def _messages(said: Iterable[dict[str, Any]]) -> Iterable[MessageAnswer]:
    """Those of them that are words of somebody."""
    for one in said:
        if one.get("$type") == _SAID:
            yield from _read([one], MessageAnswer)


def _read(found: Iterable[Any], shape: type[client.AnswerT]) -> Iterable[client.AnswerT]:
    """Those that are as the lexicon has them; one that is not must not keep the others from us."""
    for one in found:
        try:
            yield shape.model_validate(one)
        except ValidationError:
            continue


def _who(account: Account, said: MessageAnswer, people: Mapping[str, MemberAnswer]) -> MemberAnswer:
    """Who said it, where the log does not say (its profiles are not required)."""
    did = said.sender.did
    if did in people:
        return people[did]
    try:
        return sessions.get(account, "app.bsky.actor.getProfile", MemberAnswer, {"actor": did})
    except NetworkError:
        return MemberAnswer(did=did, handle=did)


def _arrival(convo: str, said: MessageAnswer, people: Mapping[str, MemberAnswer]) -> Arrival:
    did = said.sender.did
    by = people.get(did) or MemberAnswer(did=did, handle=did)
    return Arrival(
        remote_id=direct(convo, said.id),
        address=Address.DIRECT,
        by=Speaker(
            remote_id=did,
            handle=by.handle,
            name=by.displayName or by.handle,
            url=f"https://bsky.app/profile/{did}",
        ),
        text=said.text,
        at=said.sentAt,
        url=_page(convo),
        root=direct(convo),
    )


def _in_order(found: Iterable[Arrival]) -> tuple[Arrival, ...]:
    return tuple(sorted(found, key=lambda one: (one.at, one.remote_id)))


def _get(
    account: Account,
    name: str,
    shape: type[client.AnswerT],
    params: Mapping[str, str | Sequence[str]],
) -> client.AnswerT:
    """Ask the service by the account's own server."""
    server = homes.own_server(account)
    return sessions.call(
        account,
        lambda token: client.get(server, name, shape, token=token, params=params, beside=PROXY),
    )


def _page(convo: str) -> str:
    return f"https://bsky.app/messages/{convo}"
