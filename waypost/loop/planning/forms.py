from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms import formset_factory
from django.utils.html import format_html

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import members
from waypost.loop.planning.actions.campaigns import Terms
from waypost.loop.planning.actions.quarters import DaysOff
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.domain.campaigns import HUES, LONGEST_KEY
from waypost.loop.planning.domain.campaigns import State as Campaigning
from waypost.loop.planning.models import Campaign, Slot
from waypost.loop.planning.queries import campaigns, open_slots
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.loop.strategy.queries import funnel_stages, goals, personas, pillars
from waypost.toolkit import clock
from waypost.ui.forms import DateInput, Form, TimeInput

AIMED = ("pillar", "persona", "goal", "funnel_stage", "format", "campaign")
MOST_RUNS = 3
MOST_CHOICES = 12


class MoveForm(Form):
    """Another time on the wall for something on the calendar."""

    local_on = forms.DateField(label="Day", widget=DateInput)
    local_time = forms.TimeField(label="Time", widget=TimeInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def local(self) -> datetime:
        return datetime.combine(self.cleaned_data["local_on"], self.cleaned_data["local_time"])


class _Aimed(Form):
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
        label="Format", required=False, max_length=60, help_text="Such as image, video or text."
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


class SlotForm(_Aimed):
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


class BriefForm(_Aimed):
    """What the post in a slot should say and do, and for whom."""

    field_order = ("title", "message", "call_to_action", "links", "notes", "owner")

    title = forms.CharField(label="Working title", required=False, max_length=160)
    message = forms.CharField(
        label="The one thing to say",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    call_to_action = forms.CharField(
        label="What readers should do",
        required=False,
        max_length=200,
        help_text="Such as: come by on Saturday.",
    )
    links = forms.CharField(
        label="Links",
        required=False,
        help_text="One web address a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = forms.CharField(
        label="Notes", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        Member.objects.none(), label="Who writes it", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, access=access, **kwargs)
        self.fields["owner"].queryset = members(access)  # type: ignore[attr-defined]

    @property
    def brief(self) -> dict[str, Any]:
        words = {
            name: self.cleaned_data[name] for name in ("title", "message", "call_to_action", "notes", "owner")
        }
        return {**words, "links": self.cleaned_data["links"].split()}


def _to_choose(access: Access, present: Campaign | None) -> QuerySet[Campaign]:
    """The campaigns that have not ended, and the one that is chosen already."""
    going_on = ~Q(state=Campaigning.ENDED)
    return campaigns(access).filter(going_on if present is None else going_on | Q(pk=present.pk))


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


class QuarterForm(Form):
    """The dates of a period to plan."""

    starts_on = forms.DateField(label="First day", widget=DateInput)
    ends_on = forms.DateField(label="Last day", widget=DateInput)


class DaysOffForm(Form):
    """A run of days without posts."""

    starts_on = forms.DateField(label="From", required=False, widget=DateInput)
    ends_on = forms.DateField(label="To", required=False, widget=DateInput)
    reason = forms.CharField(label="Why", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on: date | None = cleaned.get("starts_on")
        ends_on: date | None = cleaned.get("ends_on")
        if ends_on and not starts_on:
            self.add_error("starts_on", "Say on which day they begin.")
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day comes before the first.")
        return cleaned

    @property
    def run(self) -> DaysOff | None:
        starts_on = self.cleaned_data.get("starts_on")
        if starts_on is None:
            return None
        ends_on = self.cleaned_data.get("ends_on") or starts_on
        return DaysOff(starts_on, ends_on, self.cleaned_data.get("reason", "") or "Days off")


DaysOffForms = formset_factory(DaysOffForm, extra=MOST_RUNS, max_num=MOST_RUNS)


class IdeaForm(Form):
    """An idea, in one line or a little more."""

    title = forms.CharField(
        label="Idea",
        max_length=160,
        widget=forms.TextInput(attrs={"placeholder": "The tide table that we print on every bag"}),
    )
    pillar = forms.ModelChoiceField(
        Pillar.objects.none(), label="Pillar", required=False, empty_label="No pillar yet"
    )
    link = forms.URLField(label="Link", required=False, max_length=1000, assume_scheme="https")
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pillar"].queryset = pillars(access)  # type: ignore[attr-defined]


class IdeaSlotForm(Form):
    """Which of the next open slots an idea goes into."""

    slot = forms.ModelChoiceField(
        Slot.objects.none(), label="Slot", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = open_slots(access, clock.now())
        field.choices = [(slot.pk, slot_in_words(slot)) for slot in field.queryset[:MOST_CHOICES]]


def slot_in_words(slot: Slot) -> str:
    """A slot as a person picks it: when, where, what for."""
    what = slot.pillar.label if slot.pillar else "open for the day"
    return f"{slot.local:%a %-d %b, %H:%M} · {slot.channel.name} · {what}"
