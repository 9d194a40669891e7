"""A page on Facebook (https://developers.facebook.com/docs/pages-api, 2026-07)."""

from waypost.networks.contract import Card, MediaRules, Option, Shape, TextUnit, comment_by_hand
from waypost.networks.contract.writing import Look
from waypost.networks.meta.needs import needs
from waypost.toolkit.wording import _

CARD = Card(
    name="facebook_page",
    label="Facebook (page)",
    text_limit=63_206,
    text_unit=TextUnit.CHARACTERS,
    formats=("text", "link", "image", "carousel", "video", "story"),
    media=MediaRules(
        images_max=10,
        image_bytes=4_000_000,
        image_types=("image/jpeg", "image/png", "image/gif"),
        videos_max=1,
        video_bytes=10_000_000_000,
        video_types=("video/mp4", "video/quicktime"),
        video_frames=60,
        video_seconds=4 * 3600,
        shapes={
            "video": Shape(width_min=540, seconds_min=3),
            "story": Shape(ratio_min=0.5, ratio_max=1.0, seconds_max=60, wordless=True),
        },
    ),
    docs_url="https://developers.facebook.com/docs/pages-api",
    comment_in_one_call=True,
    needs=needs("Facebook", _("a page")),
    look=Look(fold=477),
    options=(
        Option(name="place", label=_("Place"), help=_("As the app finds it."), limit=100),
        comment_by_hand(8000),
    ),
)
