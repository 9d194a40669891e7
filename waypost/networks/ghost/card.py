"""What a Ghost site can do by its Admin API (https://docs.ghost.org/admin-api, and its source, 6.65)."""

from waypost.networks.articles.limits import FORMATS, LIMIT, pictures
from waypost.networks.articles.naming import TAGS_OPTION, excerpt_option, title_option
from waypost.networks.contract import (
    Asked,
    Box,
    Card,
    Identity,
    Look,
    Metric,
    Need,
    Option,
    SignIn,
    Standing,
    TextUnit,
)
from waypost.toolkit.wording import _

MAIL = "mail"

CARD = Card(
    name="ghost",
    label="Ghost",
    text_limit=LIMIT,
    text_unit=TextUnit.CHARACTERS,
    formats=FORMATS,
    # Ghost itself sets no limit; the web server that its makers describe takes 50 MB, others less.
    media=pictures(5_000_000, alt_limit=191),
    sign_in=SignIn.TOKEN,
    asks=(
        Asked(
            box=Box.SERVER,
            label=_("Address of the site"),
            help=_("The API URL that stands beside the key, such as https://tern.example."),
        ),
        Asked(
            box=Box.TOKEN,
            label=_("Admin API key"),
            help=_(
                "Of a custom integration: two long words with a colon between them. Encrypted before it is kept."
            ),
        ),
    ),
    offers=Identity.TWO_PHASE,
    findable=True,
    docs_url="https://docs.ghost.org/admin-api",
    needs=(
        Need(
            Standing.TODAY,
            _("The key of a custom integration, made in a minute. Nobody reviews anything."),
        ),
    ),
    look=Look(text_below=True, title="title"),
    options=(
        title_option(),
        excerpt_option(300),
        TAGS_OPTION,
        Option(
            name=MAIL,
            label=_("Newsletter"),
            help=_("A mail cannot be taken back, and what is changed later is not sent again."),
            values=(
                ("no", _("On the site only")),
                ("yes", _("On the site, and by mail to everybody who gets the first newsletter")),
            ),
        ),
    ),
    post_metrics=(Metric.CLICKS, Metric.LIKES),
    account_metrics=(Metric.FOLLOWERS,),
    deadline=60.0,
    deletes=True,
    edits=True,
)
