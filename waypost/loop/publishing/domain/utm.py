"""The naming policy of a brand's links: which words are added to an address, so that the site's own analytics knows them.

The five parameters and their meaning are Google's (https://support.google.com/analytics/answer/10917952, 2026-11); every
other web analytics reads them too.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from waypost.toolkit.wording import _

PARAMETERS = ("source", "medium", "campaign", "term", "content")
LONGEST = 100
"""Characters of one value; what is longer is cut."""

WORDS = {
    "network": _("the network, such as mastodon"),
    "channel": _("the channel’s short name"),
    "pillar": _("the pillar of the post"),
    "campaign": _("the short name of its campaign; of a post without one, its pillar"),
    "purpose": _("value, promotional or personal"),
    "format": _("text, image, carousel …"),
    "post": _("the number of the post"),
    "year": _("the year in which it goes out"),
    "quarter": _("1 to 4"),
    "month": _("01 to 12"),
    "day": _("01 to 31"),
}
"""What may stand in braces, and what it becomes."""

_PLACE = re.compile(r"\{([^{}]*)\}")
_NOT_IN_A_VALUE = re.compile(r"[^\w.~-]+")


@dataclass(frozen=True, kw_only=True)
class Naming:
    """A template for each parameter; an empty one adds nothing."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    term: str = ""
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a post on a channel when its links are named. `on` is its day on the brand's wall."""

    network: str
    channel: str
    pillar: str
    campaign: str
    purpose: str
    format: str
    post: int
    on: date

    def words(self) -> dict[str, str]:
        """The words that stand for the places of a template."""
        return {
            "network": self.network,
            "channel": self.channel,
            "pillar": self.pillar,
            "campaign": self.campaign or self.pillar,
            "purpose": self.purpose,
            "format": self.format,
            "post": str(self.post),
            "year": f"{self.on.year:04}",
            "quarter": str((self.on.month + 2) // 3),
            "month": f"{self.on.month:02}",
            "day": f"{self.on.day:02}",
        }


def wrong_places(template: str) -> tuple[str, ...]:
    """Give what stands in braces and is no word of the policy, or a brace that is left over."""
    unknown = [name for name in _PLACE.findall(template) if name not in WORDS]
    left_over = re.findall(r"[{}]", _PLACE.sub("", template))
    return (*unknown, *left_over)


def parameters(naming: Naming, facts: Facts) -> dict[str, str]:
    """Give the parameters with their values, in the order of PARAMETERS; one whose value is empty is left out."""
    words = facts.words()
    named = {f"utm_{name}": _value(getattr(naming, name), words) for name in PARAMETERS}
    return {name: value for name, value in named.items() if value}


def with_parameters(target: str, added: Mapping[str, str]) -> str:
    """Add parameters to an address. What it says already stays as it was written; what nobody can read stays whole."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return target
    known = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    new = {name: value for name, value in added.items() if name not in known}
    query = "&".join(part for part in (parts.query, urlencode(new, quote_via=quote)) if part)
    return urlunsplit(parts._replace(path=parts.path or "/", query=query)) if new else target


def is_of(target: str, sites: tuple[str, ...]) -> bool:
    """Whether an address lies on one of these sites or beneath it; without sites every address counts."""
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return False
    return not sites or any(host == site or host.endswith(f".{site}") for site in sites)


def site_of(typed: str) -> str:
    """Understand what a person typed as a site: its host, lower case, without "www."; empty when it is none."""
    try:
        host = urlsplit(typed if "//" in typed else f"//{typed}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return host if re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) else ""


def _value(template: str, words: Mapping[str, str]) -> str:
    """Fill a template; lower case, hyphens for blanks, so that "Spring Sale" and "spring-sale" are one in a report."""
    filled = _PLACE.sub(lambda place: words.get(place.group(1), ""), template)
    plain = unicodedata.normalize("NFC", filled).casefold()
    return re.sub(r"-{2,}", "-", _NOT_IN_A_VALUE.sub("-", plain)).strip("-")[:LONGEST]
