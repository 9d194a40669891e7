"""TLS: the name is proven, though the address was chosen before."""

from __future__ import annotations

import datetime
import socket
import ssl
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from waypost.toolkit import http
from waypost.toolkit.http import guard, setting
from waypost.toolkit.http.tests.loopback import Loopback, answer


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for social.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "social.example")])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.UTC)
    paper = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("social.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "papers.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + paper.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secure(server: Loopback, papers: Path, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """The loopback server behind TLS, under any name."""
    host = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    host.load_cert_chain(papers)

    def greet(plug: socket.socket) -> None:
        with host.wrap_socket(plug, server_side=True) as secret_plug:
            server.answering(answer(b"secret"), answer(b"again"))(secret_plug)

    server.play(greet)
    guest = ssl.create_default_context(cafile=papers)
    monkeypatch.setattr(setting, "tls", lambda: guest)
    monkeypatch.setattr(guard, "resolve", lambda name, port: ["127.0.0.1"])
    http.configure([f"social.example:{server.port}", f"other.example:{server.port}"], "Waypost (test)")
    return server


def test_the_name_is_proven_at_the_pinned_address(secure: Loopback) -> None:
    url = f"https://social.example:{secure.port}/"

    assert [http.fetch("GET", url).text for _ in range(2)] == ["secret", "again"]
    assert f"Host: social.example:{secure.port}".encode() in secure.heard[0]
    assert secure.connections == 1


def test_another_name_s_certificate_means_that_nothing_was_sent(secure: Loopback) -> None:
    request = httpx.Request("POST", f"https://other.example:{secure.port}/", content=b"x")

    with pytest.raises(http.NotSent, match="greet"):
        http.connect(request, http.Deadline(10))

    assert secure.heard == []


def test_the_shared_context_proves_names_and_is_made_once() -> None:
    assert setting.tls() is setting.tls()
    assert setting.tls().check_hostname
    assert setting.tls().verify_mode is ssl.CERT_REQUIRED
