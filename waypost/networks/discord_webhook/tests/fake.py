"""A webhook for the contract suite: a server of Discord in this process, with Ana in the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from waypost.networks.contract import Account
from waypost.networks.discord_api.tests.guild import CHANNEL, GUILD, WEBHOOK, Guild
from waypost.networks.tests.fakes import Fake

ANA: dict[str, Any] = {"id": "900000000000000020", "username": "anareis", "global_name": "Ana Reis"}
REFUSALS = (
    httpx.Response(400, json={"code": 50_035, "message": "Invalid Form Body"}),
    httpx.Response(400, json={"code": 50_006, "message": "Cannot send an empty message"}),
    httpx.Response(413, json={"code": 40_005, "message": "Request entity too large"}),
    httpx.Response(400, json={"code": 220_001, "message": "Webhooks posted to forum channels need a thread"}),
)


@dataclass
class Ana:
    """Somebody in the channel, whom a webhook does not hear."""

    guild: Guild

    @property
    def mention(self) -> str:
        raise NotImplementedError("a webhook is not called by name")

    def says(self, text: str, under: str = "") -> str:
        return self.guild.hear(ANA, text, under).number

    def likes(self, remote_id: str) -> None:
        self.guild.messages[remote_id].signs += 1

    def takes_away(self, remote_id: str) -> None:
        del self.guild.messages[remote_id]

    def under(self, remote_id: str) -> list[str]:
        return [each.text for each in self.guild.messages.values() if each.above == remote_id]


def address_of(guild: Guild) -> str:
    return f"https://discord.com/api/webhooks/{WEBHOOK}/{guild.webhook_token}"


def account_of(guild: Guild) -> Account:
    remote_id = f"{GUILD}/{CHANNEL}/{WEBHOOK}"
    return Account(remote_id=remote_id, handle="Tern news", server="", token=address_of(guild))


def fake() -> Fake:
    guild = Guild()
    return Fake(
        wire=guild,
        account=account_of(guild),
        stored=lambda: guild.posts(WEBHOOK),
        refusals=REFUSALS,
        people=Ana(guild),
    )
