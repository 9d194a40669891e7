"""What Bluesky can do, as its lexicons say (https://github.com/bluesky-social/atproto/tree/main/lexicons, 2026-08)."""

from waypost.networks.bluesky.options import OPTIONS
from waypost.networks.contract import (
    Asked,
    Box,
    Card,
    Identity,
    Limit,
    MediaRules,
    Metric,
    Need,
    Per,
    SignIn,
    Spend,
    Standing,
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
    formats=("text", "image", "carousel", "video"),
    media=MediaRules(
        images_max=10,
        image_bytes=2_000_000,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        videos_max=1,
        video_bytes=300_000_000,
        video_types=("video/mp4",),
        # Three minutes since the app's version 1.99 (2025-03); the lexicon says nothing of time (2026-08).
        video_seconds=180,
        captions=True,
        captions_max=20,
        caption_bytes=20_000,
        alt_limit=2000,
    ),
    sign_in=SignIn.OAUTH,
    sign_in_beside=SignIn.APP_PASSWORD,
    consents=Asked(
        box=Box.SERVER,
        label=_("Your handle"),
        help=_(
            "As it stands on the profile, such as @tern.example; or leave the server as it is and say there."
        ),
    ),
    wishes=_(
        "to read your posts and what people write to you, direct messages too, to write, to upload pictures"
    ),
    offers=Identity.KEY,
    findable=True,
    docs_url="https://docs.bsky.app",
    home="https://bsky.social",
    threads=True,
    thread_in_one_call=True,
    needs=(
        Need(
            Standing.TODAY,
            _(
                "Your handle: you say yes on your own server, or bring an app password. Nobody reviews anything."
            ),
        ),
    ),
    options=OPTIONS,
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
    deletes=True,
)
