"""What comes in and what goes out, however it travels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl


class Ending(StrEnum):
    """How an answer ends."""

    WHOLE = "whole"
    CUT = "cut"
    HALF = "half"
    HANG = "hang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request. Header names are in small letters; the path is as it stood on the line, still quoted."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def token(self) -> str:
        """The bearer token, or nothing."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token if kind.lower() == "bearer" else ""

    @property
    def origin(self) -> str:
        """The address under which the caller knows this server."""
        return f"http://{self.headers.get('host', 'sandbox')}"

    def form(self) -> dict[str, str]:
        """The body read as a form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    ending: Ending = Ending.WHOLE


def asked(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Asked:
    """Read a request from its parts; `target` is the path with its query, as it stands on the line."""
    path, _, query = target.partition("?")
    return Asked(method=method.upper(), path=path, params=dict(parse_qsl(query)), headers=headers, body=body)


def said(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Answered:
    """Answer with JSON."""
    return Answered(status=status, body=json.dumps(value).encode(), headers=headers or {})


def refused(status: int, error: str, message: str, headers: Mapping[str, str] | None = None) -> Answered:
    """Answer with a documented refusal: a word for programs and a sentence for people."""
    return said(status, {"error": error, "message": message}, headers)
