from django.conf import settings
from django.db import models

from waypost.foundation.channels.models import Channel
from waypost.loop.publishing.domain.links import Manner
from waypost.loop.publishing.domain.utm import LONGEST, Naming


class LinkPolicy(models.Model):
    """How the links of a brand leave: whether they are tracked, and which words are added to their addresses."""

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    tracks = models.BooleanField(default=True)
    names = models.BooleanField(default=False)
    source = models.CharField(max_length=LONGEST, blank=True, default="{network}")
    medium = models.CharField(max_length=LONGEST, blank=True, default="social")
    campaign = models.CharField(max_length=LONGEST, blank=True, default="{year}-q{quarter}-{pillar}")
    term = models.CharField(max_length=LONGEST, blank=True)
    content = models.CharField(max_length=LONGEST, blank=True, default="post-{post}")
    sites = models.JSONField(default=list, help_text="Hosts whose addresses are named; none: all.")

    def __str__(self) -> str:
        return f"the links of {self.workspace}"

    @property
    def naming(self) -> Naming:
        """The templates, whether they are used or not."""
        return Naming(
            source=self.source,
            medium=self.medium,
            campaign=self.campaign,
            term=self.term,
            content=self.content,
        )

    def manner_on(self, channel: Channel) -> Manner:
        """How links go out on a channel. Where nobody but this machine could follow a tracked one, none is made."""
        environment = settings.WAYPOST
        follows = channel.simulated or environment.links_reach_out
        return Manner(
            prefix=environment.link_prefix if self.tracks and follows else "",
            naming=self.naming if self.names else None,
            sites=tuple(self.sites),
        )
