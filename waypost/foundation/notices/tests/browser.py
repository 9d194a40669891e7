"""A browser that allowed notices, and the push service behind it."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waypost.toolkit import http

ANDROID = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)


@dataclass
class Browser:
    """What a browser gives when somebody allows notices; `shown` is what came, decrypted."""

    endpoint: str = "https://push.example/for/one"
    status: int = 201
    is_down: bool = False
    heard: list[httpx.Request] = field(default_factory=list)
    secret: bytes = b"sixteen bytes it"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def said(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": packed(self.point), "auth": packed(self.secret)}

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    @property
    def shown(self) -> list[dict[str, Any]]:
        return [json.loads(self.read(request.content)) for request in self.heard]

    def connect(self, request: httpx.Request) -> None:
        if self.is_down:
            raise http.NotSent("nobody listens")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        self.heard.append(request)
        return httpx.Response(self.status, request=request)

    def read(self, body: bytes) -> bytes:
        """Decrypt as a browser does (RFC 8291)."""
        salt, length = body[:16], body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        info = b"WebPush: info\0" + self.point + theirs
        drawn = derive(self.key.exchange(ec.ECDH(), public), self.secret, info, 32)
        key = derive(drawn, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(drawn, salt, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, sealed, None).removesuffix(b"\x02")


def derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def packed(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
