from django.conf import settings
from django.db import models

from waypost.networks import contract
from waypost.toolkit import clock


class Application(models.Model):
    """What a server calls this installation, so that people can consent to it there. Its secret is encrypted."""

    network = models.CharField(max_length=30)
    server = models.CharField(max_length=300)
    redirect_uri = models.CharField(max_length=300)
    client_id = models.TextField()
    locked_secret = models.TextField()
    registered_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "server", "redirect_uri"], name="application_once")
        ]

    def __str__(self) -> str:
        return self.server

    @property
    def known_as(self) -> contract.Application:
        """The names by which the server knows us, with the secret in the clear; a Refusal when no key opens it."""
        secret = settings.WAYPOST.vault.unlock(self.locked_secret)
        return contract.Application(client_id=self.client_id, client_secret=secret.reveal())
