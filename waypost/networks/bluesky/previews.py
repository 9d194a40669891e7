"""What a page says of itself for a link card: its title, its description, its picture (https://ogp.me, read 2026-11-22)."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

import httpx

from waypost.toolkit import http
from waypost.toolkit.pictures import NotAPicture, Picture, picture_of

THUMB_BYTES = 1_000_000
_SECONDS = 8.0
_TITLE, _DESCRIPTION = 300, 1000


@dataclass(frozen=True, slots=True)
class Preview:
    """A page in short. `image` is an address, or nothing."""

    title: str
    description: str
    image: str = ""


def preview(url: str) -> Preview | None:
    """Read a page, and no other than a public one; None when it cannot be read or has no title."""
    try:
        answer = http.fetch("GET", url, deadline_seconds=_SECONDS, headers={"accept": "text/html"})
    except http.HttpError:
        return None
    if not answer.is_success or "html" not in answer.headers.get("content-type", ""):
        return None
    head = _Head()
    head.feed(answer.text)
    title = head.said("og:title", "twitter:title") or head.title
    if not title.strip():
        return None
    image = head.said("og:image", "og:image:url", "twitter:image")
    return Preview(
        title=" ".join(title.split())[:_TITLE],
        description=" ".join(head.said("og:description", "description").split())[:_DESCRIPTION],
        image=_joined(answer.url, image),
    )


def thumb(url: str) -> tuple[bytes, Picture] | None:
    """Fetch a preview's picture; None when there is none that fits on a card."""
    if not url:
        return None
    try:
        answer = http.fetch("GET", url, deadline_seconds=_SECONDS, max_bytes=THUMB_BYTES)
        return (answer.content, picture_of(answer.content)) if answer.is_success else None
    except (http.HttpError, NotAPicture):
        return None


def _joined(page: httpx.URL, image: str) -> str:
    try:
        return str(page.join(image)) if image else ""
    except httpx.InvalidURL:
        return ""


class _Head(HTMLParser):
    """Collects a page's title and what its meta elements say; the first of each counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._is_title = False
        self._said: dict[str, str] = {}

    def said(self, *names: str) -> str:
        return next((self._said[name] for name in names if self._said.get(name)), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_title = tag == "title" and not self.title
        if tag == "meta":
            named = dict(attrs)
            name = (named.get("property") or named.get("name") or "").lower()
            self._said.setdefault(name, named.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title += data
