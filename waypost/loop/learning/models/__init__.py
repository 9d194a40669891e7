from waypost.loop.learning.models.effect import Effect
from waypost.loop.learning.models.insight import Insight
from waypost.loop.learning.models.look import Look
from waypost.loop.learning.models.meeting import Meeting, Minute

__all__ = ["Effect", "Insight", "Look", "Meeting", "Minute"]
