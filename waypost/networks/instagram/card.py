"""Instagram, professional accounts (https://developers.facebook.com/docs/instagram-platform/content-publishing, 2026-06)."""

from dataclasses import replace

from waypost.networks.contract import COMMENT_BY_HAND, Card, MediaRules, Option, Shape, TextUnit
from waypost.networks.contract.writing import Look, TextRules
from waypost.networks.meta.needs import needs
from waypost.toolkit.wording import _

_FEED = Shape(ratio_min=0.8, ratio_max=1.91, width_min=320, width_max=1440)

CARD = Card(
    name="instagram",
    label="Instagram",
    text_limit=2200,
    text_unit=TextUnit.CHARACTERS,
    formats=("image", "carousel", "video", "story"),
    media=MediaRules(
        images_max=10,
        image_bytes=8_000_000,
        image_types=("image/jpeg",),
        videos_max=10,
        video_bytes=300_000_000,
        video_types=("video/mp4", "video/quicktime"),
        video_side=1920,
        video_frames=60,
        video_seconds=900,
        mixed_max=10,
        fetched=True,
        alt_limit=1000,
        shapes={
            "image": _FEED,
            "carousel": replace(_FEED, seconds_min=3, seconds_max=60, alike=True),
            "video": Shape(ratio_min=0.01, ratio_max=10, seconds_min=3, seconds_max=900),
            "story": Shape(
                ratio_min=0.5,
                ratio_max=1.0,
                width_min=320,
                width_max=1440,
                seconds_min=3,
                seconds_max=60,
                video_bytes=100_000_000,
                wordless=True,
            ),
        },
    ),
    docs_url="https://developers.facebook.com/docs/instagram-platform/content-publishing",
    comment_in_one_call=True,
    needs=needs("Instagram", _("a professional account")),
    # Five hashtags since December 2025; the documentation of the interface still says thirty.
    text_rules=TextRules(mentions_max=20, hashtags_max=30, hashtags_advised=5, links_open=False),
    look=Look(fold=125, text_below=True),
    options=(
        Option(
            name="collaborators",
            label=_("Together with"),
            help=_("Up to three accounts that show the post as theirs too, once they agree."),
            limit=100,
        ),
        Option(name="place", label=_("Place"), help=_("As the app finds it."), limit=100),
        COMMENT_BY_HAND,
    ),
)
