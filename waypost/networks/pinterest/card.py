"""Pinterest (https://developers.pinterest.com/docs/api/v5, 5.23)."""

from waypost.networks.contract import Card, MediaRules, Option, Shape, TextUnit
from waypost.networks.contract.needs import by_hand_until
from waypost.networks.contract.writing import Look, TextRules
from waypost.toolkit.wording import _

CARD = Card(
    name="pinterest",
    label="Pinterest",
    text_limit=800,
    text_unit=TextUnit.CHARACTERS,
    formats=("image", "carousel", "video"),
    media=MediaRules(
        images_max=5,
        image_bytes=10_000_000,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        videos_max=1,
        video_bytes=2_000_000_000,
        video_types=("video/mp4", "video/quicktime"),
        video_seconds=900,
        alt_limit=500,
        shapes={
            "carousel": Shape(alike=True),
            "video": Shape(ratio_min=0.5, ratio_max=1.91, seconds_min=4, seconds_max=900),
        },
    ),
    docs_url="https://developers.pinterest.com/docs/api/v5/pins-create",
    needs=by_hand_until(
        own=_(
            "Trial access comes at once, but its pins are seen by nobody else. "
            "Waypost does not pin by itself yet."
        ),
        review=_(
            "For pins that others see, Pinterest wants a video that shows the whole way of a pin (standard access)."
        ),
        takes=_("Often one to three weeks."),
    ),
    text_rules=TextRules(links_open=False),
    look=Look(fold=60, text_below=True, title="title"),
    options=(
        Option(
            name="board",
            label=_("Board"),
            help=_("Its name as it stands there; a pin is always on a board."),
            required=True,
            limit=180,
        ),
        Option(name="title", label=_("Title"), help=_("Up to 100 characters."), required=True, limit=100),
        Option(
            name="link",
            label=_("Where the pin leads"),
            help=_("The whole address. Readers follow this one; an address in the text is only words."),
            limit=2048,
        ),
    ),
)
