"""The forms by which a person proposes a change: what should be different, why, and what is expected of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.forms import BoundField, Field

from waypost.loop.strategy.domain.evidence import Evidence
from waypost.loop.strategy.domain.proposals import VERDICTS
from waypost.loop.strategy.domain.reasons import Reasons
from waypost.loop.strategy.forms.fields import LinesField, MixField, NumberField, PercentField, TextField
from waypost.ui.forms import DateInput, Form

Record = dict[str, Any]
WEEKS = 12
"""After so many weeks a change has usually shown what it brings."""
REST = ("page", "posts", "would_change", "title")
"""Fields that stand behind “More”."""


@dataclass(frozen=True)
class Part:
    """Some figures of every item of a list, to be changed side by side."""

    name: str
    title: str
    question: str
    at: str
    fields: Mapping[str, Callable[[], Field]]


PARTS = (
    Part(
        "shares",
        "The shares of the pillars",
        "How much of each should there be?",
        "pillars",
        {"share": lambda: PercentField("Percent of posts", required=True)},
    ),
    Part(
        "rhythm",
        "The rhythm and formats of the channels",
        "How often should each post, and what?",
        "channel_roles",
        {
            "posts_per_week": lambda: NumberField("Posts a week", required=True, min_value=0, max_value=200),
            "formats": lambda: MixField("Formats"),
        },
    ),
    Part(
        "targets",
        "The targets of the goals",
        "How far should we come, and by when?",
        "goals",
        {
            "target": lambda: NumberField("To"),
            "deadline": lambda: forms.DateField(label="By", required=False, widget=DateInput),
        },
    ),
)


class PartForm(Form):
    """The figures of a part, a row for each item of `document` (plain values)."""

    def __init__(self, part: Part, document: Mapping[str, Any], sent: Any = None) -> None:
        super().__init__(sent, prefix="part")
        self.part, self._items = part, document[part.at]
        for item in self._items:
            for name, field in part.fields.items():
                self.fields[f"{name}-{item['key']}"] = field()
                self.initial[f"{name}-{item['key']}"] = item[name]

    @property
    def rows(self) -> list[tuple[Record, list[BoundField]]]:
        """Each item with its fields."""
        return [(item, [self[f"{name}-{item['key']}"] for name in self.part.fields]) for item in self._items]

    def content(self) -> Record:
        """The list as it was filled in."""
        return {self.part.at: [{**item, **self._of(item)} for item in self._items]}

    def _of(self, item: Record) -> Record:
        found = {name: self.cleaned_data[f"{name}-{item['key']}"] for name in self.part.fields}
        return {name: str(value) if isinstance(value, date) else value for name, value in found.items()}


class ReasonsForm(Form):
    """Why somebody proposes a change. `measures` are what can be expected of it, and looked at later."""

    saw = TextField("What did you see?", required=True, rows=3)
    page = forms.CharField(
        label="A page that shows it",
        required=False,
        max_length=500,
        help_text="Paste its address, such as the list of posts in Results.",
    )
    posts = forms.IntegerField(label="How many posts is that?", required=False, min_value=0, max_value=10**6)
    reason = TextField("Why should it change?", required=True, rows=3)
    metric = forms.ChoiceField(label="What should there be more of?", required=False)
    gain = forms.FloatField(
        label="How much more, in percent?",
        required=False,
        min_value=-95,
        max_value=1000,
        help_text="Less is a number below nought. Once its day has come, this is set against what came.",
    )
    by = forms.DateField(label="By when?", required=False, widget=DateInput)
    would_change = LinesField(
        "What would change your mind?",
        rows=2,
        help_text="One a line. It is read again when what came is looked at.",
    )
    title = forms.CharField(
        label="The proposal in a line",
        required=False,
        max_length=200,
        help_text="Left empty, it says what changes.",
    )

    def __init__(
        self, *args: Any, measures: list[tuple[str, str]], slug: str, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._measures, self._slug, self._today = dict(measures), slug, today
        self.fields["saw"].max_length = self.fields["saw"].widget.attrs["maxlength"] = 600  # type: ignore[attr-defined]
        self.fields["by"].initial = today + timedelta(weeks=WEEKS)
        if measures:
            self.fields["metric"].choices = [  # type: ignore[attr-defined]
                ("", "Nothing that can be counted"),
                *((key, words[:1].upper() + words[1:]) for key, words in measures),
            ]
        else:
            for name in ("metric", "gain", "by"):
                del self.fields[name]

    @property
    def first_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in REST]

    @property
    def rest_fields(self) -> list[BoundField]:
        return [self[name] for name in REST]

    @property
    def is_more_wrong(self) -> bool:
        """Whether something behind “More” is to be mended."""
        return self.is_bound and any(name in self.errors for name in REST)

    def clean_saw(self) -> str:
        saw = str(self.cleaned_data["saw"])
        if len(saw) > 600:
            raise forms.ValidationError("Say it in 600 characters; the page that shows it can say the rest.")
        return saw

    def clean_page(self) -> str:
        """The page beneath the brand's address."""
        found = urlsplit(self.cleaned_data["page"].strip())
        path = found.path.removeprefix(f"/{self._slug}/").lstrip("/")
        page = f"{path}?{found.query}" if found.query else path
        is_ours = not found.path or found.path.startswith(f"/{self._slug}/")
        if not is_ours or not _is_page(page):
            raise forms.ValidationError("Paste the address of a page of this brand, or leave this empty.")
        return page

    def clean_would_change(self) -> list[str]:
        lines: list[str] = self.cleaned_data["would_change"]
        if any(len(line) > 600 for line in lines):
            raise forms.ValidationError("One of these is too long. Say it in a sentence.")
        return lines

    def clean(self) -> Record:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("metric"):
            if not cleaned.get("gain") and "gain" not in self.errors:
                self.add_error("gain", "Say how much more you expect, such as 5.")
            if not cleaned.get("by") and "by" not in self.errors:
                self.add_error("by", "Say by when.")
            elif cleaned.get("by") and cleaned["by"] <= self._today:
                self.add_error("by", "Choose a day to come.")
        return cleaned

    def reasons(self) -> Reasons:
        """What was said."""
        said = self.cleaned_data
        metric = said.get("metric") or ""
        return Reasons(
            reason=said["reason"],
            saw=said["saw"],
            title=said["title"],
            page=said["page"],
            posts=said["posts"] or 0,
            would_change=tuple(said["would_change"]),
            metric=metric,
            measure=self._measures.get(metric, ""),
            gain=round((said.get("gain") or 0) / 100, 6) if metric else 0.0,
            by=said.get("by") if metric else None,
        )


class OutcomeForm(Form):
    """What came of a proposal, as somebody who looked at it says."""

    verdict = forms.ChoiceField(
        label="Did it come true?",
        choices=[(verdict.value, looks.word) for verdict, looks in VERDICTS.items()],
        widget=forms.RadioSelect,
    )
    sentence = forms.CharField(
        label="What came of it?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence or two, for those who look back.",
    )


def _is_page(page: str) -> bool:
    try:
        Evidence(measure="-", page=page)
    except ValueError:
        return False
    return True
