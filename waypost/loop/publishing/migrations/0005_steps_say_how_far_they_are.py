from typing import Any

from django.db import migrations, models

from waypost.toolkit import clock


def were_done(apps: Any, schema_editor: Any) -> None:
    """Until now a step had a row only once it was done."""
    apps.get_model("publishing", "Step").objects.filter(done_at=None).update(done_at=clock.now(), tries=1)


class Migration(migrations.Migration):

    dependencies = [("publishing", "0004_publications_may_have_parts")]

    operations = [
        migrations.AddField("step", "label", models.CharField(blank=True, max_length=120)),
        migrations.AddField("step", "tries", models.PositiveIntegerField(default=0)),
        migrations.AddField("step", "said", models.CharField(blank=True, max_length=300)),
        migrations.AddField("step", "done_at", models.DateTimeField(null=True)),
        migrations.AlterField("step", "handle", models.TextField(blank=True)),
        migrations.RunPython(were_done, migrations.RunPython.noop),
    ]
