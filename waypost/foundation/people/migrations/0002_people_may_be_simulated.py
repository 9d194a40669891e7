from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="is_simulated",
            field=models.BooleanField(default=False, help_text="Nobody real: a part of a demo."),
        ),
    ]
