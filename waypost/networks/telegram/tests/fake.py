"""Telegram for the contract suite: a Bot API server in this process, with Ana in the group that discusses the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from waypost.networks.contract import Account
from waypost.networks.telegram.tests.bot_api import CHANNEL, GROUP, BotApi
from waypost.networks.tests.fakes import Fake

ANA: dict[str, Any] = {
    "from": {"id": 9001, "is_bot": False, "first_name": "Ana", "last_name": "Reis", "username": "anareis"}
}
REFUSALS = tuple(
    httpx.Response(400, json={"ok": False, "error_code": 400, "description": f"Bad Request: {words}"})
    for words in (
        "message is too long",
        "message caption is too long",
        "PHOTO_INVALID_DIMENSIONS",
        "message to be replied not found",
        "can't parse entities: unsupported start tag",
    )
)


@dataclass
class Ana:
    """Somebody in the group that discusses the channel."""

    server: BotApi

    @property
    def mention(self) -> str:
        return f"@{self.server.bot['username']}"

    def says(self, text: str, under: str = "") -> str:
        said = self.server.hear(ANA, text, above=self._place(under))
        return f"{GROUP}:{said.number}"

    def likes(self, remote_id: str) -> None:
        raise NotImplementedError("a bot is not told who likes what")

    def takes_away(self, remote_id: str) -> None:
        del self.server.messages[CHANNEL, int(remote_id)]

    def under(self, remote_id: str) -> list[str]:
        place = self._place(remote_id)
        return [
            each.text for each in self.server.messages.values() if each.chat == GROUP and each.above == place
        ]

    def _place(self, remote_id: str) -> int:
        chat, _, number = remote_id.rpartition(":")
        if not number:
            return 0
        return int(number) if chat else self.server.copy_in_group(int(number.partition(",")[0]))


def account_of(server: BotApi) -> Account:
    return Account(remote_id=str(CHANNEL), handle="@ternandtide", server="", token=server.token)


def fake() -> Fake:
    server = BotApi()
    return Fake(
        wire=server,
        account=account_of(server),
        stored=server.posts,
        refusals=REFUSALS,
        people=Ana(server),
    )
