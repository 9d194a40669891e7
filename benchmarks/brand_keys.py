"""The channels of the brand, known without asking the database."""

FIRST = ("gallery", "journal", "harbour")


def keys(count: int) -> list[str]:
    """The keys, and handles, of this many channels."""
    return [FIRST[number] if number < len(FIRST) else f"quay-{number}" for number in range(count)]


def token(key: str) -> str:
    """What lets us post on the sandbox as this channel."""
    return f"token-{key}"
