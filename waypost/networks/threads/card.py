"""Threads (https://developers.facebook.com/docs/threads, 2026-07)."""

from waypost.networks.contract import (
    COMMENT_BY_HAND,
    POLL_OPTION,
    Card,
    MediaRules,
    Option,
    PollRules,
    Shape,
    TextUnit,
    open_for,
)
from waypost.networks.contract.writing import TextRules
from waypost.networks.meta.needs import needs
from waypost.toolkit.wording import _

_DAY = 86_400
_PICTURE = Shape(ratio_max=10, width_min=320, width_max=1440)

CARD = Card(
    name="threads",
    label="Threads",
    text_limit=500,
    text_unit=TextUnit.WEIGHTED,
    formats=("text", "image", "carousel", "video"),
    media=MediaRules(
        images_max=20,
        image_bytes=8_000_000,
        image_types=("image/jpeg", "image/png"),
        videos_max=20,
        video_bytes=1_000_000_000,
        video_types=("video/mp4", "video/quicktime"),
        video_side=1920,
        video_frames=60,
        video_seconds=300,
        mixed_max=20,
        fetched=True,
        alt_limit=1000,
        shapes={
            "image": _PICTURE,
            "carousel": _PICTURE,
            "video": Shape(ratio_min=0.01, ratio_max=10, seconds_max=300),
        },
    ),
    docs_url="https://developers.facebook.com/docs/threads",
    threads=True,
    thread_in_one_call=True,
    comment_in_one_call=True,
    needs=needs("Threads", _("an account")),
    text_rules=TextRules(urls_max=5, hashtags_advised=1),
    options=(
        Option(
            name="topic",
            label=_("Topic"),
            help=_("One topic, without the #. Left empty, the first hashtag of the text is the topic."),
            limit=50,
        ),
        POLL_OPTION,
        open_for(1),
        COMMENT_BY_HAND,
    ),
    polls=PollRules(answers_max=4, answer_limit=25, seconds_min=_DAY, seconds_max=_DAY),
)
