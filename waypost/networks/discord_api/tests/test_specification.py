"""The server holds calls against facts; these hold the facts, and the holding, against what they come from."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from waypost.networks.discord_api.tests.checking import Unspecified, checked
from waypost.networks.discord_api.tests.guild import CHANNEL
from waypost.networks.discord_api.tests.specification import facts, known

API = "https://discord.com/api/v10"
MESSAGES = f"{API}/channels/{CHANNEL}/messages"
HOOK = f"{API}/webhooks/{CHANNEL}/abc"
SAID = {"authorization": "Bot x", "user-agent": "DiscordBot (self-hosted, 1) Waypost"}
DOCUMENT = Path(__file__).parents[5] / "shared" / "contracts" / "openapi" / "discord.json"

if DOCUMENT.exists():  # it lies beside the project where the project is made, and nowhere else

    def test_the_facts_are_those_of_the_whole_specification() -> None:
        assert facts(json.loads(DOCUMENT.read_text(encoding="utf-8"))) == known()


def asked(verb: str, url: str, **more: object) -> httpx.Request:
    return httpx.Request(verb, url, headers=SAID, **more)


def saying(**body: object) -> httpx.Request:
    return asked("POST", MESSAGES, json=body)


def with_file(**parts: str) -> httpx.Request:
    return asked("POST", MESSAGES, data=parts, files={"files[0]": ("a.png", b"x", "image/png")})


@pytest.mark.parametrize(
    "request_",
    [
        asked("GET", f"{API}/channels/news"),
        asked("PUT", MESSAGES),
        asked("GET", f"{MESSAGES}?limit=101"),
        asked("GET", f"{MESSAGES}?limit=many"),
        asked("GET", f"{MESSAGES}?since=1"),
        asked("GET", f"{MESSAGES}?after=now"),
        asked("DELETE", f"{MESSAGES}/1", content=b"x"),
        asked("GET", HOOK),
        httpx.Request("GET", MESSAGES, headers={"user-agent": SAID["user-agent"]}),
        httpx.Request("GET", MESSAGES, headers={"authorization": "Bot x"}),
        asked("POST", MESSAGES, data={"content": "A form"}),
        saying(text="Six."),
        saying(content=6),
        saying(content="Six.", tts=True),
        saying(content="Six.", nonce="n" * 26),
        saying(content="Six.", message_reference={"channel_id": "1"}),
        saying(content="Six.", allowed_mentions={"parse": ["people"]}),
        saying(poll={"question": {"text": "Six?"}, "answers": []}),
        saying(
            poll={"question": {"text": "Six?"}, "answers": [{"poll_media": {"text": "a"}}], "duration": 769}
        ),
        saying(content="Six.", attachments=[{"id": "0"}]),
        with_file(content="Six."),
        with_file(payload_json='{"content": "Six."}'),
        with_file(payload_json='{"attachments": [{"id": "1"}]}'),
    ],
    ids=str,
)
def test_a_call_that_is_not_specified_is_noticed(request_: httpx.Request) -> None:
    with pytest.raises(Unspecified):
        checked(request_)


def test_a_call_that_is_specified_is_read() -> None:
    form = with_file(payload_json='{"content": "Six.", "attachments": [{"id": "0", "description": "Ü"}]}')

    assert checked(form).files == {"0": ("image/png", b"x")}
    assert checked(form).body["content"] == "Six."
    assert checked(asked("GET", f"{MESSAGES}?limit=100&after=7")).query == {"limit": "100", "after": "7"}
    hook = httpx.Request(
        "POST", f"{HOOK}?wait=true", headers={"user-agent": SAID["user-agent"]}, json={"content": "a"}
    )
    assert checked(hook).path == {"webhook_id": CHANNEL, "webhook_token": "abc"}
