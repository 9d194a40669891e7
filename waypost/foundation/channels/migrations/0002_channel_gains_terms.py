from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="terms",
            field=models.JSONField(blank=True, default=dict, help_text="What its own server allows."),
        ),
    ]
