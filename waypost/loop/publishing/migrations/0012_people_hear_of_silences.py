from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0011_what_was_held_wants_its_channel")]

    operations = [
        migrations.AddField(
            model_name="circuit",
            name="told_since",
            field=models.DateTimeField(
                help_text="Since when it was silent when people were told; until they hear that it answers.",
                null=True,
            ),
        ),
    ]
