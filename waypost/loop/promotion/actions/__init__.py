from waypost.loop.promotion.actions import creators, marks

__all__ = ["creators", "marks"]
