"""The kinds of notices that people can turn off, and what each is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Kind:
    """What a kind is called, and when it comes."""

    title: str
    when: str


DIGEST = "digest"
TURNED_OFF: Mapping[str, Kind] = {
    DIGEST: Kind(_("The weekly digest"), _("On Monday morning by mail, and among the notices.")),
}
"""Everything else concerns work that waits for somebody, and is always told."""
