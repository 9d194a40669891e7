"""What strategy itself offers to suggest from: a version."""

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.strategy import suggesting
from waypost.loop.strategy.domain.suggestion import About
from waypost.loop.strategy.queries import accepted_versions
from waypost.toolkit.wording import _


@suggesting.finds("version")
def version_looked_at(access: Access, version_id: int) -> About | None:
    """A version of the strategy that somebody reads."""
    version = accepted_versions(access).filter(pk=version_id).first()
    if version is None:
        return None
    page = f"strategy/versions/{version.number}/"
    return About(str(version), _("While reading the strategy."), page)
