"""Marks words that people read, so that they can be collected for translation, and makes them fit."""

from collections.abc import Sequence


def _(text: str) -> str:
    """Mark `text` as wording; it is returned as it is."""
    return text


def count(number: int, one: str, many: str) -> str:
    """`number` with the right form of its noun: count(1, "post", "posts") is "1 post"."""
    return f"{number} {one if number == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Words in a row: “a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def opening(text: str, most: int) -> str:
    """The first line of `text`; what is longer than `most` characters ends at a word, with an ellipsis."""
    line = text.strip().split("\n", 1)[0].rstrip()
    if len(line) <= most:
        return line
    words = line[: most - 1]
    kept = words.rsplit(" ", 1)[0] if " " in words[most // 2 :] else words
    return f"{kept.rstrip(' ,;:–—')}…"
