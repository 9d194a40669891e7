"""Where numbers open: the list of posts behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.spans import Span
from waypost.ui.addresses import reverse


@dataclass(frozen=True)
class Opens:
    """Makes addresses of the list of posts, for one brand and the same days as the page that it opens from."""

    posts: str
    period: Mapping[str, object]

    @classmethod
    def of(cls, workspace: Workspace, weeks: int) -> "Opens":
        """Some weeks until today."""
        return cls(reverse("analytics:posts", kwargs={"workspace": workspace.slug}), {"weeks": weeks})

    @classmethod
    def within(cls, workspace: Workspace, span: Span) -> "Opens":
        """Certain days."""
        days = {"since": span.first_on.isoformat(), "until": span.last_on.isoformat()}
        return cls(reverse("analytics:posts", kwargs={"workspace": workspace.slug}), days)

    def to(self, **chosen: object) -> str:
        """The list with these choices; empty ones are left out."""
        given = {name: value for name, value in chosen.items() if value not in (None, "")}
        return f"{self.posts}?{urlencode({**self.period, **given})}"
