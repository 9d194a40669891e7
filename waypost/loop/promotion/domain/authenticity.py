"""What says whether a following is real: what a person sees, and what the figures say by themselves.

The figures are a reason to look, never a verdict: FEW and MANY are starting values of ours, far outside of what most
accounts show, because what is usual differs by network and size.
"""

from collections.abc import Mapping

from waypost.toolkit.wording import _

SIGNS: Mapping[str, str] = {
    "leaps": _("Followers came in leaps, not gradually"),
    "generic": _("Comments are alike or empty: “Nice!”, hearts"),
    "strangers": _("Followers live where nobody knows the creator, or have no posts"),
    "uneven": _("One post moves thousands, the next one nobody"),
    "hidden": _("Adverts that are not marked"),
    "crowded": _("Every third post or more is an advert"),
}
"""What somebody who looks at a profile may see."""

FEW = 0.003
MANY = 0.3


def reaction_share(followers: int | None, interactions: int | None) -> float | None:
    """Which share of the followers reacts to a post; None where either is not known."""
    return interactions / followers if followers and interactions is not None else None


def sign_of(share: float | None) -> str:
    """What such a share of reactions gives reason to look at; "" where it is not unusual or not known."""
    if share is None:
        return ""
    elif share < FEW:
        return _("Hardly anybody who follows reacts. See whether the followers are people.")
    elif share > MANY:
        return _("More react than one would expect. See who they are.")
    else:
        return ""
