from waypost.foundation.journal.models.entry import Entry

__all__ = ["Entry"]
