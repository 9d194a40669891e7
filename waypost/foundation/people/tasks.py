from importlib import import_module

from django.conf import settings


def forget_old_sessions() -> None:
    """Delete sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
