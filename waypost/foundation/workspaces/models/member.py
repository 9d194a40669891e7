from django.conf import settings
from django.db import models

from waypost.foundation.workspaces.domain.roles import DESCRIPTIONS, Role, in_words
from waypost.foundation.workspaces.models.workspace import Workspace
from waypost.toolkit import clock


class Member(models.Model):
    """A person in a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    limited = models.BooleanField(default=False, help_text="Works on some channels only.")
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "person"], name="member_once")]

    def __str__(self) -> str:
        return self.person.label

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held; prefetch `held_roles` where many members are shown."""
        return frozenset(Role(held.role) for held in self.held_roles.all())

    @property
    def role_words(self) -> str:
        return in_words(self.roles)


class HeldRole(models.Model):
    """A role that a member holds."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="held_roles")
    role = models.CharField(
        max_length=12, choices=[(role.value, role.value.capitalize()) for role in DESCRIPTIONS]
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="role_held_once")]

    def __str__(self) -> str:
        return self.role
