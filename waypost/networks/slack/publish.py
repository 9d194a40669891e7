"""Sending a message to Slack: pictures beforehand, one call with a mark of ours, and the look for that mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import httpx
from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.contract import (
    Account,
    Handle,
    Outgoing,
    ReadyCall,
    Rejected,
    Sent,
    Spend,
    Step,
    TryLater,
)
from waypost.networks.slack import client
from waypost.networks.slack.card import CARD, LINK_PREVIEW
from waypost.networks.slack.client import Message, MessagesAnswer, SentAnswer
from waypost.networks.slack.text import sections
from waypost.networks.slack.words import written
from waypost.toolkit import http

MARK = "waypost_post"
_PROCESSING_SECONDS = 2.0
_PAGE, _PAGES = "200", 50


class UploadAnswer(BaseModel):
    """Where the bytes of a file are left."""

    upload_url: str
    file_id: str


class File(BaseModel):
    """A file; it has no type until it is processed (https://github.com/slackapi/slack-github-action/issues/413, 2025)."""

    id: str
    mimetype: str = ""


class FileAnswer(BaseModel):
    """One file."""

    file: File


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """For each picture its upload and the end of its processing; the thread in which something is answered."""
    found: list[Step] = []
    for number, _media in enumerate(outgoing.media, start=1):
        found += [
            Step(name=f"upload-{number}", label=f"Upload picture {number}", spends=Spend.UPLOAD),
            Step(name=f"picture-{number}", label=f"Wait until picture {number} can be shown"),
        ]
    if outgoing.in_reply_to:
        found.append(Step(name="thread", label="Find the thread of the message that this answers"))
    return tuple(found)


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is an id. Raises TryLater while a picture is being processed."""
    kind, _, number = name.partition("-")
    match kind:
        case "thread":
            return Handle(value=_thread(account, outgoing.in_reply_to))
        case "upload":
            return Handle(value=_uploaded(account, outgoing, int(number)))
        case _:
            return Handle(value=_processed(account, handles[f"upload-{number}"].value))


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Build the call and connect. Raises Unreachable when Slack is not."""
    done = {name: handle.value for name, handle in handles.items()}
    us = client.who(account)
    link = partial(client.link, us, account, root=done.get("thread", ""))
    return calling.ready(
        lambda: http.request(
            "POST",
            client.address(account, "chat.postMessage"),
            headers=client.headers(account),
            json=body_of(account, outgoing, done),
        ),
        partial(_made, link),
        seconds=CARD.deadline,
    )


def _made(link: Callable[[str], str], answer: httpx.Response) -> Sent:
    try:
        sent = client.read(answer, SentAnswer, limit="messages")
    except client.NotReady as error:
        raise TryLater(_PROCESSING_SECONDS, error.reason) from error
    return Sent(remote_id=sent.ts, url=link(sent.ts))


def body_of(account: Account, outgoing: Outgoing, done: Mapping[str, str]) -> dict[str, Any]:
    """The message as Slack wants it, with the mark by which it is found again."""
    body: dict[str, Any] = {
        "channel": client.channel_of(account),
        "text": written(outgoing.text),
        "metadata": {"event_type": MARK, "event_payload": {"key": outgoing.key}},
    }
    if outgoing.options.get(LINK_PREVIEW) == "hide":
        body |= {"unfurl_links": False, "unfurl_media": False}
    if outgoing.media:
        body["blocks"] = [*_words(outgoing.text), *_pictures(outgoing, done)]
    if outgoing.in_reply_to:
        body["thread_ts"] = done["thread"]
    return body


def _words(text: str) -> list[dict[str, Any]]:
    """The text above pictures: a message of blocks shows its text nowhere else."""
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": written(section)}}
        for section in sections(text)
    ]


def _pictures(outgoing: Outgoing, done: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "image",
            "slack_file": {"id": done[f"picture-{number}"]},
            "alt_text": media.alt or f"Picture {number}",
        }
        for number, media in enumerate(outgoing.media, start=1)
    ]


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Look for our mark in the channel, or in the thread of what was answered."""
    try:
        root = _thread(account, outgoing.in_reply_to) if outgoing.in_reply_to else ""
    except client.Missing:
        # Where the message above is gone, what stood under it is gone with it.
        return None
    for message in _messages(account, since, root):
        if message.ts not in known_ids and _key(message) == outgoing.key:
            return Sent(remote_id=message.ts, url=client.link(client.who(account), account, message.ts, root))
    return None


def _messages(account: Account, since: datetime, root: str) -> Iterator[Message]:
    """Everything that was said since then, there. Raises UnreadableAnswer when the pages do not end."""
    asked = {
        "channel": client.channel_of(account),
        "oldest": f"{since.timestamp():.6f}",
        "limit": _PAGE,
        "include_all_metadata": "true",
    }
    method = "conversations.replies" if root else "conversations.history"
    asked |= {"ts": root} if root else {}
    for _ in range(_PAGES):
        page = client.get(account, method, MessagesAnswer, **asked)
        yield from page.messages
        if not page.following:
            return
        asked["cursor"] = page.following
    raise http.UnreadableAnswer("the channel has more messages than can be looked through")


def _key(message: Message) -> str:
    if message.metadata.get("event_type") != MARK:
        return ""
    return str(message.metadata.get("event_payload", {}).get("key", ""))


def _thread(account: Account, ts: str) -> str:
    """The top of the thread in which a message stands. Raises Missing when it is gone."""
    return client.message(account, ts).root


def _uploaded(account: Account, outgoing: Outgoing, number: int) -> str:
    """Leave a picture for the app alone; it is seen where a message names it. Once more is another file, unseen."""
    media = outgoing.media[number - 1]
    content = media.read()
    asked = {
        "filename": f"picture-{number}.{media.content_type.rpartition('/')[2]}",
        "length": str(len(content)),
    }
    asked |= {"alt_txt": media.alt} if media.alt else {}
    place = client.get(account, "files.getUploadURLExternal", UploadAnswer, **asked)
    client.leave(place.upload_url, content)
    files = {"files": [{"id": place.file_id, "title": media.alt or f"Picture {number}"}]}
    client.post(account, "files.completeUploadExternal", client.Outcome, files, "uploads")
    return place.file_id


def _processed(account: Account, file_id: str) -> str:
    """The file once it can be shown. Raises TryLater until then, Rejected when Slack takes it for no picture."""
    found = client.get(account, "files.info", FileAnswer, file=file_id).file
    if not found.mimetype:
        raise TryLater(_PROCESSING_SECONDS, "Slack is still processing a picture.")
    if found.mimetype not in CARD.media.image_types:
        raise Rejected("Slack takes that file for no picture. Choose another one.", "invalid_blocks")
    return found.id
