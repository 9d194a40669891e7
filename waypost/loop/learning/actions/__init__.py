from waypost.loop.learning.actions import effects, expectations, insights, looks, meetings

__all__ = ["effects", "expectations", "insights", "looks", "meetings"]
