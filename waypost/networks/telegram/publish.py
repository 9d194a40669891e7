"""Sending to Telegram: everything, files too, goes in the one call. Nobody can look afterwards whether it arrived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import httpx

from waypost.networks import calling
from waypost.networks.contract import (
    Account,
    Handle,
    MediaFile,
    Outgoing,
    Poll,
    ReadyCall,
    Rejected,
    Sent,
    Step,
    poll_in,
)
from waypost.networks.counting.units import utf16
from waypost.networks.telegram import client
from waypost.networks.telegram.card import (
    CAPTION,
    CAPTION_LIMIT,
    CARD,
    COVERED,
    FIRST_LINE,
    KEPT,
    PREVIEW,
    QUESTION_LIMIT,
    QUIETLY,
)
from waypost.networks.telegram.client import Message
from waypost.networks.telegram.places import Place, remote_id, url_of
from waypost.toolkit import http

_PREVIEWS: Mapping[str, Mapping[str, bool]] = {
    "none": {"is_disabled": True},
    "large": {"prefer_large_media": True},
    "small": {"prefer_small_media": True},
}


@dataclass(frozen=True, slots=True)
class Call:
    """A method with its fields, and the files that these name."""

    method: str
    fields: Mapping[str, Any]
    files: Sequence[MediaFile] = ()


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """Nothing can be done before: what is left there appears at once."""
    return ()


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """There is none."""
    raise LookupError(f"Telegram has no step {name}")


def posts(outgoing: Outgoing) -> int:
    """How many messages it is there: each picture of an album is one."""
    return max(1, len(outgoing.media))


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Build the call with all its files and connect. Raises Rejected for what cannot go together, Unreachable."""
    call = call_of(account, outgoing)
    return calling.ready(
        lambda: _request(client.address(account, call.method), call),
        partial(_made, account, outgoing),
        seconds=CARD.deadline,
    )


def _made(account: Account, outgoing: Outgoing, answer: httpx.Response) -> Sent:
    is_ours = _is_ours(account, outgoing)
    if len(outgoing.media) > 1:
        found = client.read(answer, list[Message], is_ours=is_ours)
    else:
        found = [client.read(answer, Message, is_ours=is_ours)]
    if not found:
        raise http.UnreadableAnswer("Telegram did not say which messages it made")
    first = min(found, key=lambda message: message.message_id)
    made = remote_id(account, first.chat.id, (message.message_id for message in found))
    return Sent(remote_id=made, url=url_of(first))


def _request(url: str, call: Call) -> httpx.Request:
    if not call.files:
        return http.request("POST", url, json=dict(call.fields))
    form = client.form_of(url, call.fields, call.files)
    said = {"content-type": form.headers["content-type"]}
    return http.request("POST", url, headers=said, content=form.read())


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """A bot cannot read what stands in a channel, and hears nothing of its own posts."""
    raise NotImplementedError


# What the call says


def call_of(account: Account, outgoing: Outgoing) -> Call:
    """The call as Telegram wants it. Raises Rejected for what it would refuse, before anything leaves."""
    where = _where(account, outgoing)
    poll = poll_in(outgoing.options)
    if outgoing.media and poll:
        raise Rejected(
            "Telegram shows either pictures or a poll. Take one of them away.", "poll_with_pictures"
        )
    if poll:
        return Call("sendPoll", where | _poll(outgoing, poll))
    if len(outgoing.media) > 1:
        media = [part_of(outgoing, number) for number in range(len(outgoing.media))]
        return Call("sendMediaGroup", where | {"media": media}, outgoing.media)
    if outgoing.media:
        return _alone(part_of(outgoing, 0), where, outgoing.media)
    return Call("sendMessage", where | words_of(outgoing))


def _alone(part: dict[str, Any], where: dict[str, Any], files: Sequence[MediaFile]) -> Call:
    """One picture or video has a method of its own, in which its kind names the file."""
    kind, file = part.pop("type"), part.pop("media")
    return Call("sendVideo" if kind == "video" else "sendPhoto", where | {kind: file} | part, files)


def words_of(outgoing: Outgoing) -> dict[str, Any]:
    """A text without pictures: what is bold, and how its link is shown."""
    found: dict[str, Any] = {"text": outgoing.text}
    if entities := _entities(outgoing):
        found["entities"] = entities
    if preview := _PREVIEWS.get(outgoing.options.get(PREVIEW, "")):
        found["link_preview_options"] = dict(preview)
    return found


def caption_of(outgoing: Outgoing) -> dict[str, Any]:
    """The text beside pictures. Raises Rejected where it is too long for that."""
    if len(outgoing.text) > CAPTION_LIMIT:
        over = len(outgoing.text) - CAPTION_LIMIT
        raise Rejected(
            f"Beside pictures Telegram takes {CAPTION_LIMIT} characters; this is {over} more.",
            "caption_too_long",
        )
    found: dict[str, Any] = {"caption": outgoing.text} if outgoing.text else {}
    if entities := _entities(outgoing):
        found["caption_entities"] = entities
    if outgoing.options.get(CAPTION) == "above":
        found["show_caption_above_media"] = True
    return found


def part_of(outgoing: Outgoing, number: int, attached_as: int | None = None) -> dict[str, Any]:
    """One picture or video, as part of an album or alone; the first says the text of all."""
    file = outgoing.media[number]
    is_video = file.content_type.startswith("video/")
    named = client.attached(number if attached_as is None else attached_as)
    found: dict[str, Any] = {"type": "video" if is_video else "photo", "media": named}
    if is_video:
        known = {"width": file.width, "height": file.height, "duration": round(file.seconds)}
        found |= {name: value for name, value in known.items() if value} | {"supports_streaming": True}
    if outgoing.options.get(COVERED) == "covered":
        found["has_spoiler"] = True
    return found | (caption_of(outgoing) if number == 0 else {})


def _poll(outgoing: Outgoing, poll: Poll) -> dict[str, Any]:
    """The first line is the question, what follows stands under it."""
    question, _, rest = outgoing.text.strip().partition("\n")
    if len(question) > QUESTION_LIMIT:
        raise Rejected(f"A poll’s question has {QUESTION_LIMIT} characters at most.", "question_too_long")
    if len(rest.strip()) > CAPTION_LIMIT:
        raise Rejected(f"Under a poll’s question stand {CAPTION_LIMIT} characters at most.", "text_too_long")
    found: dict[str, Any] = {
        "question": question,
        "options": [{"text": answer} for answer in poll.answers],
        "open_period": poll.seconds,
    }
    return found | ({"description": rest.strip()} if rest.strip() else {})


def _where(account: Account, outgoing: Outgoing) -> dict[str, Any]:
    """The chat, what is answered, and who hears of it how."""
    found: dict[str, Any] = {"chat_id": int(account.remote_id)}
    if outgoing.in_reply_to:
        place = Place.of(account, outgoing.in_reply_to)
        found = {"chat_id": place.chat, "reply_parameters": {"message_id": place.numbers[0]}}
    if outgoing.options.get(QUIETLY) == "silent":
        found["disable_notification"] = True
    if outgoing.options.get(KEPT) == "closed":
        found["protect_content"] = True
    return found


def _is_ours(account: Account, outgoing: Outgoing) -> bool:
    return not outgoing.in_reply_to or Place.of(account, outgoing.in_reply_to).is_ours(account)


def _entities(outgoing: Outgoing) -> list[dict[str, Any]]:
    """What is bold, counted in UTF-16 as entities are."""
    first = outgoing.text.partition("\n")[0].rstrip()
    if outgoing.options.get(FIRST_LINE) != "bold" or not first:
        return []
    return [{"type": "bold", "offset": 0, "length": utf16(first)}]
