"""What a person brings to connect an account: which boxes the form has, and what each is called on that network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Box(StrEnum):
    """Where in an Account what is typed goes."""

    SERVER = "server"
    HANDLE = "handle"
    TOKEN = "token"  # noqa: S105 (a box, not a secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One box of the form. `help` is where the person finds it, in a whole sentence.

    A server is an address with https; a handle is words; a token is a secret: it is never shown again.
    """

    box: Box
    label: str
    help: str = ""
