"""What the installation says about outgoing calls; set once at start, never from the web."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import httpx


@dataclass(frozen=True, slots=True)
class _Setting:
    allow_hosts: frozenset[tuple[str, int]] = frozenset()
    user_agent: str = "Waypost"


_setting = _Setting()


def configure(allow_hosts: Sequence[str], user_agent: str) -> None:
    """Set the `host:port` pairs that may be private, and how this installation names itself.

    Raises ValueError for an entry without a port.
    """
    global _setting
    _setting = _Setting(frozenset(map(_host_and_port, allow_hosts)), user_agent)


def is_allowed(host: str, port: int) -> bool:
    """Whether the installation opened the guard for this very host and port."""
    return (host.lower().strip("[]"), port) in _setting.allow_hosts


def user_agent() -> str:
    """How this installation names itself."""
    return _setting.user_agent


@cache
def tls() -> ssl.SSLContext:
    """The one context for all calls: making one costs 42 ms."""
    context = httpx.create_ssl_context(trust_env=False)
    context.set_alpn_protocols(["http/1.1"])
    return context


def _host_and_port(entry: str) -> tuple[str, int]:
    host, _, port = entry.strip().rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"“{entry}” is not host:port. Write for example 192.168.1.20:3000 or [::1]:3000.")
    return host.lower().strip("[]"), int(port)
