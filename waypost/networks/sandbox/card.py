"""What the sandbox network can do."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    Card,
    Identity,
    MediaRules,
    Metric,
    Need,
    SignIn,
    Standing,
    TextUnit,
)
from waypost.toolkit.wording import _

CARD = Card(
    name="sandbox",
    label="Sandbox",
    text_limit=500,
    text_unit=TextUnit.GRAPHEMES,
    formats=("text", "image", "carousel"),
    media=MediaRules(
        images_max=4,
        image_bytes=8 * 1024 * 1024,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        alt_limit=1500,
    ),
    sign_in=SignIn.TOKEN,
    offers=Identity.KEY,
    findable=True,
    docs_url="",
    threads=True,
    needs=(Need(Standing.TODAY, _("Nothing: it runs on this machine, and nobody else sees it.")),),
    options=(FIRST_COMMENT_OPTION,),
    post_metrics=(
        Metric.IMPRESSIONS,
        Metric.LIKES,
        Metric.COMMENTS,
        Metric.SHARES,
        Metric.CLICKS,
        Metric.CONVERSIONS,
    ),
    account_metrics=(Metric.FOLLOWERS,),
    measures_at_once=100,
    settles_after=20.0,
    deadline=10.0,
    skew=5.0,
    simulated=True,
    deletes=True,
    edits=True,
)
