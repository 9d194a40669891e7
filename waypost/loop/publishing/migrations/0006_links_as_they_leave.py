import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0005_steps_say_how_far_they_are"),
        ("workspaces", "0002_brands_may_be_simulated"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tracks", models.BooleanField(default=True)),
                ("names", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, default="{network}", max_length=100)),
                ("medium", models.CharField(blank=True, default="social", max_length=100)),
                (
                    "campaign",
                    models.CharField(blank=True, default="{year}-q{quarter}-{pillar}", max_length=100),
                ),
                ("term", models.CharField(blank=True, max_length=100)),
                ("content", models.CharField(blank=True, default="post-{post}", max_length=100)),
                (
                    "sites",
                    models.JSONField(default=list, help_text="Hosts whose addresses are named; none: all."),
                ),
                (
                    "workspace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrackedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("target", models.TextField()),
                ("shown", models.TextField()),
                ("destination", models.TextField()),
                ("code", models.CharField(blank=True, db_index=True, max_length=16)),
                ("clicks", models.PositiveBigIntegerField(default=0)),
                ("program_visits", models.PositiveBigIntegerField(default=0)),
                ("last_click_at", models.DateTimeField(null=True)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="publishing.publication",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.AddConstraint(
            model_name="trackedlink",
            constraint=models.UniqueConstraint(fields=("publication", "position"), name="link_once_a_place"),
        ),
        migrations.AddConstraint(
            model_name="trackedlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True), fields=("code",), name="link_code_once"
            ),
        ),
    ]
