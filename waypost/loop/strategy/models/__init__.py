from waypost.loop.strategy.models.audit import Audit
from waypost.loop.strategy.models.audited_account import AuditedAccount
from waypost.loop.strategy.models.channel_role import ChannelRole
from waypost.loop.strategy.models.comment import Comment
from waypost.loop.strategy.models.consequence import Consequence
from waypost.loop.strategy.models.funnel_stage import FunnelStage
from waypost.loop.strategy.models.goal import Goal
from waypost.loop.strategy.models.identity import Identity
from waypost.loop.strategy.models.objective import Objective
from waypost.loop.strategy.models.outset import Outset
from waypost.loop.strategy.models.persona import Persona
from waypost.loop.strategy.models.pillar import Pillar
from waypost.loop.strategy.models.proposal import Proposal
from waypost.loop.strategy.models.version import StrategyVersion
from waypost.loop.strategy.models.version_review import VersionReview

__all__ = [
    "Audit",
    "AuditedAccount",
    "ChannelRole",
    "Comment",
    "Consequence",
    "FunnelStage",
    "Goal",
    "Identity",
    "Objective",
    "Outset",
    "Persona",
    "Pillar",
    "Proposal",
    "StrategyVersion",
    "VersionReview",
]
