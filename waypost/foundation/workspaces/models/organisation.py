from django.conf import settings
from django.db import models

from waypost.toolkit import clock


class Organisation(models.Model):
    """Who owns workspaces: a business with one brand, or an agency with many."""

    name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class Administrator(models.Model):
    """Somebody who is an owner in every workspace of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="administrators")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="administers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="administrator_once")]

    def __str__(self) -> str:
        return f"{self.person} of {self.organisation}"
