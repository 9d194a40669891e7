"""X (https://docs.x.com/x-api, 2026-08)."""

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
from waypost.networks.contract.needs import by_hand_until
from waypost.networks.contract.writing import TextRules
from waypost.toolkit.wording import _

_DAY = 86_400

CARD = Card(
    name="x",
    label="X",
    text_limit=280,
    text_unit=TextUnit.WEIGHTED,
    formats=("text", "image", "carousel", "video"),
    media=MediaRules(
        images_max=4,
        image_bytes=5_242_880,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        moving_alone=True,
        moving_bytes=15_728_640,
        videos_max=1,
        video_bytes=536_870_912,
        video_types=("video/mp4", "video/quicktime"),
        video_side=1280,
        video_frames=60,
        video_seconds=140,
        alt_limit=1000,
        shapes={"video": Shape(ratio_min=1 / 3, ratio_max=3, width_min=32, seconds_min=0.5, seconds_max=140)},
    ),
    docs_url="https://docs.x.com/x-api",
    threads=True,
    thread_in_one_call=True,
    comment_in_one_call=True,
    needs=by_hand_until(
        own=_(
            "X reviews nobody, but every post by a program costs: 1.5 US cents, 20 with a link in it (2026-08), paid "
            "ahead on a developer account of your own. Waypost does not post on X by itself yet."
        ),
    ),
    text_rules=TextRules(hashtags_advised=2, cashtags_max=1),
    options=(
        Option(
            name="replies",
            label=_("Who may reply"),
            values=(
                ("everybody", _("Everybody")),
                ("following", _("Accounts that we follow")),
                ("mentioned", _("Accounts that we mention")),
            ),
        ),
        POLL_OPTION,
        open_for(1, 3, 7),
        COMMENT_BY_HAND,
    ),
    polls=PollRules(answers_max=4, answer_limit=25, seconds_min=300, seconds_max=7 * _DAY),
)
