from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.queries import campaigns_going_on
from waypost.toolkit.wording import _
from waypost.ui.forms import Form


class SubscriptionForm(Form):
    """Which part of the calendar another program reads."""

    part = forms.ChoiceField(label=_("What it shows"))

    def __init__(
        self, access: Access, channels: Sequence[tuple[int, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._campaigns = {campaign.pk: campaign for campaign in campaigns_going_on(access)}
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole calendar")),
            ("mine", _("What I am responsible for")),
            *((f"channel-{pk}", name) for pk, name in channels),
            *((f"campaign-{pk}", campaign.name) for pk, campaign in self._campaigns.items()),
        ]
        self.fields["part"].required = False

    @property
    def channel_id(self) -> int | None:
        """The channel that was chosen."""
        kind, _dash, number = self.cleaned_data["part"].partition("-")
        return int(number) if kind == "channel" else None

    @property
    def campaign(self) -> Campaign | None:
        """The campaign that was chosen."""
        kind, _dash, number = self.cleaned_data["part"].partition("-")
        return self._campaigns[int(number)] if kind == "campaign" else None

    @property
    def is_mine(self) -> bool:
        """Whether it is only what this person is responsible for."""
        return bool(self.cleaned_data["part"] == "mine")
