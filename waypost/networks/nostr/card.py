"""What Nostr takes (https://github.com/nostr-protocol/nips, 2026-07): relays say themselves how long a note may be."""

from waypost.networks.contract import (
    FIRST_COMMENT_OPTION,
    Asked,
    Box,
    Card,
    Identity,
    MediaRules,
    Metric,
    Need,
    Option,
    SignIn,
    Standing,
    TextUnit,
)
from waypost.toolkit.wording import _

WARNING = "content_warning"

CARD = Card(
    name="nostr",
    label="Nostr",
    # What small relays take; each is asked what it takes itself (NIP-11, max_content_length).
    text_limit=8196,
    text_unit=TextUnit.CHARACTERS,
    formats=("text", "image", "carousel", "video"),
    # Limits are those of the account's media server, and none says them beforehand.
    media=MediaRules(
        images_max=10,
        image_bytes=10_000_000,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        videos_max=1,
        video_bytes=100_000_000,
        video_types=("video/mp4",),
    ),
    sign_in=SignIn.TOKEN,
    asks=(
        Asked(
            box=Box.SERVER,
            label=_("Relay"),
            help=_("The one that knows you, such as relay.damus.io. Your list of relays is read there."),
        ),
        Asked(
            box=Box.TOKEN,
            label=_("Secret key"),
            help=_("Begins with nsec1. Encrypted before it is kept; it is never shown again."),
        ),
    ),
    offers=Identity.KEY,
    findable=True,
    docs_url="https://github.com/nostr-protocol/nips",
    home="https://relay.damus.io",
    threads=True,
    needs=(
        Need(
            Standing.TODAY,
            _(
                "Your secret key and a relay; for pictures a media server on your profile. Nobody reviews anything."
            ),
        ),
    ),
    options=(
        Option(
            name=WARNING,
            label=_("Content warning"),
            help=_("Why it is hidden until somebody opens it."),
            every_part=True,
        ),
        FIRST_COMMENT_OPTION,
    ),
    post_metrics=(Metric.LIKES, Metric.COMMENTS, Metric.SHARES),
    account_metrics=(Metric.FOLLOWERS,),
    deletes=True,
)
