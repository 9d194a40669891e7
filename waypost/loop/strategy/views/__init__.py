from waypost.loop.strategy.views.comments import comments, settlement
from waypost.loop.strategy.views.deciding import (
    declining,
    postponement,
    proposal_acceptance,
    trial,
    trial_end,
)
from waypost.loop.strategy.views.decisions import decisions
from waypost.loop.strategy.views.drafts import acceptance, base, draft, removal
from waypost.loop.strategy.views.proposals import proposal, proposals
from waypost.loop.strategy.views.reviews import review, review_approval, review_return, review_withdrawal
from waypost.loop.strategy.views.sections import section
from waypost.loop.strategy.views.strategy import strategy
from waypost.loop.strategy.views.suggestions import suggestion, uptake
from waypost.loop.strategy.views.versions import comparison, restoration, version, versions
from waypost.loop.strategy.views.yaml import version_yaml, yaml

__all__ = [
    "acceptance",
    "base",
    "comments",
    "comparison",
    "decisions",
    "declining",
    "draft",
    "postponement",
    "proposal",
    "proposal_acceptance",
    "proposals",
    "removal",
    "restoration",
    "review",
    "review_approval",
    "review_return",
    "review_withdrawal",
    "section",
    "settlement",
    "strategy",
    "suggestion",
    "trial",
    "trial_end",
    "uptake",
    "version",
    "version_yaml",
    "versions",
    "yaml",
]
