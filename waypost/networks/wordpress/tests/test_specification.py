"""The site in this process holds calls against facts; these hold the holding. A real site holds the facts."""

from __future__ import annotations

import base64

import httpx
import pytest

from waypost.networks.wordpress.tests.checking import Unspecified, checked

HERE = "https://site.example/index.php?rest_route="


@pytest.mark.parametrize(
    "request_",
    [
        httpx.Request("GET", "https://site.example/wp/v2/posts"),
        httpx.Request("GET", f"{HERE}/wp/v2/postings"),
        httpx.Request("PUT", f"{HERE}/wp/v2/posts"),
        httpx.Request("GET", f"{HERE}/wp/v2/posts&state=any"),
        httpx.Request("GET", f"{HERE}/wp/v2/posts&status=published"),
        httpx.Request("GET", f"{HERE}/wp/v2/posts&per_page=many"),
        httpx.Request("GET", f"{HERE}/wp/v2/posts", headers={"authorization": "Bearer abc"}),
        httpx.Request("POST", f"{HERE}/wp/v2/tags", json={}),
        httpx.Request("POST", f"{HERE}/wp/v2/posts", json={"text": "Tide"}),
        httpx.Request("POST", f"{HERE}/wp/v2/posts", json={"tags": "Tide"}),
        httpx.Request("POST", f"{HERE}/wp/v2/posts", json={"tags": ["Tide"]}),
        httpx.Request("POST", f"{HERE}/wp/v2/posts", json={"status": "trash"}),
        httpx.Request("POST", f"{HERE}/wp/v2/posts", data={"title": "A form"}),
        httpx.Request("POST", f"{HERE}/wp/v2/posts", data={"title": "A form"}, files={"file": b"x"}),
        httpx.Request("POST", f"{HERE}/wp/v2/media", files={"picture": ("a.png", b"x", "image/png")}),
        httpx.Request(
            "POST", f"{HERE}/wp/v2/media", data={"alt": "x"}, files={"file": ("a.png", b"x", "image/png")}
        ),
    ],
    ids=lambda request: f"{request.method} {request.url.query.decode()}",
)
def test_a_call_that_is_not_described_is_noticed(request_: httpx.Request) -> None:
    with pytest.raises(Unspecified):
        checked(request_)


def test_a_call_that_is_described_is_read() -> None:
    said = {"authorization": f"Basic {base64.b64encode(b'tern:a b:c').decode()}"}

    found = checked(httpx.Request("GET", f"{HERE}/wp/v2/posts/7&context=edit", headers=said))
    listed = checked(httpx.Request("GET", f"{HERE}/wp/v2/posts&include=1,2&per_page=5"))

    assert (found.operation, found.id, found.said) == ("GET /wp/v2/posts/{id}", 7, {"context": "edit"})
    assert (found.user, found.password) == ("tern", "a b:c")
    assert listed.said == {"include": [1, 2], "per_page": 5}
