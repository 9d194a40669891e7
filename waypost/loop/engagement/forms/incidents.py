from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.loop.engagement.domain.unhappy import LONGEST
from waypost.loop.engagement.models.wave import MESSAGES, MINUTES
from waypost.loop.strategy.domain.document import CrisisContact, CrisisLevel, HoldingStatement
from waypost.networks.contract import Scene
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


ON_PAPER = "paper"


class DrillForm(OpeningForm):
    """The same of a drill, and whom it is played against: nobody, or the people of a simulated channel."""

    against = forms.ChoiceField(label="Who writes to you?", widget=forms.RadioSelect, initial=ON_PAPER)
    scene = forms.ChoiceField(label="What are they unhappy about?", required=False)
    minutes = forms.TypedChoiceField(
        label="How fast does it rise?",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(minutes, f"For {minutes} minutes") for minutes in MINUTES],
        help_text="Left alone it lasts three times as long; the first words calm it.",
    )
    messages = forms.TypedChoiceField(
        label="How many messages?",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(messages, f"{messages} in all") for messages in MESSAGES],
    )

    def __init__(
        self,
        levels: Sequence[CrisisLevel],
        grounds: Sequence[tuple[int, str]],
        scenes: Sequence[Scene],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(levels, *args, **kwargs)
        against, scene = self.fields["against"], self.fields["scene"]
        assert isinstance(against, forms.ChoiceField)
        assert isinstance(scene, forms.ChoiceField)
        against.choices = [
            (ON_PAPER, _("Nobody: it is played on paper")),
            *((str(pk), _("Simulated people, on {channel}").format(channel=name)) for pk, name in grounds),
        ]
        scene.choices = [(one.key, f"{one.label}: {one.sentence}") for one in scenes]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name in ("scene", "minutes", "messages"):
            if self.channel_id is not None and not said.get(name) and name not in self.errors:
                self.add_error(name, _("Choose one, so that they know what to write."))
        return said

    @property
    def channel_id(self) -> int | None:
        """The channel it is played on; None on paper."""
        chosen = self.cleaned_data.get("against", ON_PAPER)
        return int(chosen) if chosen != ON_PAPER else None

    @property
    def opening(self) -> dict[str, Any]:
        """What is said of the incident itself."""
        return {name: self.cleaned_data[name] for name in OpeningForm.base_fields}

    @property
    def wave(self) -> dict[str, Any]:
        """What is said of the wave."""
        return {name: self.cleaned_data[name] for name in ("scene", "minutes", "messages")}


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
