"""Google Business Profile (https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts)."""

from waypost.networks.contract import Card, MediaRules, Option, Shape, TextUnit
from waypost.networks.contract.needs import by_hand_until
from waypost.networks.contract.writing import Look, TextRules
from waypost.toolkit.wording import _

CARD = Card(
    name="google_business",
    label="Google Business Profile",
    text_limit=1500,
    text_unit=TextUnit.CHARACTERS,
    formats=("text", "image"),
    media=MediaRules(
        images_max=1,
        image_bytes=5_000_000,
        image_types=("image/jpeg", "image/png"),
        shapes={"image": Shape(width_min=250)},
    ),
    docs_url="https://developers.google.com/my-business/content/prereqs",
    needs=by_hand_until(
        review=_(
            "Also for a place of your own, Google opens the interface only to projects that asked by a form: a "
            "verified profile that is sixty days old, and a website of the business."
        ),
        takes=_("Often one to three weeks."),
    ),
    text_rules=TextRules(links_open=False, hashtags_advised=0, phones=False),
    look=Look(fold=80, text_below=True),
    options=(
        Option(
            name="button",
            label=_("Button"),
            values=(
                ("book", _("Book")),
                ("order", _("Order online")),
                ("shop", _("Buy")),
                ("learn_more", _("Learn more")),
                ("sign_up", _("Sign up")),
                ("call", _("Call now")),
            ),
        ),
        Option(
            name="link",
            label=_("Where the button leads"),
            help=_("The whole address; a call needs none."),
            limit=2048,
        ),
    ),
)
