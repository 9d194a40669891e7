from django.conf import settings
from django.db import models

from waypost.foundation.workspaces.domain.roles import in_words
from waypost.foundation.workspaces.models.workspace import Workspace
from waypost.toolkit import clock


class Invitation(models.Model):
    """Somebody was asked to join; the mail holds the secret, the row only its hash."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    roles = models.JSONField(default=list)
    channel_ids = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def role_words(self) -> str:
        return in_words(self.roles)

    @property
    def is_over(self) -> bool:
        """Whether it has become too old to be accepted."""
        return self.ends_at <= clock.now()
