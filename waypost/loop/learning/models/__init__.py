from waypost.loop.learning.models.effect import Effect
from waypost.loop.learning.models.insight import Insight
from waypost.loop.learning.models.look import Look

__all__ = ["Effect", "Insight", "Look"]
