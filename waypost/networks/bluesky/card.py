"""What Bluesky can do, as its lexicons say (https://github.com/bluesky-social/atproto/tree/main/lexicons, 2026-08)."""

from waypost.networks.contract import Card, Identity, MediaRules, Metric, SignIn, TextUnit

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
    post_metrics=(Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES),
    account_metrics=(Metric.FOLLOWERS,),
    measures_at_once=25,
    settles_after=60.0,
    deadline=30.0,
    skew=60.0,
)
