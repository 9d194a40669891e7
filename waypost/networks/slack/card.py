"""What a channel on Slack takes (https://docs.slack.dev/reference/methods and /apis/web-api/rate-limits, 2026-11)."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    Asked,
    Box,
    Card,
    Limit,
    MediaRules,
    Metric,
    Need,
    Option,
    Per,
    SignIn,
    Spend,
    Standing,
    TextUnit,
)
from waypost.toolkit.wording import _

LINK_PREVIEW = "link_preview"
_MINUTE = 60

CARD = Card(
    name="slack",
    label="Slack",
    # What is longer is cut off without a refusal (https://api.slack.com/changelog/2018-04-truncating-really-long-messages).
    text_limit=40_000,
    text_unit=TextUnit.CHARACTERS,
    formats=("text", "image", "carousel"),
    media=MediaRules(
        images_max=10,
        # A file may have a gigabyte; a picture in a message is looked at on a phone.
        image_bytes=20_000_000,
        image_types=("image/jpeg", "image/png", "image/gif"),
        alt_limit=1000,
    ),
    sign_in=SignIn.TOKEN,
    asks=(
        Asked(
            box=Box.HANDLE,
            label=_("Channel"),
            help=_("Its name, such as #news, or its ID, which stands at the end of its details."),
        ),
        Asked(
            box=Box.TOKEN,
            label=_("Bot token"),
            help=_("Begins with xoxb-. Encrypted before it is kept; it is never shown again."),
        ),
    ),
    findable=True,
    docs_url="https://docs.slack.dev",
    home="https://slack.com",
    threads=True,
    needs=(
        Need(
            Standing.TODAY,
            _("An app of your own in your own workspace, made in five minutes. Nobody reviews anything."),
        ),
    ),
    options=(
        Option(
            name=LINK_PREVIEW,
            label=_("Previews of links"),
            help=_("Slack shows the page behind each link under the message."),
            values=(("show", _("Show them")), ("hide", _("Leave them out"))),
            every_part=True,
        ),
        FIRST_COMMENT_OPTION,
    ),
    # A message a second in a channel; the rest by tiers, counted for the whole app (tier 3: 50 a minute, tier 4: 100).
    limits=(
        Limit(name="messages", unit=_("messages"), per=Per.CHANNEL, most=1, seconds=1, costs={Spend.POST: 1}),
        Limit(name="edits", unit=_("edits"), per=Per.APP, most=50, seconds=_MINUTE, costs={Spend.EDIT: 1}),
        Limit(
            name="deletions",
            unit=_("deletions"),
            per=Per.APP,
            most=50,
            seconds=_MINUTE,
            costs={Spend.DELETE: 1},
        ),
        Limit(
            name="uploads", unit=_("uploads"), per=Per.APP, most=100, seconds=_MINUTE, costs={Spend.UPLOAD: 1}
        ),
        Limit(name="calls", unit=_("calls"), per=Per.APP, most=50, seconds=_MINUTE, costs={Spend.CALL: 1}),
    ),
    post_metrics=(Metric.LIKES, Metric.COMMENTS),
    account_metrics=(Metric.FOLLOWERS,),
    measures_at_once=10,
    deletes=True,
    edits=True,
)
