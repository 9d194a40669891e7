"""Videos: through the service that prepares them for every account, or left at the account's own server.

The way: https://docs.bsky.app/docs/tutorials/video and the lexicons of app.bsky.video (2026-08).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, Field, model_validator

from waypost.networks import calling
from waypost.networks.bluesky import client, homes, sessions, uploads
from waypost.networks.bluesky.card import CARD
from waypost.networks.bluesky.elsewhere import video_service
from waypost.networks.contract import (
    Account,
    Captions,
    Disconnected,
    MediaFile,
    Rejected,
    TryLater,
)
from waypost.toolkit import clock, http

_UPLOAD = "app.bsky.video.uploadVideo"
_GRANTED_FOR = timedelta(minutes=25)
_PROCESSING_SECONDS = 4.0
_FULL_SECONDS = 3600.0
_FAILED = "JOB_STATE_FAILED"
_SAYS_A_JOB = frozenset({400, 401, 403, 409})


class LimitsAnswer(BaseModel):
    """What the service takes of this account today."""

    canUpload: bool  # noqa: N815 (the lexicon's names)
    remainingDailyVideos: int | None = None  # noqa: N815
    remainingDailyBytes: int | None = None  # noqa: N815
    message: str = ""
    error: str = ""


class JobAnswer(BaseModel):
    """How far a video is.

    The service says it at the top where the lexicon has it inside jobStatus, and without an id where it refuses
    (https://github.com/bluesky-social/atproto/issues/3097, read 2026-11-22).
    """

    jobId: str  # noqa: N815
    state: str = ""
    progress: int = 0
    blob: dict[str, Any] | None = None
    error: str = ""
    message: str = ""
    failureCode: str = ""  # noqa: N815

    @model_validator(mode="before")
    @classmethod
    def _inside(cls, found: Any) -> Any:
        return found.get("jobStatus", found) if isinstance(found, dict) else found


class GrantAnswer(BaseModel):
    """A word of the account's server that lets another one act for the account for a while."""

    token: str = Field(min_length=1, repr=False)


def leave(account: Account, media: MediaFile) -> dict[str, Any]:
    """Leave a video at the service, or at the account's own server; what `prepared` goes on from.

    Raises Rejected where neither takes it, TryLater where the service takes no more today.
    """
    content = http.Body(media.weight, media.pieces)
    if not video_service():
        return {"blob": uploads.blob(account, content, media.content_type)}
    _refuse_what_is_too_much(account, content.size)
    job = _uploaded(account, media, content)
    if not (job.jobId or job.blob):
        raise _refused(job.error, job.message)
    return {"job": job.jobId, "blob": job.blob}


def prepared(account: Account, left: Mapping[str, Any]) -> dict[str, Any]:
    """The blob of a video that was left. Raises TryLater until it is prepared, Rejected where that failed."""
    if left.get("blob"):
        return {"blob": left["blob"]}
    try:
        job = client.get(
            video_service(),
            "app.bsky.video.getJobStatus",
            JobAnswer,
            token="",
            params={"jobId": str(left["job"])},
        )
    except http.HttpError as error:
        raise TryLater(calling.AGAIN_SECONDS, str(error)) from error
    if job.blob:
        return {"blob": job.blob}
    if job.state == _FAILED:
        why = job.message or job.error or "it did not say why"
        raise Rejected(
            f"Bluesky could not prepare the video: {why.rstrip('.')}. Try another file.", job.failureCode
        )
    raise TryLater(_PROCESSING_SECONDS, f"Bluesky is still preparing the video ({job.progress}% of a step).")


def captions(account: Account, media: MediaFile, number: int) -> dict[str, Any]:
    """Leave a file of captions at the account's server. Raises Rejected for what no post may carry."""
    said: Captions = media.captions[number - 1]
    most, longest = CARD.media.captions_max, CARD.media.caption_bytes
    if len(media.captions) > most:
        raise Rejected(f"Bluesky takes captions in {most} languages. Take some away.", "TooMany")
    if len(said.content) > longest:
        raise Rejected(
            f"The captions in “{said.language}” are {len(said.content)} bytes long; Bluesky takes {longest}. "
            "Shorten them, or take them away.",
            "CaptionsTooLarge",
        )
    return {"lang": said.language, "file": uploads.blob(account, said.content, "text/vtt")}


def _refuse_what_is_too_much(account: Account, size: int) -> None:
    """Ask what the service still takes today."""
    service = urlsplit(video_service())
    asked = "app.bsky.video.getUploadLimits"
    found = _at_service("GET", asked, LimitsAnswer, _grant(account, f"did:web:{service.hostname}", asked))
    is_full = found.remainingDailyVideos == 0 or (
        found.remainingDailyBytes is not None and found.remainingDailyBytes < size
    )
    if is_full:
        raise TryLater(_FULL_SECONDS, found.message or "Bluesky takes no more videos of this account today.")
    if not found.canUpload:
        raise _refused(found.error, found.message)


def _refused(code: str, message: str) -> Rejected:
    """What the service said, as a sentence on what to do."""
    if code == "unconfirmed_email":
        return Rejected(
            "Bluesky takes videos only of accounts with a confirmed e-mail address. Confirm it there, then try again.",
            code,
        )
    why = message or code or "it did not say why"
    return Rejected(f"Bluesky takes no videos of this account: {why.rstrip('.')}.", code or "UploadForbidden")


def _uploaded(account: Account, media: MediaFile, content: http.Body) -> JobAnswer:
    """Hand the video over, with a word for the account's server, where the service leaves it in the end."""
    own = urlsplit(homes.own_server(account))
    grant = _grant(account, f"did:web:{own.hostname}", "com.atproto.repo.uploadBlob")
    asked = httpx.QueryParams({"did": account.remote_id, "name": f"{media.sha256[:24]}.mp4"})
    return _at_service("POST", f"{_UPLOAD}?{asked}", JobAnswer, grant, content, media.content_type)


def _grant(account: Account, audience: str, method: str) -> str:
    """Ask the account's server to let somebody call one method for the account for a while."""
    until = clock.now() + _GRANTED_FOR
    asked = {"aud": audience, "lxm": method, "exp": str(int(until.timestamp()))}
    return sessions.get(account, "com.atproto.server.getServiceAuth", GrantAnswer, asked).token


def _at_service(
    verb: str,
    name: str,
    shape: type[client.AnswerT],
    grant: str,
    content: http.Body | None = None,
    content_type: str = "",
) -> client.AnswerT:
    """Call the service. A video that it has already (409) is as good as a new one: it says which.

    https://github.com/bluesky-social/bsky-docs/pull/367, read 2026-11-22.
    """
    said = {"authorization": f"Bearer {grant}"} | ({"content-type": content_type} if content_type else {})
    seconds = 30.0 if content is None else calling.upload_seconds(content)
    url = client.address(video_service(), name)
    try:
        answer = calling.fetch(verb, url, headers=said, content=content, deadline_seconds=seconds)
    except http.HttpError as error:
        raise TryLater(calling.AGAIN_SECONDS, str(error)) from error
    if answer.status_code in _SAYS_A_JOB and _has(answer, "jobStatus", "jobId"):
        answer.status_code = 200
    try:
        return client.read(answer, shape)
    except Disconnected as error:
        # The service does not take the account's videos; the account's own server still lets us in.
        raise _refused("", error.reason) from error


def _has(answer: httpx.Response, *names: str) -> bool:
    """Whether an answer is an object with one of these fields."""
    try:
        found = answer.json()
    except ValueError:
        return False
    return isinstance(found, dict) and any(name in found for name in names)
