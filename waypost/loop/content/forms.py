from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import PostFilters
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.loop.strategy.queries import funnel_stages, goals, personas, pillars
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form, TimeInput

FOLLOWS = _("Follows from the pillar")


class WritingForm(Form):
    """The words of a post, and the version that they were written on."""

    title = forms.CharField(label=_("Name for the team"), required=False, max_length=160)
    body = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class VariantForm(Form):
    """The words of a post on one channel."""

    text = forms.CharField(label=_("Text here"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    format = forms.ChoiceField(label=_("Format"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, channel: Channel, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = [
            (name, name.replace("_", " ").replace("-", " ").capitalize()) for name in channel.card.formats
        ]
        self.fields["format"].choices = [("", _("As its pictures say")), *formats]  # type: ignore[attr-defined]


class ReasonsForm(Form):
    """Why a post exists: one choice, and what follows from it."""

    pillar = forms.ModelChoiceField(
        label=_("Pillar"), required=False, empty_label=_("None yet"), queryset=Pillar.objects.none()
    )
    reactive = forms.BooleanField(
        label=_("Reactive"),
        required=False,
        help_text=_("It answers what the day brought; that is a reason too."),
    )
    persona = forms.ModelChoiceField(
        label=_("For whom"), required=False, empty_label=FOLLOWS, queryset=Persona.objects.none()
    )
    goal = forms.ModelChoiceField(
        label=_("Goal"), required=False, empty_label=FOLLOWS, queryset=Goal.objects.none()
    )
    funnel_stage = forms.ModelChoiceField(
        label=_("Stage of the funnel"),
        required=False,
        empty_label=FOLLOWS,
        queryset=FunnelStage.objects.none(),
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Post.Purpose.choices, required=False)
    origin = forms.ChoiceField(label=_("Origin"), choices=Post.Origin.choices, required=False)

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: dict[str, QuerySet[Any]] = {
            "pillar": pillars(access),
            "persona": personas(access),
            "goal": goals(access),
            "funnel_stage": funnel_stages(access),
        }
        for name, queryset in found.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    @property
    def reasons(self) -> Reasons:
        """What was said, ready for the action."""
        said = self.cleaned_data
        return Reasons(said["pillar"], said["persona"], said["goal"], said["funnel_stage"], said["reactive"])


class TimeForm(Form):
    """The wall-clock time at which a post is to go out; both empty takes it out of the calendar."""

    local_on = forms.DateField(label=_("Day"), required=False, widget=DateInput)
    local_time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def local(self) -> datetime | None:
        on, at = self.cleaned_data["local_on"], self.cleaned_data["local_time"]
        return datetime.combine(on, at) if on and at else None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("local_on")) != bool(said.get("local_time")):
            raise forms.ValidationError(_("Give both a day and a time, or neither."))
        return said


class ChannelsForm(Form):
    """Where a post goes."""

    channels = forms.ModelMultipleChoiceField(
        label=_("Where it goes"),
        required=False,
        queryset=Channel.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, usable: QuerySet[Channel], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].queryset = usable  # type: ignore[attr-defined]


class DraftForm(ChannelsForm):
    """A new post: its words, where it goes, and the one choice of its pillar."""

    body = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        required=False,
        queryset=Pillar.objects.none(),
        help_text=_("Left open, it follows from the text."),
    )
    reactive = forms.BooleanField(label=_("Reactive: it answers what the day brought"), required=False)

    field_order = ["body", "channels", "pillar", "reactive"]

    def __init__(self, access: Access, usable: QuerySet[Channel], *args: Any, **kwargs: Any) -> None:
        super().__init__(usable, *args, **kwargs)
        self.fields["pillar"].queryset = pillars(access)  # type: ignore[attr-defined]

    @property
    def reasons(self) -> Reasons:
        return Reasons(pillar=self.cleaned_data["pillar"], reactive=self.cleaned_data["reactive"])


class SubmissionForm(Form):
    """A word to whoever reviews, and the reason for going on without a why where one is needed."""

    note = forms.CharField(label=_("A word to the reviewer"), required=False, max_length=500)
    reason = forms.CharField(label=_("Why it may go on without a pillar"), required=False, max_length=500)


class ReviewForm(Form):
    """An answer to a post in review, bound to what was shown."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you return the post: what should change?"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PictureForm(Form):
    """A picture from this machine, with the words for who cannot see it."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp"}),
    )
    alt = forms.CharField(
        label=_("Alt text"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say what it shows, as you would to a friend on the phone."),
    )


class AltForm(Form):
    """The words for who cannot see a picture."""

    alt = forms.CharField(
        label=_("Alt text"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    position = forms.IntegerField(label=_("Place"), required=False, min_value=1)


class FilterForm(Form):
    """What of the list is shown."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), *Post.State.choices, ("archived", _("Archived"))],
    )
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    pillar = forms.ChoiceField(label=_("Pillar"), required=False)
    month = forms.CharField(
        label=_("Month"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-12"}),
    )

    def __init__(
        self, channels: list[tuple[int, str]], pillars: list[tuple[int, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
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
            month=said.get("month"),
            archived=state == "archived",
        )
