"""What somebody chooses on pages of results."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from waypost.loop.analytics.domain.heaps import SHOWN
from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.domain.pasts.fields import WORDS as PAST_WORDS
from waypost.loop.analytics.domain.pasts.fields import PastField
from waypost.loop.analytics.domain.pasts.reading import PastSheet
from waypost.loop.analytics.domain.spans import LENGTHS, WORDS, Span, span_until
from waypost.loop.analytics.domain.times import TIMES
from waypost.loop.analytics.models import NativePost
from waypost.loop.content.domain.sheets.dates import Order
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form, LongSelect

NEWEST = "newest"
NONE = "none"
SORTS = (NEWEST, *SHOWN, "reach", "likes", "comments", "shares", "saves")
WHENS = [("", "Any time"), *((times.key, times.label) for times in TIMES.values())]
WHYS = [
    ("", "Any why"),
    (NONE, "No why yet"),
    ("without", "No pillar"),
    ("reactive", "Of the day"),
    ("nobody", "For no persona"),
    ("native", "Made elsewhere"),
    ("silent", "A picture without alt text"),
]
ORDERS = {
    Order.DAY_FIRST: _("day, month, year"),
    Order.MONTH_FIRST: _("month, day, year"),
    Order.YEAR_FIRST: _("year, month, day"),
}
WEEKS = {length // 7: WORDS[length] for length in LENGTHS}


def weeks_asked(query: Mapping[str, str], known: Sequence[int] = tuple(WEEKS)) -> int:
    """How many weeks an address asks for; four, unless it says one of those that there are."""
    asked = query.get("weeks", "")
    return int(asked) if asked.isdigit() and int(asked) in known else known[0]


def metric_asked(query: Mapping[str, str], known: Sequence[str]) -> str:
    """The metric that an address asks for, else the first that there is."""
    asked = query.get("metric", "")
    return asked if asked in known else next(iter(known), "")


class PostsForm(Form):
    """Which posts to list, and by what to order them. A choice that makes no sense is none."""

    weeks = forms.ChoiceField(label="Period", required=False, widget=LongSelect, choices=list(WEEKS.items()))
    pillar = forms.ChoiceField(label="Pillar", required=False, widget=LongSelect)
    channel = forms.ChoiceField(label="Channel", required=False, widget=LongSelect)
    format = forms.ChoiceField(label="Format", required=False, widget=LongSelect)
    when = forms.ChoiceField(label="When", required=False, widget=LongSelect, choices=WHENS)
    why = forms.ChoiceField(label="Why", required=False, widget=LongSelect, choices=WHYS)
    since = forms.DateField(required=False, widget=forms.HiddenInput)
    until = forms.DateField(required=False, widget=forms.HiddenInput)
    said = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    goal = forms.SlugField(required=False, widget=forms.HiddenInput)
    stage = forms.SlugField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(required=False, choices=[(key, key) for key in SORTS], widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        pillars: Sequence[tuple[int, str]],
        channels: Sequence[tuple[int, str]],
        formats: Sequence[str],
    ) -> None:
        super().__init__(data or None)
        self._offer("pillar", [("", "Every pillar"), *pillars])
        self._offer("channel", [("", "Every channel"), *channels])
        self._offer("format", [("", "Every format"), *((name, name.capitalize()) for name in formats)])
        if self.is_bound and self.is_valid() and self.days is not None:
            field = self.fields["weeks"]
            assert isinstance(field, forms.ChoiceField)
            first, last = self.days.first_on, self.days.last_on
            field.choices = [("", f"{first.day} {first:%b} – {last.day} {last:%b %Y}"), *WEEKS.items()]

    @property
    def days(self) -> Span | None:
        """The very days that were asked for, where no number of weeks was."""
        since: date | None = self.cleaned_data.get("since")
        until: date | None = self.cleaned_data.get("until")
        if since is None or until is None or since > until or self.chosen("weeks"):
            return None
        return Span(since, until)

    @property
    def length(self) -> int:
        return weeks_asked({"weeks": self.chosen("weeks")})

    @property
    def sort_by(self) -> str:
        return self.chosen("sort") or NEWEST

    def span(self, today: date) -> Span:
        """The days of the posts: those that were asked for, else some weeks until today."""
        found = self.days if self.is_bound else None
        return found or span_until(today, self.length * 7)

    def chosen(self, name: str) -> str:
        """What was chosen, or nothing."""
        found: str = self.cleaned_data.get(name, "") if self.is_bound else ""
        return found

    def number(self, name: str) -> int | None:
        """The id that was chosen."""
        return int(self.chosen(name)) if self.chosen(name) else None

    @property
    def visible_ones(self) -> list[forms.BoundField]:
        return [self[name] for name in ("weeks", "pillar", "channel", "format", "when", "why")]

    def _offer(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class TallyForm(Form):
    """Where a goal stands on a day."""

    value = forms.FloatField(label="It stood at", error_messages={"invalid": _("Write a number.")})
    on = forms.DateField(label="On", widget=DateInput)


class ReasonsForm(Form):
    """A why for many posts at once: the pillar that was suggested for each, one for all, or none."""

    SUGGESTED = "suggested"

    chosen = forms.ModelMultipleChoiceField(NativePost.objects.none(), required=False)
    everything = forms.BooleanField(required=False)
    pillar = forms.ChoiceField(label="Why", error_messages={"required": _("Choose a pillar, or none.")})

    def __init__(self, rows: Any, pillars: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen, pillar = self.fields["chosen"], self.fields["pillar"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        assert isinstance(pillar, forms.ChoiceField)
        chosen.queryset = rows
        pillar.choices = [
            (self.SUGGESTED, "What is suggested for each"),
            *((str(pk), label) for pk, label in pillars),
            (NONE, "No why: it belongs to none"),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("chosen") and not said.get("everything"):
            self.add_error("chosen", _("Choose at least one post."))
        return said

    @property
    def posts(self) -> list[NativePost]:
        """Those that were chosen, or all that there are."""
        field = self.fields["chosen"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        found: Any = field.queryset if self.cleaned_data["everything"] else self.cleaned_data["chosen"]
        return list(found)


class PastFileForm(Form):
    """An export of posts with their figures, whose it is, and of which day."""

    file = forms.FileField(
        label=_("A table of posts with their figures"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=_("CSV, up to 10,000 rows, as the tool or the network exports it. You look first."),
    )
    told_by = forms.CharField(
        label=_("Exported from"), max_length=60, help_text=_("It is shown beside every post that comes in.")
    )
    counted_on = forms.DateField(
        label=_("Exported on"), widget=DateInput, help_text=_("The figures are those of that day.")
    )


class PastForm(Form):
    """What the columns of an export mean, and which channels it speaks of. The fields follow the table."""

    order = forms.ChoiceField(label=_("Days are written as"), required=False)
    to = forms.ChoiceField(label=_("Channel"), required=False, help_text=_("For rows that name none."))

    def __init__(
        self,
        sheet: PastSheet,
        channels: Sequence[tuple[int, str]],
        known: Mapping[str, int],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """`known` are the channels that names of the table stand for without asking."""
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        entries = [(str(pk), name) for pk, name in channels]
        self._choose("to", [("", _("Choose")), *entries])
        self._choose(
            "order", [("", _("Choose")), *((o.value, ORDERS[o]) for o in Order if o in sheet.orders)]
        )
        if len(sheet.orders) < 2 or sheet.orders == frozenset(Order):
            del self.fields["order"]
        if all(row.channel for row in sheet.rows):
            del self.fields["to"]
        for place, name in enumerate(sheet.head):
            meaning, guess = sheet.columns[place]
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name or f"Column {place + 1}",
                required=False,
                choices=[(each.value, words) for each, words in PAST_WORDS.items()],
                initial=meaning.value,
                help_text=_("A guess from its name: look at it.") if guess else "",
            )
        for place, name in enumerate(sheet.names):
            self.fields[f"channel_{place}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[("", _("Choose")), *entries, ("0", _("Leave it out"))],
                initial=str(known.get(name, "")),
            )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[tuple[forms.BoundField, str]]:
        """Each column with the first thing that stands in it."""
        return [(self[f"column_{place}"], sample) for place, sample in enumerate(self.sheet.samples)]

    @property
    def names(self) -> list[forms.BoundField]:
        """What each name of a channel stands for."""
        return [self[f"channel_{place}"] for place in range(len(self.sheet.names))]

    @property
    def unsure(self) -> bool:
        """Whether a column that is used was guessed, or one that is needed is missing."""
        guessed = any(guess for _field, guess in self.sheet.columns)
        return guessed or not self.sheet.says_when or not self.sheet.says_figures or bool(self.errors)

    @property
    def choices(self) -> PastChoices:
        """What was said."""
        said = self.cleaned_data
        names = {name: said[f"channel_{place}"] for place, name in enumerate(self.sheet.names)}
        return PastChoices(
            fields={place: PastField(said[f"column_{place}"]) for place in range(len(self.sheet.head))},
            order=Order(said["order"]) if said.get("order") else None,
            channels={name: int(chosen) for name, chosen in names.items() if chosen},
            to=int(said["to"]) if said.get("to") else None,
        )
