from typing import Any

from django import forms
from django.utils.html import format_html

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.actions.campaigns import MOST_SLOTS, Terms
from waypost.loop.planning.domain.campaigns import HUES, LONGEST_KEY
from waypost.loop.strategy.models import Goal
from waypost.loop.strategy.queries import goals
from waypost.ui.forms import DateInput, Form


class CampaignForm(Form):
    """What a campaign is."""

    name = forms.CharField(
        label="Name", max_length=120, widget=forms.TextInput(attrs={"placeholder": "Spring tides"})
    )
    starts_on = forms.DateField(label="First day", widget=DateInput)
    ends_on = forms.DateField(label="Last day", widget=DateInput)
    message = forms.CharField(
        label="The one thing it says",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever writes for it reads this beside the post.",
    )
    goal = forms.ModelChoiceField(
        Goal.objects.none(), label="The goal that it serves", required=False, empty_label="No goal yet"
    )
    slots_wanted = forms.IntegerField(
        label="Slots that it needs",
        required=False,
        min_value=0,
        max_value=MOST_SLOTS,
        help_text="The planner gives it this many within its days. Left empty, you choose its slots yourself.",
    )
    hue = forms.TypedChoiceField(
        label="Colour of its flag", coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    key = forms.SlugField(
        label="Short name",
        required=False,
        max_length=LONGEST_KEY,
        help_text="What {campaign} becomes in the UTM words of links. Left empty, it follows from the name.",
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = goals(access)  # type: ignore[attr-defined]
        self.fields["hue"].choices = [  # type: ignore[attr-defined]
            (hue, format_html('<span class="campaign" style="--hue: {}">Colour {}</span>', hue, hue))
            for hue in HUES
        ]

    @property
    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)
