"""The instance holds calls against facts; these hold the facts, and the holding, against what they come from."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from waypost.networks.mastodon.tests.checking import Unspecified, checked
from waypost.networks.mastodon.tests.specification import facts, known

HERE = "https://social.example"
DOCUMENT = Path(__file__).parents[5] / "shared" / "contracts" / "openapi" / "mastodon.json"

if DOCUMENT.exists():  # it lies beside the project where the project is made, and nowhere else

    def test_the_facts_are_those_of_the_whole_specification() -> None:
        assert facts(json.loads(DOCUMENT.read_text(encoding="utf-8"))) == known()


def posting(**body: object) -> httpx.Request:
    return httpx.Request("POST", f"{HERE}/api/v1/statuses", json=body)


@pytest.mark.parametrize(
    "request_",
    [
        httpx.Request("GET", f"{HERE}/api/v1/statusses"),
        httpx.Request("DELETE", f"{HERE}/api/v1/statuses/1/source"),
        httpx.Request("GET", f"{HERE}/api/v1/statuses?ids[]=1"),
        httpx.Request("GET", f"{HERE}/api/v1/statuses?id=1"),
        httpx.Request("GET", f"{HERE}/api/v1/notifications?types[]=answer"),
        httpx.Request("GET", f"{HERE}/api/v1/notifications?limit=many"),
        httpx.Request("GET", f"{HERE}/oauth/authorize?client_id=1"),
        httpx.Request("GET", f"{HERE}/api/v2/instance", content=b"x"),
        httpx.Request("POST", f"{HERE}/api/v1/statuses", data={"status": "A form"}),
        httpx.Request("POST", f"{HERE}/api/v2/media", json={"file": "no"}),
        httpx.Request("POST", f"{HERE}/api/v2/media", data={"file": "no"}, files={"thumbnail": b"x"}),
        httpx.Request("GET", f"{HERE}/api/v2/instance", headers={"idempotency-key": "k"}),
        httpx.Request("GET", f"{HERE}/api/v2/instance", headers={"authorization": "Basic dDp0"}),
        posting(),
        posting(text="Tide"),
        posting(status=7),
        posting(status="Tide", visibility="friends"),
        posting(status="Tide", media_ids="7"),
        posting(status="Tide", poll={"options": ["a", "b"], "expires_in": "soon"}),
    ],
    ids=lambda request: f"{request.method} {request.url.path}",
)
def test_a_call_that_is_not_specified_is_noticed(request_: httpx.Request) -> None:
    with pytest.raises(Unspecified):
        checked(request_)


def test_a_call_that_is_specified_is_read() -> None:
    media = httpx.Request(
        "POST",
        f"{HERE}/api/v2/media",
        data={"description": "Ü"},
        files={"file": ("a.png", b"\x89", "image/png")},
    )

    assert checked(media).body["file"] == {"content_type": "image/png", "content": b"\x89"}
    assert checked(media).body["description"] == "Ü"
    assert checked(httpx.Request("GET", f"{HERE}/api/v1/statuses?id[]=1&id[]=2")).query == {"id": ["1", "2"]}
    assert checked(posting(status="Tide", media_ids=["1"])).operation == "POST /api/v1/statuses"
