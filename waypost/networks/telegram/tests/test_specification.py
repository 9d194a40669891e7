"""The server holds calls against facts; these hold the facts, and the holding, against what they come from."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from waypost.networks.telegram.tests.checking import Unspecified, checked
from waypost.networks.telegram.tests.specification import facts, known

BOT = "https://api.telegram.org/bot1:AAAAAAAAAAAA"
DOCUMENT = Path(__file__).parents[5] / "shared" / "contracts" / "openapi" / "telegram-bot-api.json"

if DOCUMENT.exists():  # it lies beside the project where the project is made, and nowhere else

    def test_the_facts_are_those_of_the_whole_specification() -> None:
        assert facts(json.loads(DOCUMENT.read_text(encoding="utf-8"))) == known()


def saying(**fields: object) -> httpx.Request:
    return httpx.Request("POST", f"{BOT}/sendMessage", json={"chat_id": 1, "text": "Six.", **fields})


@pytest.mark.parametrize(
    "request_",
    [
        httpx.Request("GET", f"{BOT}/getMe"),
        httpx.Request("POST", f"{BOT}/getHim", json={}),
        httpx.Request("POST", f"{BOT}/getChat", json={}),
        httpx.Request("POST", f"{BOT}/getMe", content=b"x"),
        saying(texts="Six."),
        saying(text=6),
        saying(entities={}),
        saying(entities=[{"type": "bold", "offset": 0}]),
        saying(reply_parameters={"message_id": "6"}),
        saying(link_preview_options={"hidden": True}),
        saying(reply_markup={"inline_keyboard": []}),
        httpx.Request("POST", f"{BOT}/sendPhoto", data={"chat_id": "1", "photo": "attach://file0"}),
        httpx.Request(
            "POST",
            f"{BOT}/sendPhoto",
            data={"chat_id": "1", "photo": "attach://a"},
            files={"b": ("b.png", b"x")},
        ),
        httpx.Request("POST", f"{BOT}/sendMediaGroup", json={"chat_id": 1, "media": [{"type": "photo"}]}),
    ],
    ids=str,
)
def test_a_call_that_is_not_specified_is_noticed(request_: httpx.Request) -> None:
    with pytest.raises(Unspecified):
        checked(request_)


def test_a_call_that_is_specified_is_read() -> None:
    form = httpx.Request(
        "POST",
        f"{BOT}/sendPhoto",
        data={"chat_id": "-100", "photo": "attach://file0", "caption": "7"},
        files={"file0": ("a.png", b"\x89", "image/png")},
    )

    call = checked(form)

    assert call.fields == {"chat_id": -100, "photo": "attach://file0", "caption": "7"}
    assert call.files == {"file0": ("image/png", b"\x89")}
    assert checked(saying(chat_id="@tern")).method == "sendMessage"
