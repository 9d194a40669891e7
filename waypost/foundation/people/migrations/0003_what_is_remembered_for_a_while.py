from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """The table of the cache (settings.CACHES): how often an address or an account was tried to be signed in with."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def remove_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS people_remembered")


class Migration(migrations.Migration):
    dependencies = [("people", "0002_people_may_be_simulated")]

    operations = [migrations.RunPython(make_table, remove_table)]
