from waypost.loop.publishing.models.attempt import Attempt
from waypost.loop.publishing.models.hold import Hold
from waypost.loop.publishing.models.lane import Lane
from waypost.loop.publishing.models.publication import Publication
from waypost.loop.publishing.models.step import Step

__all__ = ["Attempt", "Hold", "Lane", "Publication", "Step"]
