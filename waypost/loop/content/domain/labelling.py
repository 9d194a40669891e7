"""Labels as people write them."""

from collections.abc import Iterable

LONGEST = 60


def names_in(text: str) -> list[str]:
    """The names in what somebody wrote, separated by commas or lines."""
    return tidy(text.replace("\n", ",").split(","))


def tidy(names: Iterable[str]) -> list[str]:
    """Names without commas and blanks around them, each once, whatever its case, as it was written first."""
    found: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.replace(",", " ").replace(";", " ").replace("|", " ").split())
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())
