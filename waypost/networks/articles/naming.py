"""What an article is called: its title, and the slug under which it is found again."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from hashlib import sha256

import regex

from waypost.networks.contract import Option
from waypost.toolkit.cutting import cut
from waypost.toolkit.wording import _

TITLE, EXCERPT, TAGS = "title", "excerpt", "tags"
TITLE_LIMIT = 255
TAGS_OPTION = Option(
    name=TAGS, label=_("Tags"), help=_("With commas between them; those that are new are made."), limit=500
)
_UNTITLED = 80
_SLUG_WORDS = 60
_FIRST_LINK = regex.compile(r"https?://\S+")


def title_option(limit: int = TITLE_LIMIT) -> Option:
    """The option that holds the title."""
    return Option(
        name=TITLE,
        label=_("Title"),
        help=_("Left empty, the beginning of the text is the title."),
        limit=limit,
    )


def excerpt_option(limit: int = 0) -> Option:
    """The option that holds a short version for lists and feeds."""
    return Option(
        name=EXCERPT,
        label=_("Excerpt"),
        help=_("One or two sentences for lists, feeds and search."),
        lines=True,
        limit=limit,
    )


def title_of(options: Mapping[str, str], text: str) -> str:
    """The title: as somebody wrote it, else the first line of the text without its links, cut between words."""
    if written := options.get(TITLE, "").strip():
        return written
    lines = (" ".join(_FIRST_LINK.sub("", line).split()) for line in text.splitlines())
    first = next(filter(None, lines), "")
    parts = cut(first, fits=lambda part: len(part) < _UNTITLED, whole=lambda word: [])
    return f"{parts[0]}…" if len(parts) > 1 else first


def slug_of(key: str, title: str) -> str:
    """The last part of the address: words for people, and behind them what only this publication has.

    Plain letters, digits and hyphens: nothing that a server would write otherwise.
    """
    plain = regex.sub(r"\p{M}|'", "", unicodedata.normalize("NFKD", title).lower())
    words = regex.sub(r"[^a-z0-9]+", "-", plain)
    return f"{words[:_SLUG_WORDS].strip('-')}-{mark_of(key)}".strip("-")


def mark_of(key: str) -> str:
    """Twelve characters by which a publication is known, made of its key; never a number."""
    return f"w{sha256(key.encode()).hexdigest()[:11]}"


def names_in(written: str) -> list[str]:
    """The names that stand in a text with commas or line ends between them, each once in whatever case."""
    found: dict[str, str] = {}
    for part in regex.split(r"[,\n]", written):
        if name := " ".join(part.split()).removeprefix("#"):
            found.setdefault(name.casefold(), name)
    return list(found.values())
