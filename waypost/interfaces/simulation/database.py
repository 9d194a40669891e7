"""The scratch database: with every table, and written without waiting for the disk, since nobody needs it after a crash."""

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def prepare(*, is_kept: bool) -> None:
    """Make the tables: by every migration where the home is kept, straight from the models where it is thrown away."""
    assert connection.vendor == "sqlite", "a simulation lives in a file of its own"
    if not is_kept:
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    call_command("createcachetable", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
