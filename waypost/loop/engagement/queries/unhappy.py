"""By which words a brand's messages are counted as unhappy."""

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.engagement.domain.unhappy import usual_words
from waypost.loop.engagement.models import UnhappyWords


def own_words(workspace: Workspace) -> UnhappyWords | None:
    """The brand's own words, where somebody wrote some."""
    return UnhappyWords.objects.filter(workspace=workspace).first()


def words_for(workspace: Workspace) -> tuple[str, ...]:
    """The words that count: the brand's own, else the usual ones of its language."""
    own = own_words(workspace)
    return own.listed if own is not None else usual_words(workspace.locale)
