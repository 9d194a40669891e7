from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.promotion.actions.creators import Facts, Look
from waypost.loop.promotion.domain.authenticity import SIGNS
from waypost.loop.promotion.domain.judging import MOST, Marked
from waypost.loop.promotion.models import Creator
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.document.creators import Criterion
from waypost.loop.strategy.models import Persona, Pillar
from waypost.toolkit.money import Money, exponent
from waypost.ui.forms import DateInput, Form

MARKS = [("", "–"), *((str(mark), str(mark)) for mark in range(MOST + 1))]
FACTS = ("name", "network", "handle", "address", "followers", "interactions", "asks_for", "note")


class CreatorForm(Form):
    """Who a creator is."""

    name = forms.CharField(label="What they are called", max_length=120)
    network = forms.CharField(
        label="Network", max_length=40, help_text="Where most people follow them, such as Instagram."
    )
    handle = forms.CharField(label="Handle", required=False, max_length=120)
    address = forms.URLField(
        label="Address of the profile", required=False, max_length=300, assume_scheme="https"
    )
    followers = forms.IntegerField(label="Followers", required=False, min_value=0, max_value=10**12)
    interactions = forms.IntegerField(
        label="Reactions to a usual post",
        required=False,
        min_value=0,
        max_value=10**12,
        help_text="Likes, comments and shares of the last dozen, divided by twelve. Leave out the best one.",
    )
    asks = forms.DecimalField(label="What they ask", required=False, min_value=0, max_digits=12)
    asks_for = forms.CharField(
        label="What we get for it",
        required=False,
        max_length=160,
        help_text="Such as: one post and three stories.",
    )
    note = forms.CharField(
        label="What we would do together",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, currency: str, creator: Creator | None = None, **kwargs: Any) -> None:
        if creator is not None:
            kwargs["initial"] = {name: getattr(creator, name) for name in FACTS}
            if creator.asks is not None:
                kwargs["initial"]["asks"] = creator.asks.major
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.fields["asks"].help_text = f"In {currency}. Nothing is 0; empty is not known."

    def clean_asks(self) -> Decimal | None:
        """An amount that the currency has."""
        asks: Decimal | None = self.cleaned_data["asks"]
        places = exponent(self.currency)
        if asks is not None and Money.of(asks, self.currency).major != asks:
            raise forms.ValidationError(f"{self.currency} has {places} decimal places at most.")
        return asks

    @property
    def facts(self) -> Facts:
        asks = self.cleaned_data["asks"]
        minor = None if asks is None else Money.of(asks, self.currency).minor
        return Facts(asks_minor=minor, **{name: self.cleaned_data[name] for name in FACTS})


class LookForm(Form):
    """What somebody sees of a creator: whom they reach, what they talk about, what speaks against, and a mark on each
    criterion of the strategy."""

    personas = forms.MultipleChoiceField(
        label="Which of our personas they reach", required=False, widget=forms.CheckboxSelectMultiple
    )
    pillars = forms.MultipleChoiceField(
        label="Which of our pillars they talk about", required=False, widget=forms.CheckboxSelectMultiple
    )
    looked = forms.BooleanField(
        label="I read their posts of the last twelve months",
        required=False,
        help_text="What lies further back is found by others when it hurts; look at the best-known ones too.",
    )
    flags = forms.MultipleChoiceField(
        label="Red flags: each of them ends it", required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label="Boundaries that they cross", required=False, widget=forms.CheckboxSelectMultiple
    )
    signs = forms.MultipleChoiceField(
        label="Signs that the following is not what it seems",
        required=False,
        choices=list(SIGNS.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        creator: Creator,
        strategy: Strategy,
        personas: Iterable[Persona],
        pillars: Iterable[Pillar],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "personas": [str(each.pk) for each in creator.personas.all()],
            "pillars": [str(each.pk) for each in creator.pillars.all()],
            **{name: getattr(creator, name) for name in ("looked", "flags", "topics", "signs")},
        }
        super().__init__(*args, **kwargs)
        self.rows: dict[str, dict[str, Any]] = {
            "personas": {str(each.pk): each for each in personas},
            "pillars": {str(each.pk): each for each in pillars},
        }
        wanted, topics = strategy.creator_criteria, strategy.boundaries.topics
        offered = {
            **{name: [(key, row.label) for key, row in rows.items()] for name, rows in self.rows.items()},
            "flags": [(flag, flag) for flag in wanted.red_flags],
            "topics": [(topic.key, topic.label) for topic in topics],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]
        self.criteria = wanted.criteria
        given = {mark.criterion: mark.marked for mark in creator.marks.all()}
        for criterion in self.criteria:
            self._add(criterion, given.get(criterion.key))

    def _add(self, criterion: Criterion, given: Marked | None) -> None:
        least = f" Below {criterion.least} the answer is no." if criterion.least else ""
        self.fields[f"mark-{criterion.key}"] = forms.ChoiceField(
            label=criterion.label,
            required=False,
            choices=MARKS,
            widget=forms.RadioSelect,
            initial=str(given.mark) if given else "",
            help_text=f"{criterion.look_for}{least}".strip(),
        )
        self.fields[f"why-{criterion.key}"] = forms.CharField(
            label=f"Why, for {criterion.label}",
            required=False,
            max_length=300,
            initial=given.why if given else "",
            widget=forms.TextInput(attrs={"placeholder": "Because…"}),
        )

    @property
    def marks(self) -> list[tuple[Any, Any]]:
        """The two fields of each criterion."""
        return [(self[f"mark-{each.key}"], self[f"why-{each.key}"]) for each in self.criteria]

    @property
    def look(self) -> Look:
        said = self.cleaned_data
        return Look(
            personas=tuple(self.rows["personas"][key] for key in said.get("personas", ())),
            pillars=tuple(self.rows["pillars"][key] for key in said.get("pillars", ())),
            looked=said["looked"],
            flags=tuple(said.get("flags", ())),
            topics=tuple(said.get("topics", ())),
            signs=tuple(said["signs"]),
            marks={each.key: self._marked(each.key) for each in self.criteria},
        )

    def _marked(self, key: str) -> Marked | None:
        mark = self.cleaned_data[f"mark-{key}"]
        return Marked(int(mark), self.cleaned_data[f"why-{key}"]) if mark else None


class DecisionForm(Form):
    """Yes or no, and why."""

    reason = forms.CharField(
        label="Why",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence that still says something in a year.",
    )
    responsible = forms.ModelChoiceField(
        Member.objects.none(), label="Who writes to them", required=False, empty_label="Nobody yet"
    )
    due_on = forms.DateField(label="Until", required=False, widget=DateInput)
    go = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]

    @property
    def decision(self) -> dict[str, Any]:
        return {**self.cleaned_data, "go": self.cleaned_data["go"] == "yes"}
