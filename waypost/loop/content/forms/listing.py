"""What of the list of posts is shown, and what is done to those that are chosen."""

from datetime import date
from typing import Any

from django import forms

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import PostFilters
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.queries import campaigns_going_on
from waypost.toolkit.wording import _
from waypost.ui.forms import Form


class FilterForm(Form):
    """What of the list is shown."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), *Post.State.choices, ("archived", _("Archived"))],
    )
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    pillar = forms.ChoiceField(label=_("Pillar"), required=False)
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    label = forms.ChoiceField(label=_("Label"), required=False)
    month = forms.CharField(
        label=_("Month"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-12"}),
    )

    def __init__(
        self,
        channels: list[tuple[int, str]],
        pillars: list[tuple[int, str]],
        campaigns: list[tuple[int, str]],
        labels: list[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].choices = [("", _("All campaigns")), *campaigns]  # type: ignore[attr-defined]
        if not campaigns:
            del self.fields["campaign"]
        self.fields["label"].choices = [("", _("All labels")), *labels]  # type: ignore[attr-defined]
        if not labels:
            del self.fields["label"]
        self.fields["channel"].choices = [("", _("All channels")), *channels]  # type: ignore[attr-defined]
        self.fields["pillar"].choices = [("", _("All pillars")), *pillars]  # type: ignore[attr-defined]

    def clean_month(self) -> date | None:
        said = self.cleaned_data["month"]
        try:
            return date.fromisoformat(f"{said}-01") if said else None
        except ValueError as error:
            raise forms.ValidationError(_("Write a month like 2026-12.")) from error

    @property
    def filters(self) -> PostFilters:
        """What is valid of the choices; the rest shows everything."""
        said = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        state = said.get("state", "")
        return PostFilters(
            state="" if state == "archived" else state,
            channel_id=int(said["channel"]) if said.get("channel") else None,
            pillar_id=int(said["pillar"]) if said.get("pillar") else None,
            campaign_id=int(said["campaign"]) if said.get("campaign") else None,
            label_id=int(said["label"]) if said.get("label") else None,
            month=said.get("month"),
            archived=state == "archived",
        )


class ChosenForm(Form):
    """Which campaign the chosen posts belong to from now on."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Campaign"), required=False, empty_label=_("No campaign")
    )

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns_going_on(access)  # type: ignore[attr-defined]
