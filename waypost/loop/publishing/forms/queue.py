"""What people say of scheduled and sent posts, of rehearsals and of links."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator

from waypost.loop.publishing.domain.rehearsal import RUNS, TROUBLES, Fault, Script
from waypost.loop.publishing.domain.spreading import Manner
from waypost.loop.publishing.domain.states import LOOKS, State
from waypost.loop.publishing.domain.utm import PARAMETERS
from waypost.loop.publishing.forms.times import SAY_WHY, on_the_wall
from waypost.toolkit.wording import _
from waypost.ui.forms import CardLabel, CheckboxCards, DateTimeInput, Form

NEEDS_YOU = "needs-you"


class FilterForm(Form):
    """Which part of the queue to show: one channel, one state, or what needs a person."""

    channel = forms.ChoiceField(label="Channel", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "Every state"),
            (NEEDS_YOU, "Needs a decision"),
            *((state.value, LOOKS[state].word) for state in State),
        ],
    )

    def __init__(self, known: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every channel"), *known]

    @property
    def channel_id(self) -> int | None:
        chosen = self._chosen("channel")
        return int(chosen) if chosen else None

    @property
    def chosen_state(self) -> str:
        return self._chosen("state")

    def _chosen(self, name: str) -> str:
        """What was chosen; a choice that makes no sense is none."""
        if not self.is_bound:
            return ""
        self.is_valid()
        chosen: str = self.cleaned_data.get(name, "")
        return chosen


class TimeForm(Form):
    """A time on the wall of the brand."""

    local = forms.DateTimeField(
        label="New time", widget=DateTimeInput, error_messages={"required": _("Choose a day and a time.")}
    )

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["local"].help_text = f"By the clock in {zone.rpartition('/')[2].replace('_', ' ')}."

    def clean_local(self) -> datetime:
        return on_the_wall(self.cleaned_data["local"])


class SlipForm(Form):
    """A time on the wall of the brand, as the calendar sends it when a slip is moved."""

    local_on = forms.DateField()
    local_time = forms.TimeField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            said["local"] = datetime.combine(said["local_on"], said["local_time"])
        return said


class PresenceForm(Form):
    """A person saw it on the network, perhaps with its address."""

    url = forms.URLField(
        label="Its address on the network",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )


class PostedForm(Form):
    """A person posted it by hand, perhaps with its link."""

    url = forms.URLField(
        label="Its link",
        required=False,
        max_length=300,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
        help_text="Copy it in the app. Where there is none, as of a story, leave it empty.",
    )


class CannotForm(Form):
    """Why somebody cannot post it by hand."""

    reason = forms.CharField(label="Why not?", max_length=300, error_messages={"required": SAY_WHY})


class RehearsalForm(Form):
    """Which week to rehearse, and what goes wrong where. `weeks` are Mondays, each with what people read."""

    week = forms.ChoiceField(label=_("Week"))
    faults = forms.MultipleChoiceField(
        label=_("What goes wrong"),
        required=False,
        choices=[
            (fault.value, CardLabel(trouble.label, trouble.note)) for fault, trouble in TROUBLES.items()
        ],
        widget=CheckboxCards,
        help_text=_("With nothing ticked you see the week as it is."),
    )
    channel = forms.ChoiceField(label=_("Where"), required=False)
    approvals = forms.BooleanField(
        label=_("Let what is in review be decided at your people’s rhythm"),
        required=False,
        help_text=_(
            "Each post after as long as one of the decisions of the last 90 days took, and as that one went. "
            "Unticked, what nobody has approved by now stays so."
        ),
    )
    run = forms.IntegerField(
        label=_("Run"),
        required=False,
        min_value=1,
        max_value=RUNS,
        initial=1,
        help_text=_("Another number strikes other posts at other times; the same one does the same again."),
    )

    def __init__(
        self,
        weeks: list[tuple[str, str]],
        known: list[tuple[int, str]],
        *args: Any,
        has_reviews: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_reviews:
            del self.fields["approvals"]
        week, channel = self.fields["week"], self.fields["channel"]
        assert isinstance(week, forms.ChoiceField)
        assert isinstance(channel, forms.ChoiceField)
        week.choices = weeks
        channel.choices = [("", _("On every channel")), *known]

    @property
    def week_of(self) -> date:
        return date.fromisoformat(self.cleaned_data["week"])

    @property
    def script(self) -> Script:
        """What goes wrong, as it was chosen."""
        said = self.cleaned_data
        channel_id = int(said["channel"]) if said["channel"] else None
        return Script(
            frozenset(Fault(fault) for fault in said["faults"]),
            channel_id,
            said["run"] or 1,
            said.get("approvals", False),
        )


class MissedForm(Form):
    """New times for what was missed: how, from when on, and how far apart on a channel."""

    manner = forms.ChoiceField(
        label=_("New times"),
        choices=[
            (Manner.OWN_HOUR, _("Each at its own hour, on the first day that it is free")),
            (Manner.IN_TURN, _("One after another")),
        ],
        initial=Manner.OWN_HOUR,
    )
    start = forms.DateTimeField(label=_("Not before"), widget=DateTimeInput)
    every = forms.ChoiceField(
        label=_("Apart on a channel"),
        choices=[
            (15, _("15 minutes")),
            (30, _("30 minutes")),
            (60, _("1 hour")),
            (120, _("2 hours")),
            (240, _("4 hours")),
            (1440, _("1 day")),
        ],
        initial=60,
    )

    def clean_start(self) -> datetime:
        return on_the_wall(self.cleaned_data["start"])


class LinkPolicyForm(Form):
    """How links go out: tracked or not, and which words are added to their addresses."""

    tracks = forms.BooleanField(
        label=_("Track links"),
        required=False,
        help_text=_(
            "Each link goes out as a short link of its own, so that its clicks are counted and a post can be found again for certain. No cookie is set, and nothing is kept about who clicked."
        ),
    )
    names = forms.BooleanField(
        label=_("Add UTM words to addresses"),
        required=False,
        help_text=_("Your site’s own analytics then knows which post a visit came from."),
    )
    source = forms.CharField(label="utm_source", required=False)
    medium = forms.CharField(label="utm_medium", required=False)
    campaign = forms.CharField(label="utm_campaign", required=False)
    term = forms.CharField(label="utm_term", required=False)
    content = forms.CharField(label="utm_content", required=False)
    sites = forms.CharField(
        label=_("Only on these sites"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line, such as tern.example. Empty: on every link."),
    )

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        said = self.cleaned_data
        return {
            "tracks": said["tracks"],
            "names": said["names"],
            "naming": {name: said[name] for name in PARAMETERS},
            "sites": [line.strip() for line in said["sites"].splitlines() if line.strip()],
        }

    @property
    def parameters(self) -> list[forms.BoundField]:
        """The templates, in the order of an address."""
        return [self[name] for name in PARAMETERS]
