"""TikTok (https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, 2026-11)."""

from waypost.networks.contract import COMMENT_BY_HAND, Card, MediaRules, Option, Shape, TextUnit
from waypost.networks.contract.needs import by_hand_until
from waypost.networks.contract.writing import Look, TextRules
from waypost.toolkit.wording import _

_PICTURES = Shape(text_limit=4000)

CARD = Card(
    name="tiktok",
    label="TikTok",
    text_limit=2200,
    text_unit=TextUnit.UTF16,
    formats=("video", "image", "carousel"),
    media=MediaRules(
        images_max=35,
        image_bytes=20_000_000,
        image_types=("image/jpeg", "image/webp"),
        image_side=1920,
        videos_max=1,
        video_bytes=4_000_000_000,
        video_types=("video/mp4", "video/quicktime", "video/webm"),
        video_side=4096,
        video_frames=60,
        video_seconds=600,
        shapes={
            "video": Shape(width_min=360, seconds_min=3, seconds_max=600),
            "image": _PICTURES,
            "carousel": _PICTURES,
        },
    ),
    docs_url="https://developers.tiktok.com/doc/content-posting-api-get-started",
    comment_in_one_call=True,
    needs=by_hand_until(
        own=_(
            "An app of your own that TikTok has not audited posts to private accounts only, for itself alone. "
            "For a brand that is of no use, so Waypost does not offer it."
        ),
        review=_(
            "For public posts TikTok reviews the app and then audits how it posts, with a recording of every screen."
        ),
        takes=_("Often several weeks, and small firms are turned down."),
    ),
    text_rules=TextRules(hashtags_advised=5, links_open=False),
    look=Look(fold=150, text_below=True),
    options=(
        Option(
            name="title",
            label=_("Title of the pictures"),
            help=_("Above the text of a post with pictures; a video has none."),
            limit=90,
        ),
        Option(
            name="audience",
            label=_("Who sees it"),
            values=(
                ("public", _("Everybody")),
                ("friends", _("Friends")),
                ("private", _("Only we")),
            ),
        ),
        COMMENT_BY_HAND,
    ),
)
