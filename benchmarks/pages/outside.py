"""Finds addresses in a page that a browser would fetch from anywhere else."""

import re
from html.parser import HTMLParser

FETCHED = {"src", "srcset", "poster", "data", "background", "action", "formaction"}
"""Attributes whose address a browser fetches or sends to; `href` is one on <link> and inside SVG only."""
AWAY = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_CODE = re.compile(
    r"(?:url\(\s*['\"]?|@import\s+['\"]|\b(?:from|import)\s*\(?\s*['\"])((?:https?:)?//[^'\")\s]+)",
    re.IGNORECASE,
)


class Page(HTMLParser):
    """Reads one page: what it would fetch from elsewhere, and which style sheets and scripts of ours it uses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.outside: set[str] = set()
        self.own: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None or not self._is_fetched(tag, name):
                continue
            for part in value.split(",") if name == "srcset" else [value]:
                self._note(tag, part.strip().partition(" ")[0])

    def _is_fetched(self, tag: str, name: str) -> bool:
        return (
            name in FETCHED
            or (name in {"href", "xlink:href"} and tag not in {"a", "area"})
            or name == "style"
        )

    def _note(self, tag: str, address: str) -> None:
        if AWAY.match(address) or outside_in_code(address):
            self.outside.add(address)
        elif tag in {"link", "script"} and address.startswith("/"):
            self.own.add(address)


def outside_in_code(text: str) -> set[str]:
    """What a style sheet or script would fetch from elsewhere."""
    return set(IN_CODE.findall(text))
