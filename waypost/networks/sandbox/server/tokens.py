"""Tokens beyond an account's first: given anew, ending after a while, renewed once each, taken back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from waypost.networks.sandbox.truth import Owner, Truth, digest
from waypost.toolkit import clock

_LAST = "token_seconds"


@dataclass(frozen=True, slots=True)
class Given:
    """A token in the clear, shown this once; good until `ends_at`, or for ever."""

    token: str
    ends_at: datetime | None


class Tokens:
    """Who may call, kept in the truth's file."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth

    @property
    def seconds(self) -> int:
        """How long new tokens are good; 0 for ever."""
        return int(self._truth.switch(_LAST) or 0)

    def let_last(self, seconds: int) -> None:
        """Let tokens that are given from now on end after so long; 0 for ever."""
        self._truth.set_switch(_LAST, str(seconds))

    def owner_of(self, token: str) -> Owner | None:
        """Whose token this is, if it is still good."""
        first = self._truth.account_of(token)
        if first is not None:
            return first
        row = self._truth.run(
            "SELECT account.id, account.handle, account.name FROM token JOIN account ON account.id = token.account_id"
            " WHERE token.token = ? AND (token.ends_at = '' OR token.ends_at > ?)",
            digest(token), clock.now().isoformat(),
        ).fetchone()  # fmt: skip
        return Owner(*row) if row else None

    def end_of(self, token: str) -> datetime | None:
        """When a token stops being good; None where it does not."""
        row = self._truth.run("SELECT ends_at FROM token WHERE token = ?", digest(token)).fetchone()
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def give(self, owner: Owner) -> Given:
        """Give an account another token."""
        token = secrets.token_urlsafe(24)
        ends_at = clock.now() + timedelta(seconds=self.seconds) if self.seconds else None
        self._truth.run(
            "INSERT INTO token (token, account_id, ends_at) VALUES (?, ?, ?)",
            digest(token), owner.id, ends_at.isoformat() if ends_at else "",
        )  # fmt: skip
        return Given(token, ends_at)

    def renew(self, owner: Owner, token: str) -> Given | None:
        """Exchange a token that ends for a new one; nothing when that was done before. The old one lives to its end."""
        done = self._truth.run(
            "UPDATE token SET renewed = 1 WHERE token = ? AND renewed = 0 AND ends_at <> ''", digest(token)
        )
        return self.give(owner) if done.rowcount else None

    def take_back(self, account_id: str) -> None:
        """End every token of an account at once."""
        self._truth.run("DELETE FROM token WHERE account_id = ?", account_id)
        self._truth.run(
            "UPDATE account SET token = ? WHERE id = ?", digest(secrets.token_urlsafe(24)), account_id
        )
