from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from waypost.loop.listening.domain.trends import (
    EFFORTS,
    FITS,
    OUTCOMES,
    RISKS,
    SATURATIONS,
    Effort,
    Fit,
    Outcome,
    Risk,
    Saturation,
)
from waypost.loop.strategy.domain.document.boundaries import BoundaryTopic, Stance
from waypost.ui.forms import CardLabel, CheckboxCards, DateInput, Form

STANCES = {Stance.NEVER: "We never talk about it.", Stance.CARE: "Only with care."}


class TrendForm(Form):
    """A trend in the words of whoever saw it."""

    title = forms.CharField(
        label="What do people do?",
        max_length=120,
        help_text="In a line, such as: before and after pictures of a repair, to the same song.",
    )
    seen_on = forms.DateField(label="First seen", widget=DateInput)
    link = forms.URLField(label="An example", required=False, max_length=1000, assume_scheme="https")
    what = forms.CharField(
        label="What we know of it",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who began it, on which network, who in our field has joined.",
    )


class BoundariesForm(Form):
    """Which topics of the boundaries a trend touches; that nothing was found must be said, too."""

    touches = forms.MultipleChoiceField(label="It touches", required=False, widget=CheckboxCards)
    is_checked = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, topics: Sequence[BoundaryTopic], named: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics
        self.fields["touches"].choices = [  # type: ignore[attr-defined]
            (topic.key, CardLabel(topic.label, _of(topic, is_named=topic.key in named))) for topic in topics
        ]
        self.fields["is_checked"].label = (
            "I held it against every one of them" if topics else "I asked myself whom it could hurt"
        )
        if not topics:
            del self.fields["touches"]


class JudgementForm(Form):
    """The four things that are weighed."""

    fit = forms.TypedChoiceField(
        label="Is it us?",
        coerce=Fit,
        choices=[(each.value, words) for each, words in FITS.items()],
        widget=forms.RadioSelect,
    )
    saturation = forms.TypedChoiceField(
        label="Who has joined it already?",
        coerce=Saturation,
        choices=[(each.value, words) for each, words in SATURATIONS.items()],
        widget=forms.RadioSelect,
    )
    risk = forms.TypedChoiceField(
        label="What could go wrong?",
        coerce=Risk,
        choices=[(each.value, words) for each, words in RISKS.items()],
        widget=forms.RadioSelect,
        help_text="Look up where it began, and whom it is about. Who laughs, and at whom?",
    )
    effort = forms.TypedChoiceField(
        label="How long would it take?",
        coerce=Effort,
        choices=[(each.value, words) for each, words in EFFORTS.items()],
        widget=forms.RadioSelect,
    )


def _of(topic: BoundaryTopic, *, is_named: bool) -> str:
    """How we hold a topic, why, and whether a word of it stands in the trend."""
    parts = [STANCES[topic.stance], topic.how or topic.why]
    if is_named:
        parts.append("A word of it is in what was noted.")
    return " ".join(part for part in parts if part)


class TrendDecisionForm(Form):
    """What becomes of a trend."""

    outcome = forms.TypedChoiceField(
        label="What we do",
        coerce=Outcome,
        choices=[(each.value, words) for each, words in OUTCOMES.items()],
        widget=forms.RadioSelect,
    )
    again_on = forms.DateField(
        label="Look again on",
        required=False,
        widget=DateInput,
        help_text="Where it waits: it comes back by itself.",
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="Needed where you see it otherwise than the judgement.",
    )
