from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0009_posts_that_are_out_may_be_changed")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="wants_channel",
            field=models.BooleanField(
                default=False, help_text="Held only until its channel is connected again."
            ),
        ),
    ]
