"""Record keys: the identifiers under which posts are kept (https://atproto.com/specs/tid, read 2026-11-21)."""

from hashlib import sha256

_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_BEGIN = 1_577_836_800_000_000  # 2020-01-01, in microseconds
_SPAN = 150_000_000_000_000  # about four years and nine months, so that no key ever lies in the future


def record_key(key: str, part: int = 0) -> str:
    """Give the record key that stands for `key`, the same one always; `part` counts the posts of a thread from 0.

    Thirteen letters that name a microsecond and a clock. The time is drawn from the key, not from a clock: a key
    must be the same on every try, and the servers ask only that it has the form.
    """
    digest = int.from_bytes(sha256(key.encode()).digest()[:16])
    moment, clock = _BEGIN + digest % _SPAN + part, (digest // _SPAN) % 1024
    return _letters(moment << 10 | clock)


def _letters(number: int) -> str:
    return "".join(_LETTERS[number >> shift & 31] for shift in range(60, -1, -5))
