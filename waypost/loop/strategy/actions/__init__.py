from waypost.loop.strategy.actions import drafts, versions

__all__ = ["drafts", "versions"]
