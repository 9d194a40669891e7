"""What Bluesky can do, as its lexicons say (https://github.com/bluesky-social/atproto/tree/main/lexicons, 2026-08)."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    Card,
    Identity,
    Limit,
    MediaRules,
    Metric,
    Per,
    SignIn,
    Spend,
    TextUnit,
)
from waypost.toolkit.wording import _

_HOUR = 3600
_RECORD = {Spend.POST: 3, Spend.EDIT: 2, Spend.DELETE: 1}
_REQUEST = dict.fromkeys(Spend, 1)

CARD = Card(
    name="bluesky",
    label="Bluesky",
    text_limit=300,
    text_unit=TextUnit.GRAPHEMES,
    formats=("text", "image", "carousel"),
    media=MediaRules(
        images_max=4,
        image_bytes=2_000_000,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        alt_limit=2000,
    ),
    sign_in=SignIn.APP_PASSWORD,
    offers=Identity.KEY,
    findable=True,
    docs_url="https://docs.bsky.app",
    home="https://bsky.social",
    threads=True,
    thread_in_one_call=True,
    options=(FIRST_COMMENT_OPTION,),
    # https://docs.bsky.app/docs/advanced-guides/rate-limits (2026-11): a record costs 3 points to make.
    limits=(
        Limit(name="points-hour", unit=_("points"), per=Per.CHANNEL, most=5000, seconds=_HOUR, costs=_RECORD),
        Limit(
            name="points-day",
            unit=_("points"),
            per=Per.CHANNEL,
            most=35_000,
            seconds=24 * _HOUR,
            costs=_RECORD,
        ),
        Limit(name="requests", unit=_("requests"), per=Per.APP, most=3000, seconds=300, costs=_REQUEST),
    ),
    post_metrics=(Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES),
    account_metrics=(Metric.FOLLOWERS,),
    measures_at_once=25,
    settles_after=60.0,
    deadline=30.0,
    skew=60.0,
    deletes=True,
)
