from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.home.beginning import size_of
from waypost.loop.strategy.domain.templates import TRADES
from waypost.loop.strategy.examples import offered
from waypost.toolkit import clock
from waypost.ui.forms import CardLabel, Form, LongSelect, RadioCards

PARTS = [
    ("ideas", "Ideas that wait"),
    ("campaigns", "Campaigns that have not ended"),
    ("days_off", "Days off to come"),
]
PLACES = (
    "Instagram",
    "Facebook",
    "TikTok",
    "LinkedIn",
    "YouTube",
    "Threads",
    "X",
    "Pinterest",
    "Bluesky",
    "Mastodon",
)


class _SizedForm(Form):
    """Three questions for the size of a brand, and where it is."""

    hands = forms.ChoiceField(
        label="Who does your social media?",
        choices=[("alone", "Just me"), ("several", "Several of us")],
        widget=forms.RadioSelect,
        initial="alone",
    )
    approval = forms.ChoiceField(
        label="Does somebody approve posts before they go out?",
        choices=[("no", "No, I send them"), ("yes", "Yes, a colleague or a client")],
        widget=forms.RadioSelect,
        initial="no",
    )
    brands = forms.ChoiceField(
        label="How many brands do you look after?",
        choices=[("one", "One"), ("several", "Several, for clients")],
        widget=forms.RadioSelect,
        initial="one",
    )
    name = forms.CharField(label="What is the brand called?", max_length=80)
    timezone = forms.ChoiceField(
        label="Which time zone are you in?",
        choices=[(name, name) for name in clock.zone_names()],
        widget=LongSelect,
    )

    @property
    def size(self) -> str:
        """The size that the three answers point to."""
        said = self.cleaned_data
        return size_of(hands=said["hands"], approval=said["approval"] == "yes", brands=said["brands"])


class ExampleForm(_SizedForm):
    """A brand that begins from a whole example."""

    example = forms.ChoiceField(label="Which of these is nearest?", widget=RadioCards)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.name, CardLabel(each.label, each.note)) for each in offered()]
        self.fields["example"].choices = choices  # type: ignore[attr-defined]


class BeginForm(_SizedForm):
    """Beside these, five questions for the brand, and the trade."""

    trade = forms.ChoiceField(
        label="Which of these is nearest?",
        choices=[(trade.key, trade.label) for trade in TRADES],
        help_text="It gives the first pillars, a voice and a rhythm. Everything can be changed.",
    )
    what = forms.CharField(
        label="What do you do?",
        max_length=200,
        help_text="One sentence, as you would say it to a neighbour: “We print and frame pictures of the coast.”",
    )
    for_whom = forms.CharField(
        label="For whom?", max_length=120, help_text="“People who spend their summers here.”"
    )
    want = forms.CharField(
        label="What do you want from it?",
        max_length=160,
        help_text="“More visitors in the gallery between October and May.”",
    )
    places = forms.MultipleChoiceField(
        label="Where?",
        choices=[(place, place) for place in PLACES],
        widget=forms.CheckboxSelectMultiple,
        help_text="Each becomes a channel to rehearse on. It is simulated on this machine; nothing leaves it.",
    )
    posts_per_week = forms.IntegerField(
        label="How many posts a week can you keep up, for all of these together?",
        min_value=1,
        max_value=70,
        initial=3,
    )


OWN = "own"
FROM_FILE = "file"


class AnotherBrandForm(Form):
    """A brand made from another brand or from a file: what it is called, and what it takes along."""

    name = forms.CharField(label="What is the new brand called?", max_length=80)
    source = forms.ChoiceField(label="What does it begin from?", widget=RadioCards)
    file = forms.FileField(
        label="The file",
        required=False,
        help_text="The file of a brand, made by Waypost, up to 2 GB. Its channels come along without their tokens.",
    )
    parts = forms.MultipleChoiceField(
        label="Take along, beside the strategy",
        required=False,
        choices=PARTS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Of another brand. From a file comes all that it holds.",
    )
    beside = forms.ChoiceField(label="Whose brand is it?", widget=forms.RadioSelect)
    timezone = forms.ChoiceField(
        label="Which time zone is it in?",
        choices=[(name, name) for name in clock.zone_names()],
        widget=LongSelect,
    )

    def __init__(
        self, *args: Any, brands: Sequence[Workspace], run: Sequence[Workspace], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        copied = [
            (str(brand.pk), CardLabel(brand.name, "Its strategy, under the new name.")) for brand in brands
        ]
        from_file = (FROM_FILE, CardLabel("A file", "A brand that was handed over."))
        self.fields["source"].choices = [*copied, from_file]  # type: ignore[attr-defined]
        owners = {str(brand.organisation_id): brand.organisation.name for brand in run}
        self.fields["beside"].choices = [*owners.items(), (OWN, "It is on its own")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("source") == FROM_FILE and not cleaned.get("file"):
            self.add_error("file", "Choose the file.")
        return cleaned
