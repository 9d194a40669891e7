"""Waypost: strategy, management and marketing of social media as one loop that learns from itself."""

__version__ = "0.1.0"
