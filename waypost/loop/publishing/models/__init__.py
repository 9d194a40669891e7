from waypost.loop.publishing.models.attempt import Attempt
from waypost.loop.publishing.models.change import Change
from waypost.loop.publishing.models.circuit import Circuit
from waypost.loop.publishing.models.hold import Hold
from waypost.loop.publishing.models.kit import Kit
from waypost.loop.publishing.models.lane import Lane
from waypost.loop.publishing.models.link import TrackedLink
from waypost.loop.publishing.models.link_policy import LinkPolicy
from waypost.loop.publishing.models.publication import Publication
from waypost.loop.publishing.models.rehearsal import Rehearsal
from waypost.loop.publishing.models.step import Step

__all__ = [
    "Attempt",
    "Change",
    "Circuit",
    "Hold",
    "Kit",
    "Lane",
    "LinkPolicy",
    "Publication",
    "Rehearsal",
    "Step",
    "TrackedLink",
]
