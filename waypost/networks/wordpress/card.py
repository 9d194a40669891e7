"""What a WordPress site can do by the interface of its core (https://developer.wordpress.org/rest-api, 2026-11)."""

from waypost.networks.articles.limits import FORMATS, LIMIT, pictures
from waypost.networks.articles.naming import TAGS_OPTION, excerpt_option, title_option
from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
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

CATEGORIES, COVER = "categories", "cover"

CARD = Card(
    name="wordpress",
    label="WordPress",
    # The site's database takes a book; a web server with PHP's own settings takes 8 MB in one call.
    text_limit=LIMIT,
    text_unit=TextUnit.CHARACTERS,
    formats=FORMATS,
    # PHP takes files of 2 MB where nobody said more.
    media=pictures(2_000_000),
    sign_in=SignIn.APP_PASSWORD,
    asks=(
        Asked(
            box=Box.SERVER,
            label=_("Address of the site"),
            help=_("Its first page, such as https://tern.example or https://tern.example/blog."),
        ),
        Asked(
            box=Box.HANDLE,
            label=_("User name"),
            help=_("With which you sign in there. Posts appear under this person’s name."),
        ),
        Asked(
            box=Box.TOKEN,
            label=_("Application password"),
            help=_(
                "Made for Waypost on your profile there, not the one you sign in with. Encrypted before it is kept."
            ),
        ),
    ),
    offers=Identity.TWO_PHASE,
    findable=True,
    docs_url="https://developer.wordpress.org/rest-api/",
    needs=(
        Need(
            Standing.TODAY,
            _("Your user name and an application password, made in a minute. Nobody reviews anything."),
        ),
    ),
    look=Look(text_below=True, title="title"),
    options=(
        title_option(),
        excerpt_option(),
        Option(
            name=CATEGORIES,
            label=_("Categories"),
            help=_("Their names, with commas between them. Left empty, the site’s usual one."),
            limit=500,
        ),
        TAGS_OPTION,
        Option(
            name=COVER,
            label=_("First picture"),
            values=(
                ("cover", _("Cover: the site’s design shows it above the text and in lists")),
                ("text", _("In the text, with the others")),
            ),
        ),
        FIRST_COMMENT_OPTION,
    ),
    post_metrics=(Metric.COMMENTS,),
    # Sites announce a new post to others while we wait for the answer.
    deadline=60.0,
    deletes=True,
    edits=True,
)
