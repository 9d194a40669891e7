"""How often brands usually post on a network: conventions of the trade to start from, not laws.

After https://www.fb0t.com/securebot/blog/guides/how-often-to-post-social-media and
https://www.designodin.com/blog/social-media-posting-frequency, both read in October 2026; studies differ.
"""

from dataclasses import dataclass

from waypost.loop.strategy.domain.document.network_name import names
from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Cadence:
    """What is usual on a network, in words that go on after its name."""

    network: str
    words: str

    def __str__(self) -> str:
        return _("Usual on {network}: {words}.").format(network=self.network, words=self.words)


USUAL = (
    Cadence("Instagram", _("3 to 5 posts and as many reels a week; beyond 7 each does less")),
    Cadence("Facebook", _("3 to 5 a week; beyond one a day each does less")),
    Cadence("TikTok", _("3 a week at least, up to 4 a day")),
    Cadence("LinkedIn", _("3 to 5 a week; 1 or 2 on a company’s page")),
    Cadence("X", _("3 to 5 a day")),
    Cadence("YouTube", _("1 or 2 long videos and 3 to 5 shorts a week")),
    Cadence("Pinterest", _("3 to 5 a day")),
)


def usual_on(network: str) -> Cadence | None:
    """What is usual on a network, by its key or as people call it; None where nobody says."""
    return next((each for each in USUAL if names(network, each.network)), None)
