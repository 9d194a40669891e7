"""The workspace holds calls against facts; these hold the facts, and the holding, against what they come from."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from waypost.networks.slack.tests.checking import Unspecified, checked
from waypost.networks.slack.tests.specification import facts, known

HERE = "https://slack.example/api"
DOCUMENT = Path(__file__).parents[5] / "shared" / "contracts" / "openapi" / "slack-web-api-2021.json"
BEARER = {"authorization": "Bearer xoxb-1"}

if DOCUMENT.exists():  # it lies beside the project where the project is made, and nowhere else

    def test_the_facts_are_those_of_the_whole_specification() -> None:
        assert facts(json.loads(DOCUMENT.read_text(encoding="utf-8"))) == known()


def asking(address: str, **kwargs: object) -> httpx.Request:
    return httpx.Request("GET", f"{HERE}/{address}", **{"headers": BEARER, **kwargs})  # type: ignore[arg-type]


def posting(method: str = "chat.postMessage", **body: object) -> httpx.Request:
    return httpx.Request("POST", f"{HERE}/{method}", headers=BEARER, json=body)


def saying(**body: object) -> httpx.Request:
    return posting(channel="C1", text="Tide", **body)


@pytest.mark.parametrize(
    "request_",
    [
        asking("conversations.histories?channel=C1"),
        posting("conversations.history", channel="C1"),
        asking("chat.postMessage?channel=C1&text=Tide"),
        asking("conversations.history?channel=C1", headers={}),
        asking("conversations.history?channel=C1&limit=many"),
        asking("conversations.history?channel=C1&channel=C2"),
        asking("conversations.history?channel=C1&latest=yesterday"),
        asking("conversations.history?channel=C1", content=b"x"),
        asking("users.info?user="),
        asking("conversations.replies?channel=C1&ts=17"),
        asking("files.getUploadURLExternal?filename=a.png"),
        posting(text="Tide"),
        posting(channel="C1", text=7),
        posting("chat.update", channel="C1", text="Tide"),
        posting("chat.delete", channel="C1", ts="17"),
        saying(reply_to="1700000000.000100"),
        saying(blocks="[]"),
        saying(blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]),
        saying(blocks=[{"type": "image", "slack_file": {"id": "F1"}}]),
        saying(metadata={"event_type": "waypost post", "event_payload": {}}),
        saying(metadata={"key": "k"}),
        posting("files.completeUploadExternal", files=[{"title": "A"}]),
        httpx.Request("POST", f"{HERE}/chat.postMessage", headers=BEARER, data={"channel": "C1"}),
    ],
    ids=lambda request: f"{request.method} {request.url.path}",
)
def test_a_call_that_is_not_specified_is_noticed(request_: httpx.Request) -> None:
    with pytest.raises(Unspecified):
        checked(request_)


def test_a_call_that_is_specified_is_read() -> None:
    assert checked(asking("conversations.history?channel=C1&limit=5")).said == {"channel": "C1", "limit": "5"}
    assert checked(saying(unfurl_links=False)).method == "chat.postMessage"
