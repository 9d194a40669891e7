"""Sending a post to Mastodon: uploads and look-ups beforehand, one call with a key that nobody relies on, and the look."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import regex

from waypost.networks import calling
from waypost.networks.contract import (
    LANGUAGE,
    Account,
    Handle,
    MediaFile,
    Outgoing,
    ReadyCall,
    Rejected,
    Sent,
    Spend,
    Step,
    TryLater,
    poll_in,
)
from waypost.networks.mastodon import client
from waypost.networks.mastodon.card import (
    CARD,
    POLL_HIDES,
    POLL_SEVERAL,
    QUOTES,
    SENSITIVE,
    VISIBILITY,
    WARNING,
)
from waypost.networks.mastodon.client import StatusAnswer
from waypost.networks.mastodon.plain import folded, plain
from waypost.toolkit import clock, http

# An upload that no post names is swept away after a day (Vacuum::MediaAttachmentsVacuum of the server, 2026-07).
_UPLOAD_LIFE = timedelta(hours=12)
_PICTURE_SECONDS, _VIDEO_SECONDS = 3.0, 10.0
_PAGE, _PAGES = 40, 50
_AS_THEY_ARE = {LANGUAGE: "language", QUOTES: "quote_approval_policy"}
_OF_POLLS = {POLL_SEVERAL: "multiple", POLL_HIDES: "hide_totals"}
_FIRST_MENTIONS = regex.compile(r"(?:@[\w.-]*\w(?:@\w[\w.-]*\w)?\s+)+")


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """For each picture or video its upload and the end of its processing; the message that is answered."""
    found: list[Step] = []
    for number, media in enumerate(outgoing.media, start=1):
        what = f"{'video' if _is_video(media) else 'image'} {number}"
        found.append(Step(name=f"upload-{number}", label=f"Upload {what}", spends=Spend.UPLOAD))
        found.append(Step(name=f"image-{number}", label=f"Wait until {what} is processed"))
    if outgoing.in_reply_to:
        found.append(Step(name="answered", label="Find the message that this answers"))
    return tuple(found)


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is JSON. Raises TryLater while a file is being processed."""
    kind, _, number = name.partition("-")
    match kind:
        case "answered":
            return Handle(value=json.dumps(_what_is_answered(account, outgoing)))
        case "upload":
            found = client.upload(account, outgoing.media[int(number) - 1])
        case _:
            wait = _VIDEO_SECONDS if _is_video(outgoing.media[int(number) - 1]) else _PICTURE_SECONDS
            found = _processed(account, json.loads(handles[f"upload-{number}"].value), wait)
    done = {"id": found.id, "ready": bool(found.url)}
    return Handle(value=json.dumps(done), expires_at=clock.now() + _UPLOAD_LIFE)


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Build the call and connect. Raises Unreachable when the server is not, Rejected for what cannot go together."""
    must_go_together(outgoing)
    done = {name: json.loads(handle.value) for name, handle in handles.items()}
    said = client.headers(account.token) | {"idempotency-key": outgoing.key}
    return calling.ready(
        lambda: http.request(
            "POST",
            client.address(account.server, "/api/v1/statuses"),
            headers=said,
            json=body_of(outgoing, done),
        ),
        _made,
        seconds=CARD.deadline,
    )


def _made(answer: httpx.Response) -> Sent:
    sent = _sent(client.read(answer, StatusAnswer, limit="posts"))
    return replace(sent, allowances=client.allowance(answer, "posts"))


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Look through the account's own posts, newest first, back to `since`: by the tracked link, else by the words."""
    for status in _own(account, since):
        is_candidate = (
            status.id not in known_ids
            and status.created_at >= since
            and (status.in_reply_to_id or "") == outgoing.in_reply_to
        )
        if is_candidate and _is_it(account, outgoing, status):
            return _sent(status)
    return None


def _own(account: Account, since: datetime) -> Iterator[StatusAnswer]:
    """The account's posts as far as `since`. Raises UnreadableAnswer when the pages do not get there."""
    asked = {"exclude_reblogs": "true", "limit": str(_PAGE)}
    seen: set[str] = set()
    for _ in range(_PAGES):
        path = f"/api/v1/accounts/{client.id_of(account)}/statuses"
        page = client.get(account.server, path, list[StatusAnswer], token=account.token, params=asked)
        new = [status for status in page if status.id not in seen]
        yield from (one for one in new if one.reblog is None and one.account.id == client.id_of(account))
        if not new or min(status.created_at for status in new) < since:
            return
        seen |= {status.id for status in new}
        asked["max_id"] = page[-1].id
    raise http.UnreadableAnswer("the account's posts do not reach back to the moment in question")


def _is_it(account: Account, outgoing: Outgoing, status: StatusAnswer) -> bool:
    shown = plain(status.html)
    if outgoing.link:
        return outgoing.link in shown.links or outgoing.link in shown.words
    wanted = _essence(outgoing, outgoing.text)
    if not wanted:
        return not folded(shown.words) and len(status.media) == len(outgoing.media)
    return wanted in (_essence(outgoing, shown.words), _essence(outgoing, _source(account, status)))


def _essence(outgoing: Outgoing, text: str) -> str:
    """A text as it can be compared: of an answer without the names in front, which are added on the way."""
    return folded(_FIRST_MENTIONS.sub("", text, count=1) if _begins_with_names(outgoing, text) else text)


def _begins_with_names(outgoing: Outgoing, text: str) -> bool:
    return bool(outgoing.in_reply_to) and _FIRST_MENTIONS.match(text) is not None


def _source(account: Account, status: StatusAnswer) -> str:
    """The text as it was written; nothing where a server does not keep it."""
    path = f"/api/v1/statuses/{status.id}/source"
    try:
        found = client.get(account.server, path, dict[str, Any], token=account.token)
    except client.Missing:
        return ""
    return str(found.get("text") or "")


def _sent(status: StatusAnswer) -> Sent:
    if not status.address:
        raise http.UnreadableAnswer("the server did not say where the post is read")
    return Sent(remote_id=status.id, url=status.address)


def _is_video(media: MediaFile) -> bool:
    return media.content_type.startswith("video/")


def _processed(account: Account, upload: Mapping[str, Any], wait: float) -> client.MediaAnswer:
    """The upload once it can hang on a post. Raises TryLater until then, Rejected when the server cannot read it."""
    if upload["ready"]:
        return client.MediaAnswer(id=upload["id"], url="ready")
    path = f"/api/v1/media/{upload['id']}"
    found = client.get(account.server, path, client.MediaAnswer, token=account.token)
    if not found.url:
        raise TryLater(wait, "The server is still processing a picture or a video.")
    return found


def _what_is_answered(account: Account, outgoing: Outgoing) -> dict[str, str]:
    """Who must be named so that they hear of the answer, and who may read it. Raises Rejected when it is gone."""
    try:
        status = client.status(account, outgoing.in_reply_to)
    except client.Missing as error:
        raise Rejected("The message that this answers is no longer on Mastodon.", error.code) from error
    is_ours = status.account.id == client.id_of(account)
    return {"mention": "" if is_ours else f"@{status.account.acct}", "visibility": status.visibility or ""}


def body_of(outgoing: Outgoing, done: Mapping[str, Any]) -> dict[str, Any]:
    """The post as the server wants it; what nobody chose is left to the account's own settings."""
    answered = done.get("answered", {"mention": "", "visibility": ""})
    body: dict[str, Any] = {"status": _addressed(outgoing.text, answered["mention"])}
    if outgoing.media:
        body["media_ids"] = [done[f"image-{number}"]["id"] for number in range(1, len(outgoing.media) + 1)]
    elif poll := _poll(outgoing.options):
        body["poll"] = poll
    if outgoing.in_reply_to:
        body["in_reply_to_id"] = outgoing.in_reply_to
    if warning := outgoing.options.get(WARNING, "").strip():
        body["spoiler_text"] = warning
    if visibility := outgoing.options.get(VISIBILITY) or answered["visibility"]:
        body["visibility"] = visibility
    if sensitive := outgoing.options.get(SENSITIVE):
        body["sensitive"] = sensitive == "yes"
    for name, field in _AS_THEY_ARE.items():
        if chosen := outgoing.options.get(name):
            body[field] = chosen
    return body


def must_go_together(outgoing: Outgoing) -> None:
    """Raise Rejected for what cannot hang on one post."""
    if outgoing.media and poll_in(outgoing.options):
        raise Rejected(
            "Mastodon shows either pictures or a poll. Take one of them away.", "poll_with_pictures"
        )


def _poll(options: Mapping[str, str]) -> dict[str, Any]:
    poll = poll_in(options)
    if poll is None:
        return {}
    asked: dict[str, Any] = {"options": list(poll.answers), "expires_in": poll.seconds}
    return asked | {field: options[name] == "yes" for name, field in _OF_POLLS.items() if options.get(name)}


def _addressed(text: str, mention: str) -> str:
    """The text with the name of whom it answers in front, unless it names them already."""
    name = regex.escape(mention.partition("@")[2].partition("@")[0])
    is_named = regex.search(rf"(?<![\w/])@{name}(?!\w)", text, regex.IGNORECASE) if mention else True
    return text if is_named else f"{mention} {text}"
