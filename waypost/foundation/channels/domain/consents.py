"""A person on the way to their own server and back: what must still be known when they return."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from waypost.networks.contract import Consent

TIME_FOR_IT = timedelta(minutes=30)


@dataclass(frozen=True)
class Journey:
    """Who went where from which brand, until when they may come back, and what only this way knows.

    `typed` is what they typed to get there; what else is secret is encrypted, because journeys lie in a database.
    """

    person_id: int
    workspace: str
    network: str
    server: str
    redirect_uri: str
    state: str
    verifier: str
    until: str
    again_id: int | None = None
    typed: str = ""
    locked_secret: str = field(default="", repr=False)

    def consent(self, secret: str = "", came_from: str = "") -> Consent:
        """What the network's side needs of it; `secret` is the one that was locked."""
        return Consent(
            redirect_uri=self.redirect_uri,
            state=self.state,
            verifier=self.verifier,
            typed=self.typed,
            secret=secret,
            came_from=came_from,
        )

    @property
    def host(self) -> str:
        """The server as people call it."""
        return self.server.partition("://")[2]

    def is_over(self, now: datetime) -> bool:
        """Whether it took too long to come back."""
        return now >= datetime.fromisoformat(self.until)


def as_record(journey: Journey) -> dict[str, object]:
    """The journey as plain values, for keeping with the person's session."""
    return asdict(journey)


def from_record(record: Mapping[str, object]) -> Journey:
    """Read what `as_record` wrote."""
    return Journey(**record)  # type: ignore[arg-type]
