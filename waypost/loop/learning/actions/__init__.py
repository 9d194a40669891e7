from waypost.loop.learning.actions import effects, expectations, insights, looks

__all__ = ["effects", "expectations", "insights", "looks"]
