from waypost.foundation.journal.actions.entries import record

__all__ = ["record"]
