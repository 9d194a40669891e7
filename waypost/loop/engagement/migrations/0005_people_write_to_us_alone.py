from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_unhappy_words_are_a_brands_own")]

    operations = [
        migrations.AlterField(
            model_name="conversation",
            name="address",
            field=models.CharField(
                choices=[
                    ("comment", "Comment"),
                    ("reply", "Reply"),
                    ("mention", "Mention"),
                    ("direct", "Direct message"),
                ],
                max_length=7,
            ),
        ),
    ]
