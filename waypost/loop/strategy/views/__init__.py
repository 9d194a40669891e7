from waypost.loop.strategy.views.audits import (
    audit,
    audit_ending,
    audited_account,
    audited_accounts,
    audited_export,
    audited_removal,
    audits,
)
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
from waypost.loop.strategy.views.outsets import outset, outset_setup, outset_step, outsets
from waypost.loop.strategy.views.papers import crisis_pdf, draft_pdf, version_markdown, version_pdf
from waypost.loop.strategy.views.proposals import proposal, proposals
from waypost.loop.strategy.views.proposing import outcome, proposal_new, proposal_part
from waypost.loop.strategy.views.reviews import review, review_approval, review_return, review_withdrawal
from waypost.loop.strategy.views.sections import section
from waypost.loop.strategy.views.strategy import strategy
from waypost.loop.strategy.views.suggestions import suggestion, uptake
from waypost.loop.strategy.views.versions import comparison, restoration, version, versions
from waypost.loop.strategy.views.yaml import schema, version_yaml, yaml

__all__ = [
    "acceptance",
    "audit",
    "audit_ending",
    "audited_account",
    "audited_accounts",
    "audited_export",
    "audited_removal",
    "audits",
    "base",
    "comments",
    "comparison",
    "crisis_pdf",
    "decisions",
    "declining",
    "draft",
    "draft_pdf",
    "outcome",
    "outset",
    "outset_setup",
    "outset_step",
    "outsets",
    "postponement",
    "proposal",
    "proposal_acceptance",
    "proposal_new",
    "proposal_part",
    "proposals",
    "removal",
    "restoration",
    "review",
    "review_approval",
    "review_return",
    "review_withdrawal",
    "schema",
    "section",
    "settlement",
    "strategy",
    "suggestion",
    "trial",
    "trial_end",
    "uptake",
    "version",
    "version_markdown",
    "version_pdf",
    "version_yaml",
    "versions",
    "yaml",
]
