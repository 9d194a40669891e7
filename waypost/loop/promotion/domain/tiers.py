"""How large a creator's following is, in the words that the trade uses."""

from dataclasses import dataclass

from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Tier:
    """A size of following, from `followers` people on."""

    followers: int
    label: str
    note: str


TIERS = (
    Tier(1_000_000, _("Mega"), _("a million followers and more")),
    Tier(500_000, _("Macro"), _("500,000 to a million followers")),
    Tier(100_000, _("Mid-size"), _("100,000 to 500,000 followers")),
    Tier(10_000, _("Micro"), _("10,000 to 100,000 followers")),
    Tier(1_000, _("Nano"), _("1,000 to 10,000 followers")),
    Tier(0, _("Below nano"), _("fewer than 1,000 followers")),
)
"""The usual tiers, the largest first."""


def tier_of(followers: int) -> Tier:
    """The tier of somebody whom so many people follow."""
    return next(tier for tier in TIERS if followers >= tier.followers)
