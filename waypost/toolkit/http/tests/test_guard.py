"""Which addresses may be called."""

from __future__ import annotations

import threading

import pytest

from waypost.toolkit import http
from waypost.toolkit.http import guard, setting


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.8.8.8", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "5f00::1",
        "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(http.AddressRefused, match="WAYPOST_ALLOW_HOSTS"):
        guard.addresses(address, 443, http.Deadline(10))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_a_public_address_passes(address: str) -> None:
    assert guard.addresses(address, 443, http.Deadline(10)) == [address]


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "017700000001"])
def test_loopback_in_disguise_is_refused(host: str) -> None:
    with pytest.raises(http.AddressRefused):
        guard.addresses(host, 80, http.Deadline(10))


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["8.8.8.8", "10.0.0.1"])

    with pytest.raises(http.AddressRefused):
        guard.addresses("mixed.example", 443, http.Deadline(10))


def test_an_allowed_host_may_be_private_on_that_port_only() -> None:
    http.configure(["192.168.1.20:3000", "[::1]:8080"], "Waypost (test)")

    assert guard.addresses("192.168.1.20", 3000, http.Deadline(10)) == ["192.168.1.20"]
    assert guard.addresses("::1", 8080, http.Deadline(10)) == ["::1"]
    with pytest.raises(http.AddressRefused):
        guard.addresses("192.168.1.20", 3001, http.Deadline(10))


@pytest.mark.parametrize(
    "entry", ["example.org", "example.org:", ":80", "example.org:http", "example.org:70000"]
)
def test_an_allowed_host_without_a_port_is_a_mistake(entry: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        http.configure([entry], "Waypost (test)")


def test_a_name_that_nobody_knows_means_that_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    monkeypatch.setattr(guard, "resolve", unknown)

    with pytest.raises(http.NotSent, match=r"nowhere\.example"):
        http.fetch("GET", "https://nowhere.example/", deadline_seconds=1)


def test_a_resolver_that_hangs_cannot_stretch_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        end.wait(5)
        return ["8.8.8.8"]

    monkeypatch.setattr(guard, "resolve", hang)

    with pytest.raises(http.NotSent):
        http.fetch("GET", "https://slow.example/", deadline_seconds=0.05)
    end.set()


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "https:///nothing", "gopher://x/"]
)
def test_only_http_is_spoken(url: str) -> None:
    with pytest.raises(http.NotSent):
        http.fetch("GET", url, deadline_seconds=1)


def test_nothing_is_allowed_unless_configured() -> None:
    assert not setting.is_allowed("127.0.0.1", 1)
