"""The site in this process holds calls against facts; these hold the holding. A real site holds the facts."""

from __future__ import annotations

import httpx
import pytest

from waypost.networks.ghost.tests.checking import Unspecified, checked

HERE = "https://site.example/ghost/api/admin"
ONE = "0" * 24


def posting(**post: object) -> httpx.Request:
    return httpx.Request("POST", f"{HERE}/posts/", json={"posts": [post]})


@pytest.mark.parametrize(
    "request_",
    [
        httpx.Request("GET", "https://site.example/posts/"),
        httpx.Request("GET", f"{HERE}/posts"),
        httpx.Request("GET", f"{HERE}/posts/7/"),
        httpx.Request("GET", f"{HERE}/posts/?status=draft"),
        httpx.Request("GET", f"{HERE}/posts/", content=b"x"),
        httpx.Request("PUT", f"{HERE}/posts/{ONE}/", json={"posts": [{"title": "No moment"}]}),
        httpx.Request("POST", f"{HERE}/posts/?newsletter=a", json={"posts": [{"title": "Tide"}]}),
        httpx.Request("POST", f"{HERE}/posts/?source=markdown", json={"posts": [{"title": "Tide"}]}),
        httpx.Request("POST", f"{HERE}/posts/", json={"title": "Tide"}),
        httpx.Request("POST", f"{HERE}/posts/", data={"title": "Tide"}),
        httpx.Request("POST", f"{HERE}/images/upload/", data={"ref": "a"}, files={"picture": b"x"}),
        httpx.Request(
            "POST", f"{HERE}/images/upload/", data={"purpose": "cover"}, files={"file": ("a", b"x")}
        ),
        posting(slug="tide"),
        posting(title="Tide", text="No"),
        posting(title="Tide", status="public"),
        posting(title="Tide", tags="Tide"),
        posting(title="Tide", custom_excerpt="x" * 301),
        posting(title=7),
    ],
    ids=lambda request: f"{request.method} {request.url.path}",
)
def test_a_call_that_ghost_does_not_have_is_noticed(request_: httpx.Request) -> None:
    with pytest.raises(Unspecified):
        checked(request_)


def test_a_call_that_ghost_has_is_read() -> None:
    found = checked(
        httpx.Request("PUT", f"{HERE}/posts/{ONE}/?source=html", json={"posts": [{"updated_at": "now"}]})
    )

    assert (found.operation, found.id) == ("PUT /posts/{id}/", ONE)
    assert (found.query, found.said) == ({"source": "html"}, {"updated_at": "now"})
