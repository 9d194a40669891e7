import django.db.models.deletion
from django.db import migrations, models

import waypost.loop.publishing.domain.changes
import waypost.toolkit.clock


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0008_a_server_may_be_silent'),
        ('workspaces', '0002_brands_may_be_simulated'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('take_down', 'take_down'), ('edit', 'edit')], max_length=9)),
                ('content_hash', models.CharField(blank=True, help_text='What it is to say then.', max_length=64)),
                ('asked_by_label', models.CharField(max_length=200)),
                ('asked_at', models.DateTimeField(default=waypost.toolkit.clock.now)),
                ('standing', models.CharField(choices=[('wanted', 'wanted'), ('done', 'done'), ('refused', 'refused')], default=waypost.loop.publishing.domain.changes.Standing['WANTED'], max_length=7)),
                ('said', models.CharField(blank=True, max_length=300)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('act_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='publishing.publication')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workspaces.workspace')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('standing', 'wanted')), fields=['act_at'], name='changes_to_make')],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('standing', 'wanted')), fields=('publication',), name='one_change_at_a_time'),
                    models.CheckConstraint(condition=models.Q(models.Q(('act_at__isnull', False), ('ended_at', None), ('standing', 'wanted')), models.Q(models.Q(('standing', 'wanted'), _negated=True), ('act_at', None), ('ended_at__isnull', False)), _connector='OR'), name='change_is_wanted_or_over'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='variant_goes_out_once',
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['published', 'cancelled', 'removed']), _negated=True), fields=('variant', 'part'), name='variant_goes_out_once'),
        ),
    ]
