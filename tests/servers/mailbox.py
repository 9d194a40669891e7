"""A real IMAP server with one mailbox, in memory: pymap, in a virtual environment of its own."""

from __future__ import annotations

import imaplib
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers import installing
from tests.servers.bluesky.network import free_port

LOGIN, PASSWORD = "ideas@tern.example", "low tide"
_STARTS_IN = 30.0


class MailServer:
    """A server on this machine; with `folder` it offers TLS by a certificate that nobody vouches for."""

    host = "localhost"

    def __init__(self, folder: Path | None = None) -> None:
        self.port = free_port()
        keys = _certificate(folder) if folder is not None else ["--no-tls"]
        words = [str(installing.imap_server()), "--host", "localhost", "--port", str(self.port), *keys,
                 "--no-service", "admin", "dict", "--demo-user", LOGIN, "--demo-password", PASSWORD]  # fmt: skip
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def deliver(self, letter: bytes) -> None:
        """Put a letter into the mailbox, as somebody's mail does."""
        with imaplib.IMAP4(self.host, self.port, timeout=10) as line:
            line.login(LOGIN, PASSWORD)
            done, said = line.append("INBOX", "", "", letter)
        assert done == "OK", said

    def flags(self) -> list[bytes]:
        """What the server has noted about each letter."""
        with imaplib.IMAP4(self.host, self.port, timeout=10) as line:
            line.login(LOGIN, PASSWORD)
            line.select("INBOX", readonly=True)
            _done, said = line.fetch("1:*", "(FLAGS)")
        return [row for row in said if isinstance(row, bytes)]

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _wait(self) -> None:
        until = time.monotonic() + _STARTS_IN
        while True:
            try:
                imaplib.IMAP4(self.host, self.port, timeout=2).shutdown()
                return
            except (OSError, imaplib.IMAP4.error):
                assert self._process.poll() is None, "the mail server ended at once"
                assert time.monotonic() < until, "the mail server does not answer"
                time.sleep(0.1)


def _certificate(folder: Path) -> list[str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ["--cert", str(folder / "cert.pem"), "--key", str(folder / "key.pem")]
