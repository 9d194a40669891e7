from waypost.loop.learning.views.insights import insights
from waypost.loop.learning.views.looks import look

__all__ = ["insights", "look"]
