from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.domain.campaigns import State as Campaigning
from waypost.loop.planning.models import Campaign, Slot
from waypost.loop.planning.queries import campaigns
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.loop.strategy.queries import funnel_stages, goals, personas, pillars
from waypost.ui.forms import DateInput, Form, TimeInput

AIMED = ("pillar", "persona", "goal", "funnel_stage", "format", "campaign")


class MoveForm(Form):
    """Another time on the wall for something on the calendar."""

    local_on = forms.DateField(label="Day", widget=DateInput)
    local_time = forms.TimeField(label="Time", widget=TimeInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def local(self) -> datetime:
        return datetime.combine(self.cleaned_data["local_on"], self.cleaned_data["local_time"])


class Aimed(Form):
    """The items of the strategy that a slot can be for."""

    pillar = forms.ModelChoiceField(
        Pillar.objects.none(),
        label="Pillar",
        required=False,
        empty_label="None: open for what the day brings",
    )
    persona = forms.ModelChoiceField(
        Persona.objects.none(), label="Persona", required=False, empty_label="Anybody"
    )
    goal = forms.ModelChoiceField(Goal.objects.none(), label="Goal", required=False, empty_label="No goal")
    funnel_stage = forms.ModelChoiceField(
        FunnelStage.objects.none(), label="Funnel stage", required=False, empty_label="Any stage"
    )
    format = forms.CharField(
        label="Format",
        required=False,
        max_length=60,
        help_text="Such as image, video or text; “evergreen” keeps it for a post that goes out again.",
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="Campaign", required=False, empty_label="No campaign"
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in {
            "pillar": pillars,
            "persona": personas,
            "goal": goals,
            "funnel_stage": funnel_stages,
        }.items():
            self.fields[name].queryset = rows(access)  # type: ignore[attr-defined]
        present = self.initial.get("campaign")
        self.fields["campaign"].queryset = _to_choose(access, present)  # type: ignore[attr-defined]

    @property
    def aim(self) -> Aim:
        return Aim(**{name: self.cleaned_data[name] for name in AIMED})


class SlotForm(Aimed):
    """A slot added by hand."""

    field_order = ("channel", "local_on", "local_time")

    channel = forms.ModelChoiceField(Channel.objects.none(), label="Channel", empty_label=None)
    local_on = forms.DateField(label="Day", widget=DateInput)
    local_time = forms.TimeField(label="Time", widget=TimeInput)

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, access=access, **kwargs)
        self.fields["channel"].queryset = channels(access)  # type: ignore[attr-defined]

    @property
    def local(self) -> datetime:
        return datetime.combine(self.cleaned_data["local_on"], self.cleaned_data["local_time"])


def _to_choose(access: Access, present: Campaign | None) -> QuerySet[Campaign]:
    """The campaigns that have not ended, and the one that is chosen already."""
    going_on = ~Q(state=Campaigning.ENDED)
    return campaigns(access).filter(going_on if present is None else going_on | Q(pk=present.pk))


def slot_in_words(slot: Slot) -> str:
    """A slot as a person picks it: when, where, what for."""
    what = slot.pillar.label if slot.pillar else "open for the day"
    return f"{slot.local:%a %-d %b, %H:%M} · {slot.channel.name} · {what}"
