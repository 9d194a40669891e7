import django.db.models.deletion
from django.db import migrations, models

STATES = [
    "follows", "scheduled", "ready", "armed", "waiting", "unknown", "published", "rejected", "held", "missed",
    "cancelled",
]  # fmt: skip
WORDS = [
    "Follows", "Scheduled", "Ready", "Leaving", "Waiting", "Needs checking", "Sent", "Refused", "Held", "Missed",
    "Cancelled",
]  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("publishing", "0003_holds_may_end")]

    operations = [
        migrations.AddField(
            "publication",
            "head",
            models.ForeignKey(
                help_text="What it is a part of.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="publishing.publication",
            ),
        ),
        migrations.AddField("publication", "part", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "publication",
            "role",
            models.CharField(
                choices=[(role, role) for role in ("post", "thread", "comment")], default="post", max_length=8
            ),
        ),
        migrations.AddField(
            "publication",
            "has_more",
            models.BooleanField(default=False, help_text="Another part waits until this one is out."),
        ),
        migrations.AlterField(
            "publication",
            "state",
            models.CharField(
                choices=list(zip(STATES, WORDS, strict=True)), default="scheduled", max_length=10
            ),
        ),
        migrations.RemoveConstraint("publication", "publication_state"),
        migrations.AddConstraint(
            "publication",
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="publication_state"),
        ),
        migrations.RemoveConstraint("publication", "variant_goes_out_once"),
        migrations.AddConstraint(
            "publication",
            models.UniqueConstraint(
                condition=models.Q(state__in=["published", "cancelled"], _negated=True),
                fields=["variant", "part"],
                name="variant_goes_out_once",
            ),
        ),
        migrations.AddConstraint(
            "publication",
            models.CheckConstraint(
                condition=models.Q(head=None, part=0) | models.Q(head__isnull=False, part__gt=0),
                name="part_of_something",
            ),
        ),
    ]
