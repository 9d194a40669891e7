"""What Meta asks of a program that wants to post (https://developers.facebook.com/docs/app-review, 2026-11)."""

from __future__ import annotations

from waypost.networks.contract import Need
from waypost.networks.contract.needs import by_hand_until
from waypost.toolkit.wording import _


def needs(label: str, account: str) -> tuple[Need, ...]:
    """The ways to post on one of them; `account` is what an account is called there, with its article."""
    return by_hand_until(
        own=_(
            "Meta lets an app of your own post by itself as {account} of somebody who has a role in the app, "
            "without review. Waypost does not post on {label} by itself yet."
        ).format(account=account, label=label),
        review=_(
            "For everybody else's accounts Meta wants App Review with a screen recording, and verifies the business."
        ),
        takes=_("Often two to six weeks, the verification of the business included."),
    )
