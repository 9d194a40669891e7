"""What a person says while the brand moves from another tool: the fields follow what there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from waypost.foundation.channels.models import Channel
from waypost.loop.content.domain.sheets.dates import Order
from waypost.loop.content.domain.switching.posting_times import DayTime, NotTimes, by_day, by_time, pasted
from waypost.loop.content.domain.switching.tools import TOOLS
from waypost.loop.content.forms.posts import FilesField, FilesInput
from waypost.loop.content.models import PostImport
from waypost.loop.strategy.domain.document import PostingTime, Weekday
from waypost.loop.strategy.domain.week_words import time_in_words
from waypost.toolkit.wording import _
from waypost.ui.forms import CardLabel, Form, RadioCards

_WEEK = list(Weekday)


class ToolForm(Form):
    """Where the brand comes from."""

    tool = forms.ChoiceField(
        label=_("Which tool are you switching from?"),
        choices=[(tool.key, CardLabel(tool.label[:1].upper() + tool.label[1:])) for tool in TOOLS],
        widget=RadioCards,
    )


class TablesForm(Form):
    """The files of the queue."""

    tables = FilesField(
        label=_("The tables of its queue"),
        widget=FilesInput(attrs={"multiple": True, "accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=_("CSV, as many as there are. One whose name names a channel is taken to be for it."),
    )


class QueueForm(Form):
    """What the names in all tables stand for, asked once."""

    order = forms.ChoiceField(label=_("Days are written as"), required=False)

    def __init__(
        self,
        names: Sequence[str],
        homeless: Sequence[PostImport],
        orders: Sequence[Order],
        channels: Sequence[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """`names` stand for no channel yet; `homeless` tables name none at all."""
        super().__init__(*args, **kwargs)
        self._names, self._homeless = names, homeless
        words = {Order.DAY_FIRST: _("day, month, year"), Order.MONTH_FIRST: _("month, day, year")}
        if orders:
            self._choose("order", [("", _("Choose")), *((each.value, words[each]) for each in orders)])
        else:
            del self.fields["order"]
        known = [(str(pk), label) for pk, label in channels]
        for place, name in enumerate(names):
            self.fields[f"name_{place}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[("", _("Choose")), *known, ("0", _("Leave it out"))],
            )
        for table in homeless:
            self.fields[f"table_{table.pk}"] = forms.ChoiceField(
                label=table.name, required=False, choices=[("", _("Choose")), *known]
            )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def names(self) -> dict[str, int]:
        """What was said of names."""
        said = ((name, self.cleaned_data[f"name_{place}"]) for place, name in enumerate(self._names))
        return {name: int(value) for name, value in said if value}

    @property
    def to(self) -> dict[int, int]:
        """What was said of tables."""
        said = ((table.pk, self.cleaned_data[f"table_{table.pk}"]) for table in self._homeless)
        return {pk: int(value) for pk, value in said if value}


@dataclass(frozen=True)
class ChannelTimes:
    """A channel on the page of posting times: where the times in its field come from, and its week as a picture."""

    channel: Channel
    field: BoundField
    source: str
    week: list[tuple[str, list[str]]]


class TimesForm(Form):
    """The posting times of each channel, in words."""

    def __init__(
        self, channels: Sequence[Channel], found: Mapping[int, Sequence[DayTime]], *args: Any, **kwargs: Any
    ) -> None:
        """`found` are the times that a channel seems to have."""
        super().__init__(*args, **kwargs)
        self._channels = channels
        for channel in channels:
            self.fields[f"times_{channel.pk}"] = forms.CharField(
                label=channel.name,
                required=False,
                max_length=4000,
                initial=in_words(found.get(channel.pk, ())),
                widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
            )

    def clean(self) -> dict[str, Any]:
        """Read each field as days and times; what cannot be read is said at its field."""
        said: dict[str, Any] = super().clean() or {}
        for channel in self._channels:
            name = f"times_{channel.pk}"
            try:
                said[name] = pasted(said[name]) if said.get(name, "").strip() else ()
            except NotTimes as error:
                self.add_error(name, str(error))
        return said

    @property
    def times(self) -> list[tuple[Channel, Sequence[DayTime]]]:
        """The channels of which something was said."""
        said = ((channel, self.cleaned_data[f"times_{channel.pk}"]) for channel in self._channels)
        return [(channel, times) for channel, times in said if times]

    def shown(
        self, found: Mapping[int, Sequence[DayTime]], sources: Mapping[int, str]
    ) -> Iterator[ChannelTimes]:
        """The channels as the page shows them."""
        for channel in self._channels:
            days = by_day(found.get(channel.pk, ()))
            week = [
                (day.value.capitalize(), [f"{at:%H:%M}" for at in times])
                for day, times in zip(Weekday, days, strict=True)
            ]
            own = week if any(times for _day, times in week) else []
            yield ChannelTimes(channel, self[f"times_{channel.pk}"], sources.get(channel.pk, ""), own)


class TagsForm(Form):
    """The pillar that each tag stands for."""

    def __init__(
        self,
        tags: Sequence[str],
        pillars: Sequence[tuple[str, str]],
        known: Mapping[str, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._tags = tags
        for place, tag in enumerate(tags):
            self.fields[f"tag_{place}"] = forms.ChoiceField(
                label=tag,
                required=False,
                choices=[("", _("Stays a label")), *pillars],
                initial=known.get(tag, ""),
            )

    @property
    def meanings(self) -> dict[str, str]:
        """What was said of each."""
        return {tag: self.cleaned_data[f"tag_{place}"] for place, tag in enumerate(self._tags)}


class HashtagSetsForm(Form):
    """Sets of hashtags, pasted or in a file."""

    text = forms.CharField(
        label=_("Paste them here"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("A set a line: its name, then its hashtags. A name on a line of its own counts too."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/plain,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        """Something must be there."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("text", "").strip() and not said.get("file"):
            self.add_error("text", _("Paste the sets, or choose a file."))
        return said


class BroughtPicturesForm(Form):
    """Pictures and videos of the old tool: files, zips, or a folder with everything in it."""

    pictures = FilesField(
        label=_("Pictures and videos, or a zip of them"),
        required=False,
        widget=FilesInput(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/gif,image/webp,video/*,.zip"}
        ),
        help_text=_("Up to 500 pictures and 20 videos at a time."),
    )
    folder = FilesField(
        label=_("Or a whole folder"),
        required=False,
        widget=FilesInput(attrs={"multiple": True, "webkitdirectory": True}),
        help_text=_(
            "Everything in it is sent; what is neither a picture nor a video is left out, and named."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Something must be there."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("pictures") and not said.get("folder"):
            self.add_error("pictures", _("Choose some pictures or videos, a zip of them, or a folder."))
        return said


def in_words(times: Sequence[DayTime]) -> str:
    """Times as people write them, a time a line: “Mon–Fri 09:00”."""
    parts = (
        PostingTime(days=tuple(_WEEK[day] for day in days), at=f"{at:%H:%M}") for days, at in by_time(times)
    )
    return "\n".join(time_in_words(part) for part in parts)
