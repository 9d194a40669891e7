from waypost.loop.learning.actions import effects, insights, looks

__all__ = ["effects", "insights", "looks"]
