"""Web push: a short message, encrypted for one browser and signed by this installation.

Sources: RFC 8291 (encryption), RFC 8188 (its encoding), RFC 8292 (who sends: VAPID); the test vector is RFC 8291's.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RECORD_SIZE = 4096
LONGEST = 3000
"""Bytes of a message that every push service takes."""
GOOD_FOR = timedelta(hours=12)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the curve P-256 (FIPS 186-5): a private key is a number below it."""


def key_from(secret: str) -> ec.EllipticCurvePrivateKey:
    """The key by which push services know this installation, the same whenever derived from the same secret."""
    drawn = _derive(secret.encode(), salt=b"", info=b"waypost web push", length=48)
    return ec.derive_private_key(int.from_bytes(drawn) % (ORDER - 1) + 1, ec.SECP256R1())


def written(key: ec.EllipticCurvePrivateKey) -> str:
    """The whole key as text, to be kept encrypted."""
    return format(key.private_numbers().private_value, "x")


def read(text: str) -> ec.EllipticCurvePrivateKey:
    """The key of which `written` made this text."""
    return ec.derive_private_key(int(text, 16), ec.SECP256R1())


def public_of(key: ec.EllipticCurvePrivateKey) -> str:
    """The public half, as browsers want it: 65 bytes, base64url without padding."""
    return _packed(_point(key))


def encrypt(
    message: bytes,
    *,
    p256dh: str,
    auth: str,
    sender: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Encrypt for the browser whose keys these are (base64url). Raises ValueError when they are no keys.

    `sender` and `salt` are new for every message; only a test gives them.
    """
    assert len(message) <= LONGEST, "a push message is short"
    theirs, secret = _unpacked(p256dh), _unpacked(auth)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    sender, salt = sender or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(16)
    ours = _point(sender)
    shared = sender.exchange(ec.ECDH(), public)
    drawn = _derive(shared, salt=secret, info=b"WebPush: info\0" + theirs + ours, length=32)
    key = _derive(drawn, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _derive(drawn, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    head = salt + RECORD_SIZE.to_bytes(4) + len(ours).to_bytes(1) + ours
    return head + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def authorization(endpoint: str, *, key: ec.EllipticCurvePrivateKey, contact: str, now: datetime) -> str:
    """The header that tells the push service who sends; `contact` is a mailto: or https: address."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + GOOD_FOR).timestamp()),
        "sub": contact,
    }
    written = ".".join(
        _packed(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims)
    )
    r, s = decode_dss_signature(key.sign(written.encode(), ec.ECDSA(hashes.SHA256())))
    signature = _packed(r.to_bytes(32) + s.to_bytes(32))
    return f"vapid t={written}.{signature}, k={public_of(key)}"


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether a browser's keys are such that something can be encrypted for it."""
    try:
        encrypt(b"", p256dh=p256dh, auth=auth)
    except (ValueError, InvalidKey):
        return False
    return len(_unpacked(auth)) == 16


def _derive(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def _packed(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
