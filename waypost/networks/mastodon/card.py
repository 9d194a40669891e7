"""What Mastodon can do where a server does not say otherwise (https://docs.joinmastodon.org, 2026-07; API of 4.5)."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    POLL,
    POLL_DAYS,
    Card,
    Identity,
    Limit,
    MediaRules,
    Metric,
    Option,
    Per,
    PollRules,
    SignIn,
    Spend,
    TextUnit,
)
from waypost.toolkit.wording import _

VISIBILITY = "visibility"
WARNING = "content_warning"
LINK_LENGTH = 23

CARD = Card(
    name="mastodon",
    label="Mastodon",
    text_limit=500,
    text_unit=TextUnit.GRAPHEMES,
    formats=("text", "image", "carousel"),
    media=MediaRules(
        images_max=4,
        image_bytes=16_777_216,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        alt_limit=1500,
    ),
    sign_in=SignIn.OAUTH,
    offers=Identity.HEADER,
    findable=True,
    docs_url="https://docs.joinmastodon.org",
    home="https://mastodon.social",
    threads=True,
    options=(
        Option(
            name=VISIBILITY,
            label=_("Who sees it"),
            help=_("Unlisted: everybody, but not in public timelines and not by hashtags."),
            values=(
                ("public", _("Everybody")),
                ("unlisted", _("Everybody, unlisted")),
                ("private", _("Followers only")),
            ),
            every_part=True,
        ),
        Option(
            name=WARNING,
            label=_("Content warning"),
            help=_("Stands in front; the text is shown when somebody opens it. Counts with the text."),
            counts=True,
            every_part=True,
        ),
        Option(
            name=POLL,
            label=_("Poll"),
            help=_("One answer on each line. A post with a poll has no pictures."),
            lines=True,
        ),
        Option(
            name=POLL_DAYS,
            label=_("The poll is open for"),
            values=(
                ("1", _("1 day")),
                ("3", _("3 days")),
                ("7", _("1 week")),
                ("14", _("2 weeks")),
                ("30", _("30 days")),
            ),
        ),
        FIRST_COMMENT_OPTION,
    ),
    polls=PollRules(answers_max=4, answer_limit=50, seconds_min=300, seconds_max=2_629_746),
    # https://docs.joinmastodon.org/api/rate-limits/ and app/lib/rate_limiter.rb of the server (2026-11), whose headers
    # on the answer to a new post speak of the posts alone. Servers that allow less say so when it is reached.
    limits=(
        Limit(
            name="posts", unit=_("posts"), per=Per.CHANNEL, most=300, seconds=10_800, costs={Spend.POST: 1}
        ),
        Limit(
            name="uploads", unit=_("uploads"), per=Per.CHANNEL, most=30, seconds=1800, costs={Spend.UPLOAD: 1}
        ),
        Limit(
            name="deletions",
            unit=_("deletions"),
            per=Per.CHANNEL,
            most=30,
            seconds=1800,
            costs={Spend.DELETE: 1},
        ),
        Limit(
            name="requests",
            unit=_("requests"),
            per=Per.CHANNEL,
            most=300,
            seconds=300,
            costs=dict.fromkeys(Spend, 1),
        ),
    ),
    post_metrics=(Metric.LIKES, Metric.COMMENTS, Metric.SHARES),
    account_metrics=(Metric.FOLLOWERS,),
    measures_at_once=20,
    settles_after=60.0,
    deadline=30.0,
    skew=60.0,
    deletes=True,
    edits=True,
)
