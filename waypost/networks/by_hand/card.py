"""What a network without an interface for programs can carry, until the person who knows it says otherwise."""

from waypost.networks.contract import Card, Identity, MediaRules, SignIn, TextUnit
from waypost.toolkit.wording import _

CARD = Card(
    name="by_hand",
    label=_("Another network"),
    text_limit=2200,
    text_unit=TextUnit.GRAPHEMES,
    formats=("text", "image", "carousel", "story"),
    media=MediaRules(
        images_max=10,
        image_bytes=16 * 1024 * 1024,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        alt_limit=2000,
    ),
    sign_in=SignIn.NONE,
    offers=Identity.NONE,
    findable=False,
    docs_url="",
)
