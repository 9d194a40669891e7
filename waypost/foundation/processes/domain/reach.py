"""What will not work while only this machine reaches the address, or while the machine sleeps."""

from dataclasses import dataclass
from datetime import timedelta

from waypost.toolkit.wording import _, count

NOTICEABLE_SLEEP = timedelta(minutes=2)


@dataclass(frozen=True)
class Limit:
    """One thing that will not work, and what to do about it: a sentence each."""

    key: str
    sentence: str
    mend: str


def limits(*, is_local: bool, slept: timedelta) -> list[Limit]:
    """What will not work here; `slept` is how long the machine was suspended since it was started."""
    found: list[Limit] = []
    if is_local:
        found.append(
            Limit(
                "local-people",
                _(
                    "Only this machine reaches the address, so client links, tracked links and phones will not work."
                ),
                _("Put Waypost on a server with a name (docs/deploy) and set WAYPOST_PUBLIC_URL."),
            )
        )
        found.append(
            Limit(
                "local-media",
                _("Networks that fetch pictures and films from a web address cannot fetch them from here."),
                _("Networks that take uploads work; for the others give Waypost a public address."),
            )
        )
    if slept >= NOTICEABLE_SLEEP:
        found.append(
            Limit(
                "slept",
                _(
                    "This machine slept for {long}; posts that were due meanwhile did not go out on time."
                ).format(long=_in_words(slept)),
                _("Let Waypost run on a machine that stays on, or switch off sleep while posts are due."),
            )
        )
    return found


def _in_words(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    if minutes < 120:
        return count(minutes, "minute", "minutes")
    else:
        return count(round(minutes / 60), "hour", "hours")
