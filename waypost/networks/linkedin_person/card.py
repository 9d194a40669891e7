"""A member's profile on LinkedIn (https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve, 2026-11)."""

from waypost.networks.contract import BY_HAND, Need, Standing
from waypost.networks.linkedin.sharing import card
from waypost.toolkit.wording import _

CARD = card(
    "linkedin_person",
    "LinkedIn (profile)",
    BY_HAND,
    Need(
        Standing.OWN,
        _(
            "LinkedIn lets an app of your own post as its members without review, by the product Share on LinkedIn. "
            "Waypost does not post there by itself yet."
        ),
    ),
    Need(
        Standing.REVIEW,
        _("Comments and figures of a profile are open only to approved apps (Community Management API)."),
        takes=_("Weeks to months, with a first and a second stage."),
        until=_("Read comments in the app, and write the figures down on the page of the post."),
    ),
)
