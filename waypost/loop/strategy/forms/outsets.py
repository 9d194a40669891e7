from collections.abc import Iterable
from typing import Any

from django import forms

from waypost.loop.strategy.domain.outset import LIMITS, Answers, Beginning, Question, Step
from waypost.ui.forms import Form


class StepForm(Form):
    """The questions of one step. They come from the check; what is sent are words, by question."""

    def __init__(self, *args: Any, step: Step, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in step.questions:
            self.fields[question.key] = _field(question, answers.get(question.key))

    def clean(self) -> dict[str, str]:
        """The answers as the check keeps them."""
        return {key: str(given) for key, given in (super().clean() or {}).items()}


def _field(question: Question, given: str | None) -> forms.Field:
    if question.choices:
        return forms.ChoiceField(
            label=question.label,
            choices=[(choice.value, choice.label) for choice in question.choices],
            initial=given,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose one."},
        )
    return forms.IntegerField(
        label=question.label,
        min_value=0,
        max_value=LIMITS[question.key],
        initial=given,
        error_messages={"required": "Write a number; 0 is one."},
    )


class SetUpForm(Form):
    """What of it is set up."""

    takes_size = forms.BooleanField(label="Set the brand to this size", required=False)
    chosen = forms.MultipleChoiceField(
        label="What to do first",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each becomes a task of yours, one a week.",
    )

    def __init__(self, *args: Any, beginnings: Iterable[Beginning], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(each.key, each.what) for each in beginnings]  # type: ignore[attr-defined]
