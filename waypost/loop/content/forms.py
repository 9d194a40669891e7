from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.actions.evergreens import LONGEST_REST
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.why import Why
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import PostFilters
from waypost.loop.planning.domain.patterns import CODES, DAYS, Pattern, in_words, rule_of
from waypost.loop.planning.domain.recurrence import LONGEST
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.document.part import Item
from waypost.loop.strategy.models import Identity, Pillar
from waypost.loop.strategy.queries import pillars
from waypost.networks.contract import Option
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form, TimeInput

OPTION = "option_"
"""What stands before the names of a network's options in the form."""

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
    thread = forms.BooleanField(
        required=False, help_text=_("All parts go out together, each under the one before.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, channel: Channel, *args: Any, parts: int = 1, **kwargs: Any) -> None:
        """`parts` is how many posts the text makes now, where the network cuts it."""
        super().__init__(*args, **kwargs)
        if not channel.card.threads:
            del self.fields["thread"]
        else:
            self.fields["thread"].label = _thread_label(parts)
        formats = [
            (name, name.replace("_", " ").replace("-", " ").capitalize()) for name in channel.card.formats
        ]
        self.fields["format"].choices = [("", _("As its pictures say")), *formats]  # type: ignore[attr-defined]
        self._offered = channel.card.options
        for option in self._offered:
            self.fields[OPTION + option.name] = _option_field(option)

    @property
    def option_fields(self) -> list[forms.BoundField]:
        """What the network lets a writer choose beside the text."""
        return [self[OPTION + option.name] for option in self._offered]

    @property
    def has_choices(self) -> bool:
        """Whether any of it is chosen, or wrong."""
        return any(field.value() or field.errors for field in self.option_fields)

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen of it."""
        return {option.name: self.cleaned_data.get(OPTION + option.name, "") for option in self._offered}


def _option_field(option: Option) -> forms.Field:
    label, about = option.label, option.help
    if option.values:
        values = [("", _("As the account has it")), *option.values]
        return forms.ChoiceField(label=label, help_text=about, required=False, choices=values)
    widget = forms.Textarea(attrs={"rows": 4}) if option.lines else forms.TextInput()
    return forms.CharField(label=label, help_text=about, required=False, max_length=1000, widget=widget)


def _thread_label(parts: int) -> str:
    return f"Send as a thread of {parts}" if parts > 1 else _("Send as a thread where one post is too short")


class ReasonsForm(Form):
    """Why a post exists: one choice, and what follows from it. Offers what the current strategy names, by its keys."""

    pillar = forms.ChoiceField(label=_("Pillar"), required=False)
    reactive = forms.BooleanField(
        label=_("Reactive"),
        required=False,
        help_text=_("It answers what the day brought; that is a reason too."),
    )
    persona = forms.ChoiceField(label=_("For whom"), required=False)
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    funnel_stage = forms.ChoiceField(label=_("Stage of the funnel"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Post.Purpose.choices, required=False)
    origin = forms.ChoiceField(label=_("Origin"), choices=Post.Origin.choices, required=False)

    def __init__(self, post: Post, strategy: Strategy | None, *args: Any, **kwargs: Any) -> None:
        initial = asdict(post.why) | {
            "reactive": post.reactive,
            "purpose": post.purpose,
            "origin": post.origin,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self._offer("pillar", _("None yet"), strategy.pillars if strategy else (), post.pillar)
        self._offer("persona", FOLLOWS, strategy.personas if strategy else (), post.persona)
        self._offer("goal", FOLLOWS, strategy.goals if strategy else (), post.goal)
        self._offer("funnel_stage", FOLLOWS, strategy.funnel_stages if strategy else (), post.funnel_stage)

    def _offer(self, name: str, nothing: str, items: Sequence[Item], chosen: Identity | None) -> None:
        """Offer the items, and what is chosen already even if it left the strategy."""
        offered = {"": nothing, **{item.key: item.label for item in items}}
        if chosen is not None:
            offered.setdefault(chosen.key, chosen.label)
        self.fields[name].choices = list(offered.items())  # type: ignore[attr-defined]

    @property
    def why(self) -> Why:
        """What was said, by keys."""
        said = self.cleaned_data
        names = ("pillar", "persona", "goal", "funnel_stage")
        return Why(**{name: said[name] or None for name in names})


class TimeForm(Form):
    """The wall-clock time at which a post is to go out."""

    local_on = forms.DateField(label=_("Day"), widget=DateInput)
    local_time = forms.TimeField(label=_("Time"), widget=TimeInput)
    soon = forms.BooleanField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self._zone = zone
        if data and data.get("soon"):
            self.fields["local_on"].required = self.fields["local_time"].required = False

    @property
    def local(self) -> datetime:
        """What was chosen; or the next whole minute on the wall, for what is to go out now."""
        if self.cleaned_data["soon"]:
            return clock.to_local(clock.now(), self._zone).replace(second=0, microsecond=0) + timedelta(
                minutes=1
            )
        return datetime.combine(self.cleaned_data["local_on"], self.cleaned_data["local_time"])


class ChannelsForm(Form):
    """Where a post goes; `usable` are (id, name)."""

    channels = forms.TypedMultipleChoiceField(
        label=_("Where it goes"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, usable: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].choices = usable  # type: ignore[attr-defined]


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

    def __init__(self, access: Access, usable: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(usable, *args, **kwargs)
        self.fields["pillar"].queryset = pillars(access)  # type: ignore[attr-defined]

    @property
    def reasons(self) -> Reasons:
        return Reasons(pillar=self.cleaned_data["pillar"], reactive=self.cleaned_data["reactive"])


class SubmissionForm(Form):
    """A word to whoever reviews, and the reason for going on without a why where one is needed."""

    note = forms.CharField(
        label=_("A word to the reviewer"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"form": "writing"}),
    )
    reason = forms.CharField(
        label=_("Why it may go on without one"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"form": "writing"}),
    )


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


class SeriesForm(Form):
    """How a post repeats: one of the patterns, or a rule in one's own hand, and when it ends. `start` is its first time."""

    pattern = forms.ChoiceField(label=_("It repeats"))
    every = forms.IntegerField(
        label=_("Every"),
        min_value=1,
        max_value=1000,
        initial=1,
        help_text=_("2 is every second week, or month."),
    )
    days = forms.MultipleChoiceField(
        label=_("On"),
        required=False,
        choices=list(zip(CODES, DAYS, strict=True)),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For weeks; none is the day of the first one."),
    )
    rule = forms.CharField(
        label=_("Rule"),
        required=False,
        max_length=LONGEST,
        help_text=_("As RFC 5545 writes it: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    )
    times = forms.IntegerField(label=_("How many times in all"), required=False, min_value=2, max_value=1000)
    until = forms.DateField(label=_("Last day"), required=False, widget=DateInput)

    def __init__(self, start: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.start = start
        self.fields["pattern"].choices = [  # type: ignore[attr-defined]
            (pattern.value, _named(pattern, start)) for pattern in Pattern
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("times") and said.get("until"):
            self.add_error("until", _("It ends after so many times or on a day. Leave one of them open."))
        if said.get("pattern") == Pattern.CUSTOM and not said.get("rule"):
            self.add_error("rule", _("Write the rule."))
        return said

    @property
    def chosen(self) -> str:
        """What was chosen, as a rule."""
        said = self.cleaned_data
        pattern = Pattern(said["pattern"])
        if pattern is Pattern.CUSTOM:
            rule: str = said["rule"]
        else:
            rule = rule_of(pattern, self.start, every=said["every"], days=said["days"])
        if said["times"]:
            return f"{rule};COUNT={said['times']}"
        return f"{rule};UNTIL={said['until']:%Y%m%d}" if said["until"] else rule


def _named(pattern: Pattern, start: datetime) -> str:
    if pattern is Pattern.CUSTOM:
        return _("By a rule of my own")
    elif pattern is Pattern.WEEKLY:
        return _("Every week")
    else:
        return in_words(rule_of(pattern, start), start)


class EvergreenForm(Form):
    """How long a post rests before it is said again, and until when it holds."""

    rest_days = forms.IntegerField(
        label=_("Rest in days"),
        min_value=1,
        max_value=LONGEST_REST,
        initial=60,
        help_text=_("So long a channel does not hear it again."),
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DateInput,
        help_text=_("After it, it is not said any more: the end of an offer, of a season."),
    )


class OccurrenceForm(Form):
    """One time of a series, as the wall shows it."""

    local = forms.DateTimeField()

    def clean_local(self) -> datetime:
        said: datetime = self.cleaned_data["local"]
        return said.replace(tzinfo=None)  # Django adds a zone, which means nothing on the wall
