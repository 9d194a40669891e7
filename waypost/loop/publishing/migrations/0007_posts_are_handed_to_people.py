import django.db.models.deletion
from django.db import migrations, models

import waypost.loop.publishing.domain.states
import waypost.toolkit.clock


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0006_links_as_they_leave'),
        ('workspaces', '0002_brands_may_be_simulated'),
    ]

    operations = [
        migrations.CreateModel(
            name='Kit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_hash', models.CharField(max_length=64)),
                ('handed_at', models.DateTimeField(default=waypost.toolkit.clock.now)),
                ('expires_at', models.DateTimeField()),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workspaces.member')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kits', to='publishing.publication')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workspaces.workspace')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_state',
        ),
        migrations.AlterField(
            model_name='publication',
            name='state',
            field=models.CharField(choices=[('follows', 'Follows'), ('scheduled', 'Scheduled'), ('ready', 'Ready'), ('armed', 'Leaving'), ('handed', 'Handed over'), ('waiting', 'Waiting'), ('unknown', 'Needs checking'), ('published', 'Sent'), ('rejected', 'Refused'), ('held', 'Held'), ('missed', 'Missed'), ('cancelled', 'Cancelled'), ('removed', 'Taken down')], default=waypost.loop.publishing.domain.states.State['SCHEDULED'], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['follows', 'scheduled', 'ready', 'armed', 'handed', 'waiting', 'unknown', 'published', 'rejected', 'held', 'missed', 'cancelled', 'removed'])), name='publication_state'),
        ),
    ]
