from collections.abc import Iterable
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.ui.forms import Form


class AskForm(Form):
    """Who is asked to look at a draft, and for what."""

    reviewer = forms.ChoiceField(label="Who")
    request = forms.CharField(
        label="What should they look at?",
        required=False,
        max_length=300,
        help_text="They see this with the draft.",
    )

    def __init__(self, *args: Any, people: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].choices = [  # type: ignore[attr-defined]
            (member.pk, str(member)) for member in people
        ]


class AnswerForm(Form):
    """What the one who was asked says."""

    words = forms.CharField(
        label="Your words", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class CommentForm(Form):
    """Something about a section of a draft."""

    section = forms.ChoiceField(
        label="About", choices=[(section.name, section.title) for section in SECTIONS]
    )
    words = forms.CharField(label="Your comment", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    thread = forms.IntegerField(required=False, widget=forms.HiddenInput)
