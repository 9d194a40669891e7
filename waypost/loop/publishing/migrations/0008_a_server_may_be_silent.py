from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_posts_are_handed_to_people")]

    operations = [
        migrations.CreateModel(
            name="Circuit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("network", models.CharField(max_length=30)),
                ("server", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(help_text="To the minute.", null=True)),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, help_text="Posts without an answer since the last answer."
                    ),
                ),
                ("failing_since", models.DateTimeField(null=True)),
                (
                    "failed_id",
                    models.BigIntegerField(help_text="The last post that got no answer.", null=True),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                ("open_until", models.DateTimeField(null=True)),
                (
                    "tries",
                    models.PositiveIntegerField(
                        default=0, help_text="Tries since it opened that found silence."
                    ),
                ),
                ("trying_until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network", "server"), name="circuit_once")
                ],
            },
        ),
    ]
