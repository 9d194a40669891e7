"""Slack for the contract suite: a workspace in this process, with an app of ours and Ana in one channel."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from waypost.networks.contract import Account
from waypost.networks.slack.tests.workspace import Workspace
from waypost.networks.slack.words import plain
from waypost.networks.tests.fakes import Fake

REFUSALS = tuple(
    httpx.Response(200, json={"ok": False, "error": error})
    for error in ("msg_too_long", "no_text", "invalid_blocks", "too_many_attachments", "metadata_too_large")
)


@dataclass
class Ana:
    """Somebody else in the channel."""

    workspace: Workspace
    user: str
    app: str

    @property
    def mention(self) -> str:
        return f"<@{self.app}>"

    def says(self, text: str, under: str = "") -> str:
        return self.workspace.write(self.user, {"text": text, "thread_ts": under}).ts

    def likes(self, remote_id: str) -> None:
        self.workspace.messages[remote_id].likes += 1

    def takes_away(self, remote_id: str) -> None:
        del self.workspace.messages[remote_id]

    def under(self, remote_id: str) -> list[str]:
        """What follows a message in its thread, which is flat."""
        root = self.workspace.messages[remote_id].thread or remote_id
        after = [message for message in self.workspace.thread(root) if message.ts > remote_id]
        return [plain(message.said["text"]) for message in after]


def account_of(workspace: Workspace, user: str) -> Account:
    return Account(
        remote_id=f"{workspace.team}/{workspace.channel}",
        handle=f"#{workspace.name}",
        server=workspace.address,
        token=workspace.token(user),
    )


def fake() -> Fake:
    workspace = Workspace()
    app = workspace.join("tern", "Tern & Tide")
    return Fake(
        wire=workspace,
        account=account_of(workspace, app),
        stored=lambda: [plain(one.said["text"]) for one in workspace.messages.values() if one.by == app],
        refusals=REFUSALS,
        people=Ana(workspace, workspace.join("ana", "Ana"), app),
    )
