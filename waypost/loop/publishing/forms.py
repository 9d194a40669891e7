from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.publishing.domain.states import LOOKS, State
from waypost.loop.publishing.models import Publication
from waypost.ui.forms import DateTimeInput, Form

NEEDS_YOU = "needs-you"


class FilterForm(Form):
    """Which part of the queue to show: one channel, one state, or what needs a person."""

    channel = forms.ChoiceField(label="Channel", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "All"),
            (NEEDS_YOU, "Needs a decision"),
            *((state.value, LOOKS[state].word) for state in State),
        ],
    )

    def __init__(self, known: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "All"), *known]

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
    """A time on the wall of the brand. The calendar sends day and time apart, the page of a publication together."""

    local = forms.DateTimeField(label="New time", required=False, widget=DateTimeInput)
    local_on = forms.DateField(required=False, widget=forms.HiddenInput)
    local_time = forms.TimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["local"].help_text = f"By the clock in {zone.rpartition('/')[2].replace('_', ' ')}."

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and said.get("local") is None:
            if said.get("local_on") is None or said.get("local_time") is None:
                self.add_error("local", "Choose a day and a time.")
            else:
                said["local"] = datetime.combine(said["local_on"], said["local_time"])
        if said.get("local") is not None:
            # A browser's datetime-local carries no zone; Django adds its own, which means nothing here.
            said["local"] = said["local"].replace(tzinfo=None)
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


class ReasonForm(Form):
    """Why one scheduled post is held back."""

    reason = forms.CharField(label="Why?", max_length=300, widget=forms.TextInput)


class HoldForm(Form):
    """What to stop, and why."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label="What to stop",
        required=False,
        empty_label="Every channel",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everybody who finds the queue stopped reads this.",
    )

    def __init__(
        self, access: Access, known: list[tuple[int, str]] | None = None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = channels(access)
        if known is not None:
            field.choices = [("", "Every channel"), *known]


class LookForm(Form):
    """One held post, looked at again: whether it is chosen, and a new time where its own is past."""

    chosen = forms.BooleanField(required=False)
    local = forms.DateTimeField(label="New time", required=False, widget=DateTimeInput)

    def __init__(self, publication: Publication, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(publication.pk), **kwargs)
        self.publication = publication
        self.fields["chosen"].widget.attrs["aria-label"] = f"Choose: {publication}"

    def clean_local(self) -> Any:
        local = self.cleaned_data["local"]
        return local.replace(tzinfo=None) if local is not None else None
