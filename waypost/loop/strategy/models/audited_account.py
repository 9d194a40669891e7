from django.db import models

from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.strategy.domain.administrators import Administrator
from waypost.loop.strategy.domain.audit import VERDICTS, Account, Activity, Verdict
from waypost.loop.strategy.models.audit import Audit


class AuditedAccount(models.Model):
    """One account as an audit found it: from a connected channel, from an export, or as somebody wrote it down.

    `verdict` is what a person decided; empty, what the audit suggests counts. `administrators` is None in an audit that
    ended before they were asked about.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="accounts")
    channel = models.ForeignKey(Channel, null=True, on_delete=models.SET_NULL, related_name="+")
    network = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    administrators = models.JSONField(null=True, blank=True, default=list)
    purpose = models.CharField(max_length=300, blank=True)
    aim = models.FloatField(null=True)
    last_post_on = models.DateField(null=True)
    posts = models.PositiveIntegerField(null=True)
    interactions = models.BigIntegerField(null=True)
    best = models.CharField(max_length=140, blank=True)
    best_interactions = models.BigIntegerField(null=True)
    is_connected = models.BooleanField(null=True)
    looked = models.BooleanField(default=False)
    missing = models.JSONField(default=list, blank=True)
    verdict = models.CharField(
        max_length=4, blank=True, choices=[(verdict.value, VERDICTS[verdict]) for verdict in Verdict]
    )
    note = models.CharField(max_length=300, blank=True)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "channel"], name="audited_channel_once"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", *(verdict.value for verdict in Verdict)]),
                name="audited_verdict",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def who_gets_in(self) -> tuple[Administrator, ...] | None:
        """Who administers it, as it was written down."""
        if self.administrators is None:
            return None
        return tuple(Administrator(**each) for each in self.administrators)

    @property
    def account(self) -> Account:
        """The account as the rules of an audit read it."""
        return Account(
            id=self.pk,
            network=self.network,
            name=self.name,
            address=self.address,
            has_owner=self.owner_id is not None,
            purpose=self.purpose,
            aim=self.aim,
            activity=Activity(
                last_post_on=self.last_post_on,
                posts=self.posts,
                interactions=self.interactions,
                best=self.best,
                best_interactions=self.best_interactions,
            ),
            looked=self.looked,
            missing=tuple(self.missing),
            is_connected=self.is_connected,
            administrators=self.who_gets_in,
        )
