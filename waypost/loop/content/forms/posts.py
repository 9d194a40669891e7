"""The forms of one post: its words, its why, its time, where it goes, its review, its pictures."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django import forms

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.why import Why
from waypost.loop.content.models import Post
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.queries import CampaignName, campaigns_going_on
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
LONGEST_CHOICE = 3000
"""Of what is typed beside the text; what a network allows is said as a finding."""

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
        """Whether any of it is chosen, wrong, or wanted with every post."""
        is_wanted = any(option.required for option in self._offered)
        return is_wanted or any(field.value() or field.errors for field in self.option_fields)

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen of it."""
        return {option.name: self.cleaned_data.get(OPTION + option.name, "") for option in self._offered}


def _option_field(option: Option) -> forms.Field:
    label, about = option.label, option.help
    if option.required:
        about = " ".join([_("Wanted with every post."), about]).strip()
    if option.values:
        nothing = _("Not said yet") if option.required else _("As the account has it")
        values = [("", nothing), *option.values]
        return forms.ChoiceField(label=label, help_text=about, required=False, choices=values)
    widget = forms.Textarea(attrs={"rows": 4}) if option.lines else forms.TextInput()
    return forms.CharField(
        label=label, help_text=about, required=False, max_length=LONGEST_CHOICE, widget=widget
    )


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
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Post.Purpose.choices, required=False)
    origin = forms.ChoiceField(label=_("Origin"), choices=Post.Origin.choices, required=False)

    def __init__(
        self,
        post: Post,
        strategy: Strategy | None,
        campaigns: Sequence[CampaignName],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        initial = asdict(post.why) | {
            "reactive": post.reactive,
            "purpose": post.purpose,
            "origin": post.origin,
            "campaign": post.campaign_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self._offer("pillar", _("None yet"), strategy.pillars if strategy else (), post.pillar)
        self._offer("persona", FOLLOWS, strategy.personas if strategy else (), post.persona)
        self._offer("goal", FOLLOWS, strategy.goals if strategy else (), post.goal)
        self._offer("funnel_stage", FOLLOWS, strategy.funnel_stages if strategy else (), post.funnel_stage)

        self._offer_campaigns(campaigns, post.campaign)

    def _offer_campaigns(self, campaigns: Sequence[CampaignName], chosen: Campaign | None) -> None:
        """Offer those that have not ended, and the chosen one even if it has; without any, nothing is asked."""
        offered = {each.id: each.name for each in campaigns}
        if chosen is not None:
            offered.setdefault(chosen.pk, chosen.name)
        if offered:
            self.fields["campaign"].choices = [("", _("None")), *offered.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["campaign"]

    def _offer(self, name: str, nothing: str, items: Sequence[Item], chosen: Identity | None) -> None:
        """Offer the items, and what is chosen already even if it left the strategy."""
        offered = {"": nothing, **{item.key: item.label for item in items}}
        if chosen is not None:
            offered.setdefault(chosen.key, chosen.label)
        self.fields[name].choices = list(offered.items())  # type: ignore[attr-defined]

    @property
    def campaign_id(self) -> int | None:
        """The campaign that was chosen, by its id."""
        chosen = self.cleaned_data.get("campaign")
        return int(chosen) if chosen else None

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
    campaign = forms.ModelChoiceField(
        label=_("Campaign"), required=False, queryset=Campaign.objects.none(), empty_label=_("None")
    )

    field_order = ["body", "channels", "pillar", "campaign", "reactive"]

    def __init__(self, access: Access, usable: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(usable, *args, **kwargs)
        self.fields["pillar"].queryset = pillars(access)  # type: ignore[attr-defined]
        going_on = campaigns_going_on(access)
        self.fields["campaign"].queryset = going_on  # type: ignore[attr-defined]
        if not going_on:
            del self.fields["campaign"]

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
    """A picture or a video from this machine, with the words for who cannot see it."""

    file = forms.FileField(
        label=_("Picture or video"),
        widget=forms.ClearableFileInput(
            attrs={
                "accept": "image/jpeg,image/png,image/gif,image/webp,image/avif,"
                "video/mp4,video/quicktime,video/webm,video/x-matroska,.mkv,.avi"
            }
        ),
    )
    alt = forms.CharField(
        label=_("Alt text"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say what it shows, as you would to a friend on the phone."),
    )


class FilesInput(forms.ClearableFileInput):
    """The browser's picker of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            super().clean(None, initial)
        return [super(FilesField, self).clean(each, initial) for each in data or []]


class AlbumForm(Form):
    """Many pictures and videos from this machine, or a zip of them."""

    pictures = FilesField(
        label=_("Pictures and videos, or a zip of them"),
        widget=FilesInput(
            attrs={
                "multiple": True,
                "accept": "image/jpeg,image/png,image/gif,image/webp,image/avif,video/*,.zip",
            }
        ),
        help_text=_(
            "Up to 500 pictures and 20 videos at a time. A table of posts finds them by their names."
        ),
    )


class AltForm(Form):
    """The words for who cannot see a picture."""

    alt = forms.CharField(
        label=_("Alt text"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    position = forms.IntegerField(label=_("Place"), required=False, min_value=1)


class FocusForm(Form):
    """What must stay in view of a picture, in percent from its left and upper sides."""

    x = forms.IntegerField(
        label=_("From the left, in percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
        help_text=_("Or click on the picture."),
    )
    y = forms.IntegerField(
        label=_("From the top, in percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
    )
