"""What Discord takes from a bot (https://discord.com/developers/docs, API v10, 2026-08)."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    Asked,
    Box,
    Card,
    Identity,
    Metric,
    Need,
    SignIn,
    Standing,
    TextUnit,
)
from waypost.networks.discord_api.carrying import FORMATS, HOME, MEDIA, OPTIONS, POLLS, TEXT_LIMIT, limits
from waypost.toolkit.wording import _

CARD = Card(
    name="discord",
    label="Discord",
    text_limit=TEXT_LIMIT,
    text_unit=TextUnit.CHARACTERS,
    formats=FORMATS,
    media=MEDIA,
    docs_url="https://discord.com/developers/docs",
    home=HOME,
    sign_in=SignIn.TOKEN,
    asks=(
        Asked(
            box=Box.HANDLE,
            label=_("Channel"),
            help=_("Its link: right-click the channel in Discord and choose “Copy Link”."),
        ),
        Asked(
            box=Box.TOKEN,
            label=_("Bot token"),
            help=_(
                "From your application’s page, under Bot. Encrypted before it is kept; it is never shown again."
            ),
        ),
    ),
    # A nonce is remembered for some minutes: it makes a quick second try harmless, and allows no later one.
    offers=Identity.HEADER,
    findable=True,
    threads=True,
    needs=(
        Need(
            Standing.TODAY,
            _(
                "You make a bot of your own and invite it to your server. Nobody reviews it below 100 servers."
            ),
        ),
    ),
    options=(*OPTIONS, FIRST_COMMENT_OPTION),
    polls=POLLS,
    limits=limits(5, 5),
    post_metrics=(Metric.LIKES,),
    account_metrics=(Metric.FOLLOWERS,),
    measures_at_once=20,
    deadline=60.0,
    deletes=True,
    edits=True,
)
