"""What a network without an interface for programs can carry, until the person who knows it says otherwise."""

from waypost.networks.contract import BY_HAND, COMMENT_BY_HAND, Card, MediaRules, TextUnit
from waypost.toolkit.wording import _

CARD = Card(
    name="by_hand",
    label=_("Another network"),
    text_limit=2200,
    text_unit=TextUnit.GRAPHEMES,
    formats=("text", "image", "carousel", "video", "story"),
    media=MediaRules(
        images_max=10,
        image_bytes=16 * 1024 * 1024,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        videos_max=1,
        video_bytes=500_000_000,
        video_types=("video/mp4",),
        captions=True,
        alt_limit=2000,
    ),
    docs_url="",
    comment_in_one_call=True,
    named_by_account=True,
    needs=(BY_HAND,),
    options=(COMMENT_BY_HAND,),
)
