from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="is_simulated",
            field=models.BooleanField(default=False, help_text="A demo: nobody and nothing in it is real."),
        ),
    ]
