"""Web push against the example of RFC 8291, appendix A, and the rules of RFC 8292."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from waypost.foundation.notices.domain import webpush
from waypost.foundation.notices.domain.devices import named
from waypost.foundation.notices.tests.browser import ANDROID

P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def unpacked(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_message_is_sealed_as_in_the_standard_s_own_example() -> None:
    sender = ec.derive_private_key(int.from_bytes(unpacked(SENDER)), ec.SECP256R1())

    sealed = webpush.encrypt(
        b"When I grow up, I want to be a watermelon",
        p256dh=P256DH,
        auth=AUTH,
        sender=sender,
        salt=unpacked(SALT),
    )

    assert sealed == unpacked(SEALED)


def test_no_message_is_sealed_twice_alike() -> None:
    first, second = (webpush.encrypt(b"Tide", p256dh=P256DH, auth=AUTH) for _ in range(2))

    assert first != second


def test_who_sends_is_signed_for_this_service_and_for_half_a_day() -> None:
    key = webpush.key_from("a secret")

    said = webpush.authorization(
        "https://push.example:8443/for/one", key=key, contact="mailto:tern@tern.example", now=NOW
    )

    token, _, public = said.removeprefix("vapid t=").partition(", k=")
    written, _, signature = token.rpartition(".")
    claims = json.loads(unpacked(written.split(".")[1]))
    assert claims == {
        "aud": "https://push.example:8443",
        "exp": int(NOW.timestamp()) + 12 * 3600,
        "sub": "mailto:tern@tern.example",
    }
    assert public == webpush.public_of(key)
    checks(key, written, unpacked(signature))
    with pytest.raises(InvalidSignature):
        checks(key, written + "x", unpacked(signature))


def checks(key: ec.EllipticCurvePrivateKey, written: str, signature: bytes) -> None:
    whole = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    key.public_key().verify(whole, written.encode(), ec.ECDSA(hashes.SHA256()))


def test_one_secret_gives_one_key() -> None:
    keys = [webpush.public_of(webpush.key_from(secret)) for secret in ("one", "one", "two")]

    assert keys[0] == keys[1] != keys[2]
    assert len(unpacked(keys[0])) == 65


@pytest.mark.parametrize(("p256dh", "auth"), [("", ""), (P256DH[:-4], AUTH), (P256DH, "AAAA"), ("%%", AUTH)])
def test_what_is_no_key_of_a_browser_is_known(p256dh: str, auth: str) -> None:
    assert webpush.are_keys(P256DH, AUTH)
    assert not webpush.are_keys(p256dh, auth)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (ANDROID, "Chrome on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("", "A device"),
    ],
)
def test_a_device_is_called_by_its_browser_and_machine(agent: str, name: str) -> None:
    assert named(agent) == name
