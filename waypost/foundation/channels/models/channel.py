from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.db import models

from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Card, Count, Terms, Texts
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret


class Channel(models.Model):
    """Our account on a network. Its token is encrypted; a strategy's channel role names its key."""

    class Health(models.TextChoices):
        CONNECTED = "connected", "Connected"
        ATTENTION = "attention", "Needs attention"
        DISCONNECTED = "disconnected", "Disconnected"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    network = models.CharField(max_length=30)
    known_as = models.CharField(
        max_length=40, blank=True, help_text="What its network is called, where Waypost has no card of that."
    )
    kept_by = models.ForeignKey(
        "workspaces.Member",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who posts there, where no program may.",
    )
    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=200)
    remote_id = models.CharField(max_length=300)
    server = models.CharField(max_length=300, blank=True)
    locked_token = models.TextField(blank=True)
    token_epoch = models.PositiveIntegerField(default=0, help_text="Raised with every other token.")
    health = models.CharField(max_length=12, choices=Health.choices, default=Health.CONNECTED)
    health_reason = models.CharField(max_length=300, blank=True)
    health_changed_at = models.DateTimeField(default=clock.now)
    simulated = models.BooleanField(default=False)
    terms = models.JSONField(default=dict, blank=True, help_text="What its own server allows.")
    connected_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="channel_key_once"),
            models.UniqueConstraint(
                fields=["workspace", "network", "remote_id"], name="channel_account_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def card(self) -> Card:
        """What the network can do and which limits it sets, as the account's own server has them."""
        found = registry.card(self.network)
        if self.known_as:
            found = replace(found, label=self.known_as)
        return found.under(Terms.of(self.terms)) if self.terms else found

    @property
    def texts(self) -> Texts:
        """How texts are counted and cut here."""
        return self.texts_answering("")

    def texts_answering(self, in_reply_to: str) -> Texts:
        """The same of an answer to a message, by its remote id or that of its root."""
        return registry.texts(self.network, Terms.of(self.terms) if self.terms else None, in_reply_to)

    def count(self, text: str, options: Mapping[str, str] | None = None, *, in_reply_to: str = "") -> Count:
        """A text as it counts here, with those words of its options that count with it."""
        texts = self.texts_answering(in_reply_to)
        counted = texts.count(text)
        chosen = options or {}
        beside = [
            chosen[option.name] for option in self.card.options if option.counts and chosen.get(option.name)
        ]
        return replace(counted, length=counted.length + sum(texts.count(words).length for words in beside))

    @property
    def is_by_hand(self) -> bool:
        """Whether a person posts there, because no program may."""
        return Ability.PUBLISH not in registry.abilities(self.network)

    @property
    def is_connected(self) -> bool:
        return self.health == self.Health.CONNECTED

    @property
    def account(self) -> Account:
        """The account with its token in the clear, for the call that needs it; never stored or logged."""
        token = settings.WAYPOST.vault.unlock(self.locked_token) if self.locked_token else Secret("")
        return Account(remote_id=self.remote_id, handle=self.handle, server=self.server, token=token.reveal())
