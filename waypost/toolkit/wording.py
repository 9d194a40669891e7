"""Marks words that people read, so that they can be collected for translation."""


def _(text: str) -> str:
    """Mark `text` as wording; it is returned as it is."""
    return text


def count(number: int, one: str, many: str) -> str:
    """`number` with the right form of its noun: count(1, "post", "posts") is "1 post"."""
    return f"{number} {one if number == 1 else many}"
