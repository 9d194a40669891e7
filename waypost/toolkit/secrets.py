"""Secrets at rest: encrypted with keys that can be rotated, never shown by accident."""

import hmac
import os
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from waypost.toolkit.refusal import Refusal


class Secret:
    """A text that does not show itself in logs, tracebacks, pages and reprs."""

    __slots__ = ("_plain",)

    def __init__(self, plain: str) -> None:
        self._plain = plain

    def reveal(self) -> str:
        """The plain text, for the one place that sends it."""
        return self._plain

    def __str__(self) -> str:
        return "…"

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._plain.encode(), other._plain.encode())

    def __hash__(self) -> int:
        return hash(self._plain)


class Vault:
    """Encrypts with the first key, decrypts with any (Fernet: AES-128-CBC with HMAC-SHA256)."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise Refusal(
                "There is no key to encrypt tokens with. Set WAYPOST_SECRET_KEYS or let Waypost make a key file."
            )
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise Refusal(
                "A key in WAYPOST_SECRET_KEYS is not valid. Make one with `waypost doctor --new-key`."
            ) from error

    def lock(self, plain: str) -> str:
        """`plain`, encrypted, as text."""
        return self._fernet.encrypt(plain.encode()).decode()

    def unlock(self, locked: str) -> Secret:
        """The plain text of what `lock` returned; a Refusal when no key fits."""
        try:
            return Secret(self._fernet.decrypt(locked.encode()).decode())
        except InvalidToken as error:
            raise Refusal(
                "A stored secret cannot be read with the keys at hand. Put the old key back into WAYPOST_SECRET_KEYS."
            ) from error

    def rotate(self, locked: str) -> str:
        """The same secret, encrypted with the newest key."""
        try:
            return self._fernet.rotate(locked.encode()).decode()
        except InvalidToken as error:
            raise Refusal(
                "A stored secret cannot be read with the keys at hand. Put the old key back into WAYPOST_SECRET_KEYS."
            ) from error


def new_key() -> str:
    """A fresh key for a Vault."""
    return Fernet.generate_key().decode()


def key_file(path: Path) -> list[str]:
    """The keys in the file at `path`, newest first; the file is made, readable by its owner only, when missing."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass  # another process of the same start was first
        else:
            with os.fdopen(handle, "w") as file:
                file.write(new_key() + "\n")
    return [
        line.strip() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")
    ]
