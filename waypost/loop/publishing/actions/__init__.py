from waypost.loop.publishing.actions import (
    arming,
    channels,
    decisions,
    doubts,
    holds,
    installation,
    lanes,
    outcomes,
    preparing,
    schedule,
    sweeps,
    tomorrow,
)

__all__ = [
    "arming",
    "channels",
    "decisions",
    "doubts",
    "holds",
    "installation",
    "lanes",
    "outcomes",
    "preparing",
    "schedule",
    "sweeps",
    "tomorrow",
]
