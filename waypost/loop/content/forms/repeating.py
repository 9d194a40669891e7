"""How a post repeats."""

from datetime import datetime
from typing import Any

from django import forms

from waypost.loop.content.actions.evergreens import LONGEST_REST
from waypost.loop.planning.domain.patterns import CODES, DAYS, Pattern, in_words, rule_of
from waypost.loop.planning.domain.recurrence import LONGEST
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form


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
        label=_("On these days"),
        required=False,
        choices=list(zip(CODES, DAYS, strict=True)),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For what repeats every week. Without any it keeps the day of this post."),
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
            self.add_error(
                "until", _("It ends after a number of times or on a day. Leave one of them empty.")
            )
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
        help_text=_("For this long it does not go out again on a channel."),
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DateInput,
        help_text=_("After this day it no longer goes out: the end of an offer, of a season."),
    )


class OccurrenceForm(Form):
    """One time of a series, as the wall shows it."""

    local = forms.DateTimeField()

    def clean_local(self) -> datetime:
        said: datetime = self.cleaned_data["local"]
        return said.replace(tzinfo=None)  # Django adds a zone, which means nothing on the wall
