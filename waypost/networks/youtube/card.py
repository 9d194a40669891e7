"""YouTube (https://developers.google.com/youtube/v3/docs/videos, 2026-11)."""

from waypost.networks.contract import Card, MediaRules, Option, TextUnit, comment_by_hand
from waypost.networks.contract.needs import by_hand_until
from waypost.networks.contract.writing import Look, TextRules
from waypost.toolkit.wording import _

CARD = Card(
    name="youtube",
    label="YouTube",
    text_limit=5000,
    text_unit=TextUnit.BYTES,
    formats=("video",),
    media=MediaRules(
        videos_max=1,
        video_bytes=274_877_906_944,
        video_types=("video/mp4", "video/quicktime", "video/webm"),
        video_seconds=43_200,
        captions=True,
    ),
    docs_url="https://developers.google.com/youtube/v3/docs/videos",
    comment_in_one_call=True,
    needs=by_hand_until(
        own=_(
            "A Google project of your own may upload to your own channel, but what it uploads stays private until "
            "Google has audited it. Waypost does not upload by itself yet."
        ),
        review=_(
            "For public uploads Google verifies the consent screen and audits how the project keeps the rules."
        ),
        takes=_("Often two to six weeks."),
    ),
    text_rules=TextRules(hashtags_max=60, hashtags_advised=3),
    look=Look(fold=157, text_below=True, title="title"),
    options=(
        Option(name="title", label=_("Title"), help=_("Up to 100 characters."), required=True, limit=100),
        Option(
            name="tags",
            label=_("Tags"),
            help=_("With commas between them. Nobody sees them; they help when a name is often misspelt."),
            limit=500,
        ),
        Option(
            name="audience",
            label=_("Who sees it"),
            values=(
                ("public", _("Everybody")),
                ("unlisted", _("Everybody with the link")),
                ("private", _("Only we")),
            ),
        ),
        Option(
            name="for_children",
            label=_("Made for children"),
            help=_("The law wants an answer with every video."),
            values=(("no", _("No")), ("yes", _("Yes"))),
            required=True,
        ),
        comment_by_hand(10_000),
    ),
)
