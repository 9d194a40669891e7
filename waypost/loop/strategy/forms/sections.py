"""The form of a whole section: its own fields, and a list of forms for each list of items in it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.text import slugify

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.merge import Conflict
from waypost.loop.strategy.domain.sections import LISTS, ItemList, Section
from waypost.loop.strategy.forms.examples import illustrate
from waypost.loop.strategy.forms.fields import LineField, LinesField, PercentField, TextField
from waypost.loop.strategy.forms.item import ItemForm
from waypost.loop.strategy.forms.items import ITEM_FORMS, GoalForm
from waypost.loop.strategy.forms.starts import STARTS
from waypost.toolkit.refusal import Refusal
from waypost.ui.forms import Form, Renderer

Record = dict[str, Any]
MOST = 60

NOT_ALONE = {"crisis_plan.escalation"}
"""Lists that somebody who works alone is not asked for; what is in one already is shown."""


class PurposeForm(Form):
    brand = LineField("The brand's name", required=True)
    purpose = TextField(
        "Why are we here?", rows=6, help_text="Two or three sentences that everybody could say."
    )


class VoiceForm(Form):
    summary = TextField("In a sentence", rows=2)
    preferred_words = LinesField("Words that we like")
    banned_words = LinesField(
        "Words that we do not use", help_text="One a line. A post that uses one is told so."
    )


class LookForm(Form):
    imagery = TextField("Pictures")
    logo_rules = LinesField("Rules for the logo")


class CreatorsForm(Form):
    purpose = TextField("What creators do for us", rows=2)
    go_from = PercentField("We say yes from", help_text="Percent of the most that the criteria can come to.")
    red_flags = LinesField("What ends it at once")
    terms = LinesField(
        "What we always agree on", help_text="Such as marking the post as an advertisement; one a line."
    )
    most_paid = LineField("What we pay at most")


class BoundariesForm(Form):
    decides = LineField("Who decides on what is not named here")


class CrisisForm(Form):
    engage_when = LinesField("We answer when")
    stop_when = LinesField("We stop when")
    most_public_replies = forms.IntegerField(
        label="Answers in public to one person, at most",
        required=False,
        min_value=1,
        max_value=20,
        help_text="The inbox says when it is reached; two is usual.",
    )


PLAIN_FORMS: dict[str, type[Form]] = {
    "purpose": PurposeForm,
    "voice": VoiceForm,
    "look": LookForm,
    "creators": CreatorsForm,
    "boundaries": BoundariesForm,
    "crisis": CrisisForm,
}


class ItemForms:
    """The forms of one list of items."""

    def __init__(self, kind: ItemList, document: Record, sent: Any = None) -> None:
        self.kind = kind
        self._document = document
        self._known = {item["key"]: item for item in _at(document, kind.path)}
        self._form = ITEM_FORMS[kind.name]
        blank = 0 if self._known else 1
        factory = formset_factory(
            self._form, extra=blank, can_delete=True, max_num=MOST, absolute_max=MOST, renderer=Renderer()
        )
        self.forms: BaseFormSet[ItemForm] = factory(
            sent, initial=list(self._known.values()), prefix=self.name, form_kwargs={"document": document}
        )

    @property
    def name(self) -> str:
        """What the forms of this list are called in what is sent."""
        return self.kind.path[-1]

    @property
    def title(self) -> str:
        return self.kind.many[:1].upper() + self.kind.many[1:]

    @property
    def one(self) -> str:
        return self.kind.one

    @property
    def a_new_one(self) -> str:
        return self.kind.a_new_one

    @property
    def starts(self) -> list[tuple[str, str]]:
        """What a new form may begin with: the button's value and its words."""
        return [(f"{self.name}:{key}", start["label"]) for key, start in STARTS.get(self.name, {}).items()]

    def is_valid(self) -> bool:
        return self.forms.is_valid()

    def illustrate(self, items: list[Record], brand: str) -> None:
        """Show what `brand` wrote: in its item at the same place, or else in its first that says something."""
        for place, form in enumerate(self.forms.forms):
            illustrate(form, [*items[place : place + 1], *items], brand)

    def records(self) -> list[Record]:
        """The items as plain values, without those that were taken out or left blank."""
        found: list[Record] = []
        for form in self._kept():
            record = form.record(self._known.get(form.cleaned_data["key"], {}))
            record["key"] = record.get("key") or self._fresh_key(record["label"], found)
            found.append(record)
        return found

    def forget_errors(self) -> None:
        """Show what was sent without saying what is wrong with it; a form that was only just added shows its defaults."""
        _take_as_checked(self.forms)
        for place, form in enumerate(self.forms.forms):
            if f"{form.prefix}-label" in form.data:
                _take_as_checked(form)
            else:
                self.forms.forms[place] = self._blank(place)

    def _blank(self, place: int) -> ItemForm:
        prefix = self.forms.add_prefix(place)
        form = self._form(
            prefix=prefix, document=self._document, empty_permitted=True, use_required_attribute=False
        )
        self.forms.add_fields(form, None)
        return form

    def _kept(self) -> Iterator[ItemForm]:
        for form in self.forms.forms:
            is_blank = form.empty_permitted and not form.has_changed()
            if not is_blank and not form.cleaned_data.get("DELETE"):
                yield form

    def _fresh_key(self, label: str, others: list[Record]) -> str:
        """A key from the name, that no other item of the list has."""
        taken = {*self._known, *(other["key"] for other in others)}
        stem = slugify(label)[:50].strip("-_").replace("_", "-") or slugify(self.kind.one)
        keys = (stem, *(f"{stem}-{number}" for number in range(2, MOST + 2)))
        return next(key for key in keys if key not in taken)


def _take_as_checked(form: Any) -> None:
    """Tell Django that a form or formset was checked and nothing was found; it has no public way to say so."""
    if isinstance(form, BaseFormSet):
        form._errors, form._non_form_errors = [], ErrorList()  # type: ignore[attr-defined]
    else:
        form._errors, form.cleaned_data = ErrorDict(), {}


def _at(document: Record, path: tuple[str, ...]) -> list[Record]:
    here: Any = document
    for step in path:
        here = here[step]
    assert isinstance(here, list)
    return here


class SectionForms:
    """What is filled in to edit a section of `document` (plain values)."""

    def __init__(
        self, section: Section, document: Record, sent: Any = None, *, is_solo: bool = False
    ) -> None:
        self.section = section
        self._document = document
        self.refusals: list[str] = []
        self.conflicts: tuple[Conflict, ...] = ()
        hidden = NOT_ALONE if is_solo else set()
        kinds = [
            kind
            for kind in LISTS
            if kind.path[0] in section.fields and (kind.name not in hidden or _at(document, kind.path))
        ]
        self.lists = [ItemForms(kind, document, sent) for kind in kinds]
        self.plain = self._plain_form(sent)

    @property
    def is_one_list(self) -> bool:
        """Whether the section is one list and nothing else, so that the page's title names it."""
        return self.plain is None and len(self.lists) == 1

    def _plain_form(self, sent: Any) -> Form | None:
        form = PLAIN_FORMS.get(self.section.name)
        return form(sent, initial=self._part_of(self._document)) if form else None

    @property
    def _part(self) -> str:
        """The part of the document to which the section's own fields belong; "" where it is the document itself."""
        first = self.section.fields[0]
        return first if isinstance(self._document[first], dict) else ""

    def _part_of(self, document: Record) -> Record:
        part = document[self._part] if self._part else document
        assert isinstance(part, dict)
        return part

    def goals(self) -> list[GoalForm]:
        """The forms of goals, if the section has any."""
        return [form for items in self.lists for form in items.forms.forms if isinstance(form, GoalForm)]

    def illustrate(self, example: Strategy) -> None:
        """Show beside every empty field what the brand of `example` wrote there."""
        record = example.model_dump(mode="json")
        for items in self.lists:
            items.illustrate(_at(record, items.kind.path), example.brand)
        if self.plain is not None:
            illustrate(self.plain, [self._part_of(record)], example.brand)

    def is_valid(self) -> bool:
        """Whether everything can be read; asks every form, so that all errors show."""
        found = [items.is_valid() for items in self.lists]
        return all(found) and (self.plain is None or self.plain.is_valid())

    def content(self) -> Record:
        """The section's fields of the document, as they were filled in."""
        content: Record = {field: self._document[field] for field in self.section.fields}
        if self.plain is not None and self._part:
            content[self._part] = {**content[self._part], **self.plain.cleaned_data}
        elif self.plain is not None:
            content |= self.plain.cleaned_data
        for items in self.lists:
            *part, name = items.kind.path
            (content[part[0]] if part else content)[name] = items.records()
        return content

    def add_refusal(self, refusal: Refusal) -> None:
        """Show a refusal above the section."""
        self.refusals.append(refusal.sentence)

    def choose_between(self, conflicts: tuple[Conflict, ...]) -> None:
        """Show what somebody else wrote in the same places, to choose from."""
        self.conflicts = conflicts

    def forget_errors(self) -> None:
        """Show what was sent without a verdict: somebody asked for a blank form."""
        for items in self.lists:
            items.forget_errors()
        if self.plain is not None:
            _take_as_checked(self.plain)


def with_one_more(sent: QueryDict, wanted: str) -> QueryDict:
    """Give what was sent with one form more in the list whose forms are called as `wanted` begins.

    After a colon stands what the form begins with, such as “mix_rules:thirds”.
    """
    name, _colon, start = wanted.partition(":")
    copied = sent.copy()
    total = f"{name}-TOTAL_FORMS"
    count = str(copied.get(total, ""))
    if count.isascii() and count.isdigit():
        copied[total] = str(min(int(count) + 1, MOST))
        for field, value in STARTS.get(name, {}).get(start, {}).items():
            copied[f"{name}-{count}-{field}"] = value
    return copied
