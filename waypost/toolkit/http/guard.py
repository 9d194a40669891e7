"""Finds the address behind a name and refuses those that are not out on the public internet."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

from waypost.toolkit.http import setting
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import AddressRefused, DeadlinePassed, NotSent

# https://www.iana.org/assignments/iana-ipv4-special-registry, read 2026-11-21; then multicast, reserved, and
# 168.63.129.16, which every machine at Azure can reach and which answers for the host.
_CLOSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
        ),
    )
)  # fmt: skip

# Only 2000::/3 is given out as global unicast. That leaves out ::1, IPv4-mapped, NAT64 (64:ff9b::/96 and
# 64:ff9b:1::/48), unique local, link-local, site-local and multicast; from what remains: Teredo and other
# protocol assignments, documentation, 6to4.
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)


def addresses(host: str, port: int, deadline: Deadline) -> list[str]:
    """Look a host up and return its addresses, each one checked; connect to these and never ask again.

    Raises AddressRefused when any of them is private and the installation did not allow `host:port`,
    NotSent when there is no such name, DeadlinePassed when the look-up takes too long.
    """
    found = _look_up(host, port, deadline)
    if not setting.is_allowed(host, port):
        for address in found:
            if not is_public(address):
                raise AddressRefused(
                    f"{host}:{port} is at {address}, which is not a public address. "
                    f"To allow it, add {host}:{port} to WAYPOST_ALLOW_HOSTS."
                )
    return found


def is_public(address: str) -> bool:
    """Whether an address (IPv4 or IPv6 in text) is one that anybody on the internet can reach."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _CLOSED_4)
    return ip in _OPEN_6 and not any(ip in network for network in _CLOSED_6)


def _look_up(host: str, port: int, deadline: Deadline) -> list[str]:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _ask(host, port, deadline)
    return [host]


def _ask(host: str, port: int, deadline: Deadline) -> list[str]:
    """Ask the system's resolver in a thread that may be left behind: it knows no deadline of its own."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="name-look-up").start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise DeadlinePassed(f"looking up {host} took too long") from None
    if isinstance(answer, Exception):
        raise NotSent(f"{host} cannot be found: {answer}") from answer
    return answer


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses, in the order in which they should be tried."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))
