"""What several forms say alike."""

from datetime import datetime

from waypost.toolkit.wording import _

SAY_WHY = _("Say in a few words why, for those who find the queue stopped.")


def on_the_wall(local: datetime) -> datetime:
    """What a browser's field says, as a time on the brand's wall."""
    # A browser's datetime-local carries no zone; Django adds its own, which means nothing here.
    return local.replace(tzinfo=None)
