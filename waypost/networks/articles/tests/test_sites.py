"""A picture is left with a site of one's own."""

from __future__ import annotations

import httpx
import pytest

from waypost.networks.articles.sites import left_with
from waypost.networks.contract import Rejected
from waypost.toolkit import http

URL = "https://tern.example/pictures"
FILE = ("tern.png", b"a picture", "image/png")


class Site:
    """A site that answers every call with one status, and keeps what was asked."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.asked: list[httpx.Request] = []

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(self.status, text="<h1>Nginx</h1>", request=request)


def test_a_picture_is_left_with_what_says_who_leaves_it() -> None:
    site = Site(201)

    with http.wired(site):
        answer = left_with(URL, {"authorization": "Basic abc"}, {"slug": "tern"}, FILE)

    (request,) = site.asked
    body = request.read()
    assert answer.status_code == 201
    assert (request.method, request.headers["authorization"]) == ("POST", "Basic abc")
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="slug"' in body
    assert b'filename="tern.png"' in body
    assert b"a picture" in body


def test_a_picture_that_is_too_large_is_refused_whoever_says_so() -> None:
    with http.wired(Site(413)), pytest.raises(Rejected, match="Make it smaller"):
        left_with(URL, {}, {}, FILE)
