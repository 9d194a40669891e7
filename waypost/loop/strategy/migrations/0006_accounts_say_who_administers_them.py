from typing import Any

from django.db import migrations, models


def was_not_asked(apps: Any, editor: Any) -> None:
    """An audit that ended was not asked about administrators, and stays as it was."""
    accounts = apps.get_model("strategy", "AuditedAccount")
    accounts.objects.filter(audit__ended_at__isnull=False).update(administrators=None)


class Migration(migrations.Migration):
    dependencies = [("strategy", "0005_a_check_says_where_to_begin")]

    operations = [
        migrations.AddField(
            model_name="auditedaccount",
            name="administrators",
            field=models.JSONField(blank=True, default=list, null=True),
        ),
        migrations.RunPython(was_not_asked, migrations.RunPython.noop),
    ]
