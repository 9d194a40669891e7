from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.loop.engagement.domain.unhappy import LONGEST
from waypost.loop.strategy.domain.document import CrisisContact, CrisisLevel, HoldingStatement
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form

EVERYTHING = "everything"


def _text(label: str, *, rows: int = 3, required: bool = False, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=area, help_text=help_text)


def _levels(levels: Sequence[CrisisLevel]) -> list[tuple[str, str]]:
    """Each level with what begins it, so that nobody has to look it up."""
    return [
        (level.key, f"{level.label}: {'; '.join(level.triggers)}" if level.triggers else level.label)
        for level in levels
    ]


class OpeningForm(Form):
    """What it is about, and how bad."""

    title = forms.CharField(
        label="What is it?",
        max_length=160,
        help_text="In a few words; everybody who is called reads them first.",
    )
    level_key = forms.ChoiceField(
        label="How bad is it?",
        widget=forms.RadioSelect,
        help_text="When two fit, take the graver one: it is easily lowered.",
    )
    happened = _text(
        "What is known so far?", help_text="Only what is certain. Guesses belong in the log, as guesses."
    )

    def __init__(self, levels: Sequence[CrisisLevel], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level_key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _levels(levels)


class LevelForm(Form):
    """Another level, and why."""

    level_key = forms.ChoiceField(label="It is now", widget=forms.RadioSelect)
    why = forms.CharField(label="Because", max_length=300)

    def __init__(self, levels: Sequence[CrisisLevel], now: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level_key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _levels([level for level in levels if level.key != now])


class MomentForm(Form):
    """A line of the log."""

    words = _text("What happened, or was decided?", rows=2, required=True)
    is_decision = forms.BooleanField(label="This is a decision", required=False)


class HoldingForm(Form):
    """What is to be stopped."""

    channel = forms.ChoiceField(label="Hold")

    def __init__(self, channels: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(EVERYTHING, _("Everything")), *((str(pk), name) for pk, name in channels)]

    @property
    def channel_id(self) -> int | None:
        chosen = self.cleaned_data["channel"]
        return int(chosen) if chosen != EVERYTHING else None


class UnhappyWordsForm(Form):
    """The words by which a message counts as unhappy."""

    words = forms.CharField(
        label=_("Words and signs"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "One a line, or by commas. A word counts whole; a star stands for any ending: “disappoint*” counts “disappointed”. "
            "Left empty, the usual words of the brand’s language count."
        ),
    )


class CallForm(Form):
    """Somebody of the plan whom the level does not name."""

    contact_key = forms.ChoiceField(label="Somebody else of the plan")

    def __init__(self, contacts: Sequence[CrisisContact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact_key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(contact.key, contact.label) for contact in contacts]


class WordsForm(Form):
    """The blanks of a holding statement, and the channels on which it is said."""

    channels = forms.MultipleChoiceField(
        label="Say it on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None: only for answers. What is drafted is approved and sent like any post.",
    )

    def __init__(
        self,
        statement: HoldingStatement,
        channels: Sequence[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        blanks = {
            f"blank-{place}": forms.CharField(label=blank[:1].upper() + blank[1:], max_length=300)
            for place, blank in enumerate(statement.blanks)
        }
        self._blanks = dict(zip(blanks, statement.blanks, strict=True))
        field = self.fields.pop("channels")
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(pk), name) for pk, name in channels]
        self.fields.update(blanks | ({"channels": field} if channels else {}))

    @property
    def values(self) -> dict[str, str]:
        """What was filled in, by the name of the blank."""
        return {blank: self.cleaned_data[name] for name, blank in self._blanks.items()}

    @property
    def channel_ids(self) -> list[int]:
        return [int(chosen) for chosen in self.cleaned_data.get("channels", [])]


class ClosingForm(Form):
    """The look back."""

    went_well = _text("What went well?")
    went_badly = _text("What did not?")
    lessons = _text(
        "What should the plan say from now on?",
        help_text="It goes to the strategy as a suggestion, for whoever decides on the plan. Leave it empty if nothing.",
    )
    next_drill_on = forms.DateField(
        label="Next drill on",
        required=False,
        widget=DateInput,
        help_text="You are told on that day; twice a year is usual.",
    )
