from typing import Any

from django.db import migrations


def mark(apps: Any, editor: Any) -> None:
    """Until now nothing but a missing connection held a publication without a hold."""
    publications = apps.get_model("publishing", "Publication")
    publications.objects.filter(state="held", hold=None, part=0).update(wants_channel=True)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_held_for_want_of_a_channel")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
