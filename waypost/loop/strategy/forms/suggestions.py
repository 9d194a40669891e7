from django import forms

from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.ui.forms import Form


class SuggestionForm(Form):
    """What somebody would change about the strategy."""

    words = forms.CharField(
        label="What should change, and why?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In your own words. Whoever decides sees what you were looking at.",
    )
    section = forms.ChoiceField(
        label="Which part of the strategy is it about?",
        choices=[(section.name, section.title) for section in SECTIONS],
    )
