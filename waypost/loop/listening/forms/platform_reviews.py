from collections.abc import Iterable
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.listening.domain.platforms import ANSWERS, ASPECTS, Answer, Judged
from waypost.ui.forms import Form


class ReviewForm(Form):
    """A network where the brand is not yet."""

    network = forms.CharField(
        label="Network", max_length=60, help_text="Such as Threads, Pinterest or Reddit."
    )
    why = forms.CharField(
        label="Why now",
        required=False,
        max_length=300,
        help_text="Who asked for it, or what happened there.",
    )


class AnswersForm(Form):
    """An answer and its reason for every aspect; who keeps the channel, and what it takes."""

    owner = forms.ChoiceField(
        label="Who would keep it", required=False, help_text="A channel without an owner goes dormant."
    )
    stand_in = forms.ChoiceField(label="Who stands in", required=False)
    hours = forms.FloatField(
        label="Hours a week",
        required=False,
        min_value=0.5,
        max_value=80,
        help_text="Making, posting, answering.",
    )

    def __init__(self, *args: Any, people: Iterable[Member], alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.pk): member for member in people}
        named = [("", "Nobody yet"), *((key, str(member)) for key, member in self.people.items())]
        for name in ("owner", "stand_in"):
            self.fields[name].choices = named  # type: ignore[attr-defined]
        if alone:
            del self.fields["owner"], self.fields["stand_in"]
        for aspect in ASPECTS:
            self.fields[f"{aspect.key}_answer"] = forms.TypedChoiceField(
                label=aspect.question,
                coerce=Answer,
                initial=Answer.UNKNOWN.value,
                choices=[(each.value, words) for each, words in ANSWERS.items()],
                widget=forms.RadioSelect,
                help_text=aspect.help,
            )
            self.fields[f"{aspect.key}_why"] = forms.CharField(
                label=f"What we found about {aspect.label.lower()}",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"placeholder": "What we found"}),
            )

    def clean_owner(self) -> Member | None:
        """The member who was chosen."""
        return self.people.get(self.cleaned_data["owner"])

    def clean_stand_in(self) -> Member | None:
        """The member who was chosen."""
        return self.people.get(self.cleaned_data["stand_in"])

    @property
    def terms(self) -> dict[str, Any]:
        """What it takes, and who keeps it and stands in, where that was asked."""
        return {
            name: self.cleaned_data[name]
            for name in ("hours", "owner", "stand_in")
            if name in self.cleaned_data
        }

    @property
    def judged(self) -> dict[str, Judged]:
        """The answers by aspect."""
        return {
            aspect.key: Judged(
                self.cleaned_data[f"{aspect.key}_answer"], self.cleaned_data[f"{aspect.key}_why"]
            )
            for aspect in ASPECTS
        }


class DecliningForm(Form):
    """Why a network is not worth it now."""

    reason = forms.CharField(
        label="Why not now", max_length=300, help_text="Somebody will ask again, and reads this."
    )
