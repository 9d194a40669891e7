from waypost.loop.strategy.views.deciding import (
    declining,
    postponement,
    proposal_acceptance,
    trial,
    trial_end,
)
from waypost.loop.strategy.views.drafts import acceptance, base, draft, removal
from waypost.loop.strategy.views.proposals import proposal, proposals
from waypost.loop.strategy.views.sections import section
from waypost.loop.strategy.views.strategy import strategy
from waypost.loop.strategy.views.versions import comparison, version, versions
from waypost.loop.strategy.views.yaml import version_yaml, yaml

__all__ = [
    "acceptance",
    "base",
    "comparison",
    "declining",
    "draft",
    "postponement",
    "proposal",
    "proposal_acceptance",
    "proposals",
    "removal",
    "section",
    "strategy",
    "trial",
    "trial_end",
    "version",
    "version_yaml",
    "versions",
    "yaml",
]
