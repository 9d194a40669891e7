"""A page on LinkedIn (https://learn.microsoft.com/en-us/linkedin/marketing/community-management, 2026-11)."""

from waypost.networks.contract.needs import by_hand_until
from waypost.networks.linkedin.sharing import card
from waypost.toolkit.wording import _

CARD = card(
    "linkedin_page",
    "LinkedIn (page)",
    *by_hand_until(
        review=_(
            "Also for a page that you administer, LinkedIn wants an app approved for the Community Management API: a "
            "registered business, a verified page, and a screen recording for the second stage."
        ),
        takes=_("Weeks to months."),
    ),
)
