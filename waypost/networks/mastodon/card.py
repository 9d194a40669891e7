"""What Mastodon can do where a server does not say otherwise (https://docs.joinmastodon.org, 2026-07; API of 4.5)."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    LANGUAGE_OPTION,
    POLL_OPTION,
    Card,
    Identity,
    Limit,
    MediaRules,
    Metric,
    Need,
    Option,
    Per,
    PollRules,
    SignIn,
    Spend,
    Standing,
    TextUnit,
    open_for,
)
from waypost.toolkit.wording import _

VISIBILITY = "visibility"
WARNING = "content_warning"
SENSITIVE = "sensitive"
QUOTES = "quotes"
POLL_SEVERAL = "poll_several"
POLL_HIDES = "poll_hides"
LINK_LENGTH = 23
SIDE = 2880
"""Whatever the shape of a video with no longer side, it has no more pixels than a server takes (8,294,400)."""

CARD = Card(
    name="mastodon",
    label="Mastodon",
    text_limit=500,
    text_unit=TextUnit.GRAPHEMES,
    formats=("text", "image", "carousel", "video"),
    media=MediaRules(
        images_max=4,
        image_bytes=16_777_216,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        image_pixels=33_177_600,
        videos_max=1,
        video_bytes=103_809_024,
        video_types=("video/mp4", "video/quicktime", "video/webm"),
        video_side=SIDE,
        video_frames=120,
        alt_limit=1500,
    ),
    sign_in=SignIn.OAUTH,
    offers=Identity.HEADER,
    findable=True,
    docs_url="https://docs.joinmastodon.org",
    home="https://mastodon.social",
    threads=True,
    needs=(
        Need(Standing.TODAY, _("You say on your own server what Waypost may do. Nobody reviews anything.")),
    ),
    options=(
        Option(
            name=VISIBILITY,
            label=_("Who sees it"),
            help=_(
                "Quiet public: everybody may read it, but it is in no public timeline and found by no hashtag."
            ),
            values=(
                ("public", _("Everybody")),
                ("unlisted", _("Quiet public")),
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
            name=SENSITIVE,
            label=_("Pictures and videos"),
            values=(("yes", _("Hidden until somebody opens them")), ("no", _("Shown at once"))),
        ),
        LANGUAGE_OPTION,
        Option(
            name=QUOTES,
            label=_("Who may quote it"),
            help=_("Servers know this since 4.5. What followers alone see is quoted by nobody."),
            values=(
                ("public", _("Everybody")),
                ("followers", _("Followers")),
                ("nobody", _("Nobody")),
            ),
            every_part=True,
        ),
        POLL_OPTION,
        open_for(1, 3, 7, 14, 30),
        Option(
            name=POLL_SEVERAL,
            label=_("People choose"),
            values=(("no", _("One answer")), ("yes", _("As many answers as they like"))),
        ),
        Option(
            name=POLL_HIDES,
            label=_("How the poll stands"),
            values=(("no", _("Shown to whoever voted")), ("yes", _("Shown when it is over"))),
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
    deletes=True,
    edits=True,
)
