"""Discord for the contract suite: a server of Discord in this process, with Ana in the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from waypost.networks.contract import Account
from waypost.networks.discord_api.tests.guild import CHANNEL, GUILD, Guild
from waypost.networks.tests.fakes import Fake

ANA: dict[str, Any] = {"id": "900000000000000020", "username": "anareis", "global_name": "Ana Reis"}
REFUSALS = (
    httpx.Response(
        400,
        json={
            "code": 50_035,
            "message": "Invalid Form Body",
            "errors": {"content": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Too long."}]}},
        },
    ),
    httpx.Response(400, json={"code": 50_006, "message": "Cannot send an empty message"}),
    httpx.Response(413, json={"code": 40_005, "message": "Request entity too large"}),
    httpx.Response(403, json={"code": 240_000, "message": "Message blocked by harmful links filter"}),
)


@dataclass
class Ana:
    """Somebody in the channel."""

    guild: Guild

    @property
    def mention(self) -> str:
        return f"<@{self.guild.bot['id']}>"

    def says(self, text: str, under: str = "") -> str:
        return self.guild.hear(ANA, text, under).number

    def likes(self, remote_id: str) -> None:
        self.guild.messages[remote_id].signs += 1

    def takes_away(self, remote_id: str) -> None:
        del self.guild.messages[remote_id]

    def under(self, remote_id: str) -> list[str]:
        return [each.text for each in self.guild.messages.values() if each.above == remote_id]


def account_of(guild: Guild) -> Account:
    return Account(remote_id=f"{GUILD}/{CHANNEL}", handle=f"#news ({CHANNEL})", server="", token=guild.token)


def fake() -> Fake:
    guild = Guild()
    return Fake(
        wire=guild,
        account=account_of(guild),
        stored=guild.posts,
        refusals=REFUSALS,
        people=Ana(guild),
    )
