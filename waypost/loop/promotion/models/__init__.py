from waypost.loop.promotion.models.creator import Creator
from waypost.loop.promotion.models.mark import Mark

__all__ = ["Creator", "Mark"]
