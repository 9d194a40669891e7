from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class Notice(models.Model):
    """Something one person should know, with the page to go to; mailed and pushed when `mail_due_at` and `push_due_at` are set.

    `more` are lines that say it at length, where a sentence is not enough.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    sentence = models.CharField(max_length=300)
    more = models.TextField(blank=True)
    href = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    mail_due_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    push_due_at = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "workspace", "-id"], name="notices_of_person"),
            models.Index(fields=["mail_due_at"], name="notices_to_mail", condition=Q(mailed_at=None)),
            models.Index(fields=["push_due_at"], name="notices_to_push", condition=Q(pushed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "once"], condition=~Q(once=""), name="told_once"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def lines(self) -> list[str]:
        """What it says at length, line by line."""
        return self.more.splitlines()
