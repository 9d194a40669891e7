"""How a message is written for Discord, with its files, and the one call that makes it appear."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import httpx

from waypost.networks import calling
from waypost.networks.contract import (
    MediaFile,
    Outgoing,
    Poll,
    ReadyCall,
    Rejected,
    Sent,
    poll_in,
)
from waypost.networks.discord_api import answers
from waypost.networks.discord_api.answers import Door, Message
from waypost.networks.discord_api.carrying import (
    CALLS,
    COVERED,
    MESSAGES,
    PREVIEW,
    QUESTION_LIMIT,
    QUIETLY,
    REQUEST_BYTES,
)
from waypost.toolkit import http

_HOUR = 60 * 60
_NO_PREVIEW, _SILENT = 1 << 2, 1 << 12
_CALLED: Mapping[str, list[str]] = {"people": ["users", "roles"], "everyone": ["users", "roles", "everyone"]}


def prepare(
    door: Door, path: str, body: Mapping[str, Any], outgoing: Outgoing, sent: Callable[[Message], Sent]
) -> ReadyCall:
    """Build the call with all its files and connect. Raises Rejected for what is too large, Unreachable."""
    url = f"{door.address}{path}"

    def build() -> httpx.Request:
        if not outgoing.media:
            return http.request("POST", url, headers=answers.headers_of(door), json=dict(body))
        form = form_of(url, body, outgoing.media)
        return http.request("POST", url, headers=answers.headers_of(door, form), content=form.read())

    def made(answer: httpx.Response) -> Sent:
        message = answers.read(answer, Message, limit=MESSAGES)
        return replace(sent(message), allowances=answers.allowances(answer, MESSAGES))

    return calling.ready(build, made, seconds=answers.UPLOAD_SECONDS)


def body_of(outgoing: Outgoing) -> dict[str, Any]:
    """A new message. Raises Rejected for what cannot go together."""
    poll = poll_in(outgoing.options)
    if poll and outgoing.media:
        raise Rejected(
            "Discord shows either pictures or a poll. Take one of them away.", "poll_with_pictures"
        )
    said = _poll(outgoing, poll) if poll else {"content": outgoing.text}
    flags = _flags(outgoing) | (_SILENT if outgoing.options.get(QUIETLY) == "silent" else 0)
    body = {**said, "allowed_mentions": allowed_mentions(outgoing)}
    if flags:
        body["flags"] = flags
    if outgoing.media:
        body["attachments"] = _attachments(outgoing)
    return body


def edited_body(outgoing: Outgoing) -> dict[str, Any]:
    """What a message is to say instead. Raises Rejected for what cannot be changed."""
    if poll_in(outgoing.options):
        raise Rejected("A poll on Discord cannot be changed any more.", "poll")
    return {
        "content": outgoing.text,
        "flags": _flags(outgoing),
        "allowed_mentions": allowed_mentions(outgoing),
        "attachments": _attachments(outgoing),
    }


def change(door: Door, path: str, outgoing: Outgoing) -> None:
    """Put words and pictures in the place of those before; those before go."""
    body = edited_body(outgoing)
    if outgoing.media:
        form = form_of(f"{door.address}{path}", body, outgoing.media)
        answers.call(door, "PATCH", path, Message, form=form)
    else:
        answers.call(door, "PATCH", path, Message, json=body)


def form_of(url: str, body: Mapping[str, Any], media: Sequence[MediaFile]) -> httpx.Request:
    """A call with files beside its body. Raises Rejected where they are too much together."""
    contents = [file.read() for file in media]
    if sum(map(len, contents)) > REQUEST_BYTES:
        raise Rejected(
            f"All files of a message together may have {REQUEST_BYTES // 1_048_576} MiB. Take one away.",
            "413",
        )
    files = {
        f"files[{number}]": (attached["filename"], content, file.content_type)
        for number, (file, content, attached) in enumerate(
            zip(media, contents, body["attachments"], strict=True)
        )
    }
    return httpx.Request("POST", url, data={"payload_json": json.dumps(dict(body))}, files=files)


def allowed_mentions(outgoing: Outgoing) -> dict[str, Any]:
    """Who is notified: those whom the writer chose to call, and whoever is answered."""
    called: dict[str, Any] = {"parse": _CALLED.get(outgoing.options.get(CALLS, ""), [])}
    return called | ({"replied_user": True} if outgoing.in_reply_to else {})


def _poll(outgoing: Outgoing, poll: Poll) -> dict[str, Any]:
    """The first line is the question, what follows stands above it."""
    question, _, rest = outgoing.text.strip().partition("\n")
    if len(question) > QUESTION_LIMIT:
        raise Rejected(f"A poll’s question has {QUESTION_LIMIT} characters at most.", "question_too_long")
    asked = {
        "question": {"text": question},
        "answers": [{"poll_media": {"text": answer}} for answer in poll.answers],
        "duration": poll.seconds // _HOUR,
    }
    return {"poll": asked} | ({"content": rest.strip()} if rest.strip() else {})


def _flags(outgoing: Outgoing) -> int:
    return _NO_PREVIEW if outgoing.options.get(PREVIEW) == "none" else 0


def _attachments(outgoing: Outgoing) -> list[dict[str, str]]:
    """What each file is called, and its alt text; a name that begins so covers it."""
    cover = "SPOILER_" if outgoing.options.get(COVERED) == "covered" else ""
    return [
        {"id": str(number), "filename": f"{cover}file{number}.{file.content_type.rpartition('/')[2]}"}
        | ({"description": file.alt} if file.alt else {})
        for number, file in enumerate(outgoing.media)
    ]


def says(outgoing: Outgoing, message: Message) -> bool:
    """Whether a message that stands there is this one: by its tracked link, else by all its words."""
    shown = words_of(message)
    if outgoing.link:
        return outgoing.link in shown
    return shown.split() == outgoing.text.split() and len(message.attachments) == len(outgoing.media)


def words_of(message: Message) -> str:
    """What a message says; of a poll its question first."""
    question = str(((message.poll or {}).get("question") or {}).get("text") or "")
    return "\n".join(filter(None, (question, message.content)))
