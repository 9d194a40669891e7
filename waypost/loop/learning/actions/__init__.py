from waypost.loop.learning.actions import effects, insights

__all__ = ["effects", "insights"]
