from waypost.loop.analytics.actions import measured, natives, readings, rollups, tallies

__all__ = ["measured", "natives", "readings", "rollups", "tallies"]
