"""What Telegram takes from a bot (https://core.telegram.org/bots/api, Bot API 10.1 of 2026-06-11)."""

from waypost.networks.contract import (
    POLL_OPTION,
    Asked,
    Box,
    Card,
    Limit,
    MediaRules,
    Metric,
    Need,
    Option,
    Per,
    PollRules,
    Shape,
    SignIn,
    Spend,
    Standing,
    TextUnit,
    open_for,
)
from waypost.toolkit.wording import _

CAPTION_LIMIT = 1024
QUESTION_LIMIT = 300
FIRST_LINE = "first_line"
PREVIEW = "link_preview"
QUIETLY = "notification"
KEPT = "forwarding"
COVERED = "cover"
CAPTION = "caption"

_PICTURE = Shape(ratio_min=0.05, ratio_max=20)

CARD = Card(
    name="telegram",
    label="Telegram",
    text_limit=4096,
    text_unit=TextUnit.CHARACTERS,
    formats=("text", "image", "carousel", "video"),
    media=MediaRules(
        images_max=10,
        image_bytes=10_000_000,
        image_types=("image/jpeg", "image/png"),
        # Width and height together may be 10,000.
        image_side=5000,
        videos_max=10,
        video_bytes=50_000_000,
        video_types=("video/mp4",),
        mixed_max=10,
        text_limit=CAPTION_LIMIT,
        shapes={"image": _PICTURE, "carousel": _PICTURE},
    ),
    docs_url="https://core.telegram.org/bots/api",
    home="https://api.telegram.org",
    sign_in=SignIn.TOKEN,
    asks=(
        Asked(
            box=Box.HANDLE,
            label=_("Channel or group"),
            help=_(
                "Its public name, such as @ternandtide, or its number where it has none, such as -1001234567890."
            ),
        ),
        Asked(
            box=Box.TOKEN,
            label=_("Bot token"),
            help=_(
                "BotFather shows it when you make the bot. Encrypted before it is kept; it is never shown again."
            ),
        ),
        Asked(
            box=Box.SERVER,
            label=_("Bot API server"),
            help=_("Leave it as it is, unless you run a Bot API server of your own."),
        ),
    ),
    needs=(
        Need(
            Standing.TODAY,
            _(
                "You make a bot of your own and let it post in your channel or group. Nobody reviews anything."
            ),
        ),
    ),
    options=(
        Option(name=FIRST_LINE, label=_("First line"), values=(("bold", _("In bold")),)),
        Option(
            name=PREVIEW,
            label=_("Preview of the link"),
            values=(
                ("none", _("None")),
                ("large", _("With a large picture")),
                ("small", _("With a small picture")),
            ),
        ),
        Option(
            name=QUIETLY, label=_("Notification"), values=(("silent", _("Without a sound")),), every_part=True
        ),
        Option(
            name=KEPT,
            label=_("Forwarding"),
            values=(("closed", _("Nobody can forward or save it")),),
            every_part=True,
        ),
        Option(
            name=COVERED,
            label=_("Pictures and videos"),
            values=(("covered", _("Covered until somebody taps them")),),
        ),
        Option(
            name=CAPTION,
            label=_("Text beside pictures"),
            values=(("above", _("Above them")),),
        ),
        POLL_OPTION,
        open_for(1, 3, 7, 14, 30),
    ),
    polls=PollRules(
        answers_max=12,
        answer_limit=100,
        seconds_min=5,
        seconds_max=2_628_000,
        question_limit=QUESTION_LIMIT,
        rest_limit=CAPTION_LIMIT,
    ),
    # https://core.telegram.org/bots/faq (2026-11): in a group no more than 20 messages a minute; each picture of an
    # album is one of them. What is allowed beyond that it says with every refusal.
    limits=(
        Limit(
            name="messages", unit=_("messages"), per=Per.CHANNEL, most=20, seconds=60, costs={Spend.POST: 1}
        ),
    ),
    account_metrics=(Metric.FOLLOWERS,),
    deadline=60.0,
    deletes=True,
    edits=True,
    past=False,
)
