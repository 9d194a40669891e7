"""What became of one post on one channel: the one shape in which results leave this stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from waypost.networks.contract import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class PostResult:
    """A published post (or one made in the network's own app) with why it was made and what was counted.

    Reasons are keys of the strategy's items, or None. `published_at` is aware, `local` the same moment on the
    wall of the brand's zone, naive. `age_hours` is how old the post was at its latest reading: younger posts
    have not yet collected what they will. A metric that the network never said is absent from `counts`.
    `followers` is how many followed the channel at the reading next to the post's publication, or None.
    """

    measured_id: int
    post_id: int | None
    native_id: int | None
    publication_id: int | None
    channel_id: int
    channel_key: str
    network: str
    pillar: str | None
    persona: str | None
    goal: str | None
    funnel_stage: str | None
    format: str
    purpose: str
    reactive: bool
    published_at: datetime
    local: datetime
    age_hours: float
    counts: Mapping[Metric, int]
    followers: int | None = None

    @property
    def is_native(self) -> bool:
        """Whether it was made in the network's own app: it counts, but never against anyone."""
        return self.native_id is not None
