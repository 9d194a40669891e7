"""What Discord takes from a webhook (https://discord.com/developers/docs/resources/webhook, API v10, 2026-08)."""

from waypost.networks.contract import (
    Asked,
    Box,
    Card,
    Metric,
    Need,
    SignIn,
    Standing,
    TextUnit,
)
from waypost.networks.discord_api.carrying import FORMATS, HOME, MEDIA, OPTIONS, POLLS, TEXT_LIMIT, limits
from waypost.toolkit.wording import _

CARD = Card(
    name="discord_webhook",
    label=_("Discord (webhook)"),
    text_limit=TEXT_LIMIT,
    text_unit=TextUnit.CHARACTERS,
    formats=FORMATS,
    media=MEDIA,
    docs_url="https://discord.com/developers/docs/resources/webhook",
    home=HOME,
    sign_in=SignIn.TOKEN,
    asks=(
        Asked(
            box=Box.TOKEN,
            label=_("Webhook address"),
            help=_("From the channel’s settings. Encrypted before it is kept; it is never shown again."),
        ),
    ),
    needs=(
        Need(
            Standing.TODAY,
            _("You make a webhook in the settings of a channel that you manage. Nobody reviews anything."),
        ),
    ),
    options=OPTIONS,
    polls=POLLS,
    limits=limits(5, 2),
    post_metrics=(Metric.LIKES,),
    measures_at_once=10,
    deadline=60.0,
    deletes=True,
    edits=True,
    past=False,
)
