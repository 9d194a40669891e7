from django.conf import settings
from django.db import models

from waypost.foundation.channels.models.channel import Channel
from waypost.networks.contract import Application, Token


class TokenLife(models.Model):
    """How long a channel's token is good, what renews it, and who does so now: there is a row only where one may end."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="token_life")
    renews = models.BooleanField(default=False)
    locked_refresh = models.TextField(blank=True)
    client_id = models.TextField(blank=True)
    locked_client_secret = models.TextField(blank=True)
    ends_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()

    due_at = models.DateTimeField(null=True, help_text="When the network is asked next.")
    holder = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0, help_text="How often in a row the network was silent.")
    trouble = models.CharField(max_length=300, blank=True)
    doubted_at = models.DateTimeField(null=True, help_text="A call was refused; a new token may help.")
    refused_at = models.DateTimeField(null=True, help_text="The network does not renew it any more.")
    warned_at = models.DateTimeField(null=True, help_text="People were told that it ends.")

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="tokens_to_ask_about")]

    def __str__(self) -> str:
        return f"token of {self.channel}"

    @property
    def is_renewed(self) -> bool:
        """Whether Waypost may still ask for a new one."""
        return self.renews and self.refused_at is None

    @property
    def is_ending(self) -> bool:
        """Whether only a person can keep the channel connected beyond the token's end, which is near."""
        return self.ends_at is not None and not self.is_renewed and self.warned_at is not None

    def token(self, access: str) -> Token:
        """The token in the clear, for the call that renews it; a Refusal when no key opens it."""
        return Token(
            access=access, refresh=_open(self.locked_refresh), ends_at=self.ends_at, renews=self.renews
        )

    @property
    def application(self) -> Application | None:
        """What the network calls whoever may renew it, with the secret in the clear."""
        if not self.client_id:
            return None
        return Application(client_id=self.client_id, client_secret=_open(self.locked_client_secret))


def _open(locked: str) -> str:
    return settings.WAYPOST.vault.unlock(locked).reveal() if locked else ""
