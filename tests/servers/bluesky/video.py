"""A service for videos in front of the real accounts' server: what it is given it leaves there, by the word it was given."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import av
import httpx
import numpy as np


def film(seconds: float = 1.0, width: int = 64, height: int = 48) -> bytes:
    """A small film: H.264 in an MP4."""
    place = BytesIO()
    with av.open(place, "w", format="mp4") as box:
        stream = box.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(int(seconds * 10)):
            grey = np.full((height, width, 3), number % 255, dtype=np.uint8)
            box.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        box.mux(stream.encode())
    return place.getvalue()


@dataclass
class VideoService:
    """The service; `said` are the answers of the accounts' server to what it left there."""

    pds: str
    said: list[httpx.Response] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def leave(self, grant: str, content: bytes) -> None:
        """Leave a video at the accounts' server by the word that we were given."""
        headers = {"authorization": grant, "content-type": "video/mp4"}
        where = f"{self.pds}/xrpc/com.atproto.repo.uploadBlob"
        self.said.append(httpx.post(where, content=content, headers=headers, timeout=20))


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, service: VideoService, *rest: Any) -> None:
        self.service = service
        super().__init__(*rest)

    def do_GET(self) -> None:
        if "getUploadLimits" in self.path:
            self._say({"canUpload": True, "remainingDailyVideos": 25})
        elif not self.service.said[-1].is_success:
            failed = {"state": "JOB_STATE_FAILED", "message": self.service.said[-1].text}
            self._say({"jobStatus": {"jobId": "1", "did": "", **failed}})
        else:
            blob = self.service.said[-1].json()["blob"]
            self._say({"jobStatus": {"jobId": "1", "did": "", "state": "JOB_STATE_COMPLETED", "blob": blob}})

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"]))
        self.service.leave(self.headers["authorization"], content)
        self._say({"jobId": "1", "did": "", "state": "JOB_STATE_CREATED"})

    def _say(self, found: dict[str, Any]) -> None:
        self.service.names.append(self.path)
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
