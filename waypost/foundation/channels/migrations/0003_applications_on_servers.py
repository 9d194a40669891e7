from django.db import migrations, models

import waypost.toolkit.clock


class Migration(migrations.Migration):
    dependencies = [("channels", "0002_channel_gains_terms")]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=30)),
                ("server", models.CharField(max_length=300)),
                ("redirect_uri", models.CharField(max_length=300)),
                ("client_id", models.TextField()),
                ("locked_secret", models.TextField()),
                ("registered_at", models.DateTimeField(default=waypost.toolkit.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network", "server", "redirect_uri"), name="application_once")
                ],
            },
        ),
    ]
