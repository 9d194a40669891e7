"""The service that prepares videos, in this process: it checks who may what, takes its time, and fails as it does.

As https://docs.bsky.app/docs/tutorials/video and https://github.com/bluesky-social/atproto/issues/3097 have it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import httpx

from waypost.networks.bluesky.identity import content_id
from waypost.networks.bluesky.tests.holding import held_call
from waypost.toolkit import clock

_STATES = ("JOB_STATE_CREATED", "JOB_STATE_ENCODING", "JOB_STATE_SCANNING", "JOB_STATE_COMPLETED")


class Refused(Exception):
    """A documented refusal."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message


@dataclass
class Grant:
    """A word of an account's server: who may be acted for, at which service, by which method, until when."""

    did: str
    audience: str
    method: str
    until: datetime
    server: str


@dataclass
class Job:
    """A video on its way."""

    did: str
    content: bytes
    step: int = 0
    fails: dict[str, str] = field(default_factory=dict)


@dataclass
class VideoService:
    """The service; what it prepared it leaves among the blobs of the account's server."""

    blobs: dict[str, dict[str, Any]]
    host: str = "video.bsky.app"
    grants: dict[str, Grant] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    limits: dict[str, Any] = field(
        default_factory=lambda: {
            "canUpload": True,
            "remainingDailyVideos": 25,
            "remainingDailyBytes": 10_000_000_000,
        }
    )
    fails: dict[str, str] = field(default_factory=dict)
    unconfirmed: bool = False

    def granted(self, did: str, audience: str, method: str, until: datetime, server: str) -> str:
        token = f"grant-{len(self.grants)}"
        self.grants[token] = Grant(did, audience, method, until, server)
        return token

    def answer(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.removeprefix("/xrpc/")
        held_call(request, name)
        try:
            match name:
                case "app.bsky.video.getUploadLimits":
                    self._caller(request, f"did:web:{self.host}", name)
                    return httpx.Response(200, json=self.limits, request=request)
                case "app.bsky.video.uploadVideo":
                    return self._upload(request)
                case _:
                    job = self._advanced(str(request.url.params["jobId"]))
                    return httpx.Response(200, json={"jobStatus": job}, request=request)
        except Refused as refused:
            said = {"error": refused.error, "message": refused.message}
            return httpx.Response(refused.status, json=said, request=request)

    def _caller(self, request: httpx.Request, audience: str, method: str) -> Grant:
        grant = self.grants.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if grant is None or grant.until <= clock.now():
            raise Refused(401, "AuthMissing", "Authentication Required")
        audience = audience or f"did:web:{grant.server}"
        if (grant.audience, grant.method) != (audience, method):
            raise Refused(401, "BadJwtAudience", f"this is no grant for {method} at {audience}")
        return grant

    def _upload(self, request: httpx.Request) -> httpx.Response:
        grant = self._caller(request, "", "com.atproto.repo.uploadBlob")
        if request.url.params.get("did") != grant.did or not request.url.params.get("name"):
            raise Refused(400, "InvalidRequest", "did and name are needed")
        if self.unconfirmed:
            said = {"jobStatus": {"did": "", "error": "unconfirmed_email", "jobId": "", "state": ""}}
            return httpx.Response(401, json=said, request=request)
        content = request.read()
        number = sha256(content).hexdigest()[:20]
        status, error = 200, ""
        if number in self.jobs:
            status, error = 409, "already_exists"
        else:
            self.jobs[number] = Job(grant.did, content, fails=self.fails)
        state = _STATES[self.jobs[number].step]
        job = {"jobId": number, "did": grant.did, "state": state, "error": error}
        return httpx.Response(status, json=job, request=request)

    def _advanced(self, number: str) -> dict[str, Any]:
        """A look at a job: each finds it one step further."""
        job = self.jobs[number]
        found: dict[str, Any] = {"jobId": number, "did": job.did, "state": _STATES[job.step], "progress": 40}
        if job.step == len(_STATES) - 1:
            if job.fails:
                return found | {"state": "JOB_STATE_FAILED"} | job.fails
            found["blob"] = kept_blob(self.blobs, job.content, "video/mp4")
        job.step = min(job.step + 1, len(_STATES) - 1)
        return found


def kept_blob(blobs: dict[str, dict[str, Any]], content: bytes, content_type: str) -> dict[str, Any]:
    """Keep an upload under what its bytes are called."""
    link = content_id({"blob": sha256(content).hexdigest()})
    blobs[link] = {
        "$type": "blob", "ref": {"$link": link}, "size": len(content), "mimeType": content_type
    }  # fmt: skip
    return blobs[link]
