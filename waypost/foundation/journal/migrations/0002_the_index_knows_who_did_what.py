from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["workspace_id", "-id", "actor_kind", "actor_id", "verb"], name="journal_of_workspace_by"
            ),
        ),
        migrations.RemoveIndex(model_name="entry", name="journal_of_workspace"),
    ]
