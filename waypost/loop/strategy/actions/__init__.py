from waypost.loop.strategy.actions import drafts, proposals, versions

__all__ = ["drafts", "proposals", "versions"]
