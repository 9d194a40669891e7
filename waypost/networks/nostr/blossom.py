"""Leaving a file with a media server, which names it by its hash (https://github.com/hzrd149/blossom, BUD-01, -02 and -11, 2026)."""

from __future__ import annotations

import base64
import json

import httpx
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.contract import MediaFile, Rejected, TryLater
from waypost.networks.nostr.events import MEDIA_SIGN_IN, Key
from waypost.toolkit import clock, http

_GOOD_FOR = 600
_REFUSALS = {
    401: "The media server does not let this account leave files.",
    402: "The media server wants to be paid. Choose another one in your Nostr app.",
    403: "The media server does not let this account leave files.",
    413: "The media server does not take files of this size. Make it smaller.",
    415: "The media server does not take files of this kind.",
}


class Left(BaseModel):
    """Where a file can be had."""

    url: str
    sha256: str


def leave(server: str, media: MediaFile, key: Key) -> Left:
    """Leave a file; once more changes nothing. Raises the errors of a step."""
    content = http.Body(media.weight, media.pieces)
    said = {"content-type": media.content_type, "authorization": _permission(media, key)}
    seconds = calling.upload_seconds(content)
    answer = calling.fetch("PUT", f"{server}/upload", headers=said, content=content, deadline_seconds=seconds)
    if answer.status_code in _REFUSALS:
        raise Rejected(_REFUSALS[answer.status_code], str(answer.status_code))
    if answer.status_code == 429:
        raise TryLater(calling.pause(answer), "The media server asks for a pause.")
    if answer.is_client_error:
        reason = answer.headers.get("x-reason", "")[:200]
        raise Rejected(f"The media server refused the file. {reason}".strip(), str(answer.status_code))
    return _left(answer, media)


def _left(answer: httpx.Response, media: MediaFile) -> Left:
    try:
        left = Left.model_validate_json(answer.content if answer.is_success else b"")
    except ValidationError as error:
        raise http.UnreadableAnswer(
            f"the media server answered {answer.status_code} with something else"
        ) from error
    if left.sha256 != media.sha256:
        raise Rejected("The media server changes what is left with it. Choose another one in your Nostr app.")
    if not left.url.startswith(("https://", "http://")):
        raise http.UnreadableAnswer("the media server did not say where the file is")
    return left


def _permission(media: MediaFile, key: Key) -> str:
    """What lets one file of ours in, for a few minutes."""
    now = int(clock.now().timestamp())
    tags = (("t", "upload"), ("x", media.sha256), ("expiration", str(now + _GOOD_FOR)))
    proof = key.sign(MEDIA_SIGN_IN, "Leave a file", tags, now)
    return f"Nostr {base64.b64encode(json.dumps(proof.said()).encode()).decode()}"
