"""A table of posts: the file, what it means, and what posts leave as."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from waypost.loop.content.domain.sheets.choices import KEPT, LEFT_OUT, Choices
from waypost.loop.content.domain.sheets.dates import Order
from waypost.loop.content.domain.sheets.fields import WORDS, Field
from waypost.loop.content.domain.sheets.formats import FORMATS, WAYPOST
from waypost.loop.content.domain.sheets.reading import Sheet
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form

MOST_NAMES = 80
"""So many labels are shown to choose pillars for; the others stay labels."""
_ORDERS = {
    Order.DAY_FIRST: _("day, month, year"),
    Order.MONTH_FIRST: _("month, day, year"),
    Order.YEAR_FIRST: _("year, month, day"),
}
_FORMATS = [(each.key, each.label) for each in FORMATS.values()]


class TableForm(Form):
    """The file."""

    file = forms.FileField(
        label=_("A table of posts"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=_(
            "CSV, up to 10,000 rows. Whatever wrote it: columns and dates are recognised, and you look first."
        ),
    )


class SheetForm(Form):
    """What the columns of a table mean, and what the names in it are here. The fields follow the table."""

    format = forms.ChoiceField(label=_("Written by"), required=False)
    order = forms.ChoiceField(label=_("Days are written as"), required=False)
    to = forms.MultipleChoiceField(
        label=_("Channels"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Where the rows go that name no channel."),
    )  # fmt: skip
    still_in = forms.ChoiceField(
        label=_("Still in the old tool"),
        required=False,
        help_text=_("Posts with a time are not approved here until you say that they are out of it."),
    )
    sends_for_review = forms.BooleanField(
        label=_("Send them for review at once"), required=False, help_text=_("Otherwise they are drafts.")
    )

    def __init__(
        self,
        sheet: Sheet,
        channels: Sequence[tuple[int, str]],
        known: Mapping[str, int],
        pillars: Sequence[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """`known` are the channels that names of the table stand for without asking."""
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self._choices("format", [("", _("A table of our own")), *_FORMATS])
        self._choices(
            "order", [("", _("Choose")), *((o.value, _ORDERS[o]) for o in Order if o in sheet.orders)]
        )
        if len(sheet.orders) < 2 or sheet.orders == frozenset(Order):
            del self.fields["order"]
        self._choices("to", [(str(pk), name) for pk, name in channels])
        tools = [each.label for each in FORMATS.values() if each is not WAYPOST]
        self._choices("still_in", [("", _("No")), *((name, _("Yes, in %s") % name) for name in tools)])
        for place, name in enumerate(sheet.head):
            column = sheet.columns[place]
            said = column.target.label if column.target else column.field.capitalize()
            options = dict(WORDS) if column.field in WORDS else {column.field: said, **WORDS}
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name or f"Column {place + 1}",
                required=False,
                choices=[(each.value, words) for each, words in options.items()],
                initial=column.field.value,
                help_text=_("A guess from its name: look at it.") if column.guess else "",
            )
        for place, name in enumerate(sheet.names):
            self.fields[f"channel_{place}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[
                    ("", _("Choose")),
                    *((str(pk), label) for pk, label in channels),
                    ("0", _("Leave it out")),
                ],
                initial=str(known.get(name, "")),
            )
        for place, name in enumerate(sheet.labels[:MOST_NAMES]):
            self.fields[f"label_{place}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[(KEPT, _("Stays a label")), (LEFT_OUT, _("Leave it out")), *pillars],
            )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def columns(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each column with the first thing that stands in it."""
        for place in range(len(self.sheet.head)):
            yield self[f"column_{place}"], self.sheet.samples[place]

    @property
    def unsure(self) -> bool:
        """Whether any column's meaning is a guess, or was refused."""
        return (
            any(column.guess for column in self.sheet.columns) or not self.sheet.has_text or bool(self.errors)
        )

    @property
    def names(self) -> list[forms.BoundField]:
        """What each name of a channel stands for."""
        return [self[f"channel_{place}"] for place in range(len(self.sheet.names))]

    @property
    def labels(self) -> list[forms.BoundField]:
        """What each label becomes."""
        return [self[name] for name in self.fields if name.startswith("label_")]

    @property
    def choices(self) -> Choices:
        """What was said."""
        said = self.cleaned_data
        names = {name: said[f"channel_{place}"] for place, name in enumerate(self.sheet.names)}
        labels = enumerate(self.sheet.labels[:MOST_NAMES])
        return Choices(
            format=said["format"],
            fields={
                place: Field(said[f"column_{place}"])
                for place, column in enumerate(self.sheet.columns[: len(self.sheet.head)])
                if said[f"column_{place}"] != column.field.value or place in self.sheet.chosen
            },
            order=Order(said["order"]) if said.get("order") else None,
            channels={name: int(chosen) for name, chosen in names.items() if chosen},
            to=tuple(int(each) for each in said["to"]),
            labels={name: said[f"label_{place}"] for place, name in labels if said[f"label_{place}"]},
            sends_for_review=said["sends_for_review"],
        )


class ExportForm(Form):
    """What posts leave as."""

    format = forms.ChoiceField(label=_("For"), choices=_FORMATS)
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        help_text=_("Most tools take one channel at a time, in its own words."),
    )
    starts_on = forms.DateField(label=_("From"), required=False, widget=DateInput)
    ends_on = forms.DateField(label=_("To"), required=False, widget=DateInput)
    order = forms.ChoiceField(
        label=_("Days are written as"),
        required=False,
        choices=[(order.value, _ORDERS[order]) for order in (Order.MONTH_FIRST, Order.DAY_FIRST)],
        help_text=_("Sprout Social and Hootsuite read them as your account there says."),
    )

    def __init__(self, channels: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [("", _("All channels")), *channels]  # type: ignore[attr-defined]


class LabelsForm(Form):
    """The labels of a post, separated by commas."""

    labels = forms.CharField(
        label=_("Labels"), required=False, max_length=1000, help_text=_("Separated by commas.")
    )
