"""Keys and events as people pass them on: npub, nsec, note, nprofile, nevent (NIP-19, by the rules of BIP-173)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK = 6
_LONGEST = 5000
_SPECIAL, _RELAY, _AUTHOR, _KIND = 0, 1, 2, 3
_PLAIN = frozenset({"npub", "nsec", "note"})
_FULL = frozenset({"nprofile", "nevent"})


class NotAnEntity(ValueError):
    """The word is none of these."""


def npub(pubkey: str) -> str:
    """A public key (hex) as people pass it on."""
    return encoded("npub", bytes.fromhex(pubkey))


def nprofile(pubkey: str, relays: Iterable[str] = ()) -> str:
    """Somebody, with relays on which they are."""
    return encoded("nprofile", _entries([(_SPECIAL, bytes.fromhex(pubkey)), *_relays(relays)]))


def nevent(event_id: str, author: str, relays: Iterable[str] = ()) -> str:
    """An event, with whose it is and relays that have it."""
    found = [(_SPECIAL, bytes.fromhex(event_id)), *_relays(relays), (_AUTHOR, bytes.fromhex(author))]
    return encoded("nevent", _entries(found))


def key_in(word: str) -> tuple[str, str]:
    """What kind of entity a word is, and the key or the id in it as hex. Raises NotAnEntity."""
    kind, payload = decoded(word)
    if kind in _PLAIN:
        special = payload
    elif kind in _FULL:
        special = next((value for number, value in _read(payload) if number == _SPECIAL), b"")
    else:
        raise NotAnEntity(f"{kind} is no key and no event")
    if len(special) != 32:
        raise NotAnEntity("what it names has not 32 bytes")
    return kind, special.hex()


def encoded(kind: str, payload: bytes) -> str:
    """Bytes as a word of one kind."""
    values = _regrouped(payload, 8, 5, pad=True)
    wanted = _checksum([*_spread(kind), *values, *[0] * _CHECK]) ^ 1
    check = [wanted >> 5 * (_CHECK - 1 - place) & 31 for place in range(_CHECK)]
    return f"{kind}1{''.join(_LETTERS[value] for value in [*values, *check])}"


def decoded(word: str) -> tuple[str, bytes]:
    """The kind and the bytes of a word. Raises NotAnEntity."""
    if word != word.lower() and word != word.upper():
        raise NotAnEntity("a word in small and in large letters")
    kind, _, rest = word.lower().rpartition("1")
    if not kind or len(rest) < _CHECK or len(word) > _LONGEST or set(rest) - set(_LETTERS):
        raise NotAnEntity("no such word")
    values = [_LETTERS.index(letter) for letter in rest]
    if _checksum([*_spread(kind), *values]) != 1:
        raise NotAnEntity("a letter is wrong or missing")
    return kind, bytes(_regrouped(values[:-_CHECK], 5, 8, pad=False))


def _relays(relays: Iterable[str]) -> list[tuple[int, bytes]]:
    return [(_RELAY, relay.encode()) for relay in relays]


def _entries(found: Sequence[tuple[int, bytes]]) -> bytes:
    return b"".join(bytes([number, len(value)]) + value for number, value in found if len(value) < 256)


def _read(payload: bytes) -> list[tuple[int, bytes]]:
    """Type, length, value, again and again. Raises NotAnEntity when they do not add up."""
    found: list[tuple[int, bytes]] = []
    while payload:
        if len(payload) < 2 or len(payload) < 2 + payload[1]:
            raise NotAnEntity("it ends too early")
        length = payload[1]
        found.append((payload[0], payload[2 : 2 + length]))
        payload = payload[2 + length :]
    return found


def _spread(kind: str) -> list[int]:
    return [ord(letter) >> 5 for letter in kind] + [0] + [ord(letter) & 31 for letter in kind]


def _checksum(values: Iterable[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            sum_ ^= generator if top >> place & 1 else 0
    return sum_


def _regrouped(values: Iterable[int], size: int, wanted: int, *, pad: bool) -> list[int]:
    """The same bits in groups of another size. Raises NotAnEntity where bits are left over that should not be."""
    number, bits, found = 0, 0, list[int]()
    for value in values:
        number, bits = number << size | value, bits + size
        while bits >= wanted:
            bits -= wanted
            found.append(number >> bits & (1 << wanted) - 1)
        number &= (1 << bits) - 1
    if pad and bits:
        found.append(number << wanted - bits & (1 << wanted) - 1)
    elif bits >= size or (not pad and number):
        raise NotAnEntity("bits are left over")
    return found
