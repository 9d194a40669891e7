from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import formset_factory

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import members_who_may
from waypost.loop.planning.actions.briefs import LISTED, Said
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.domain.briefs import MOST_AHEAD, MOST_CHECKPOINTS, too_late
from waypost.loop.planning.domain.hashtags import once, read, written
from waypost.loop.planning.forms.slots import Aimed
from waypost.loop.strategy.domain.document import HashtagSet
from waypost.ui.forms import DateInput, Form


class HashtagsField(forms.CharField):
    """Hashtags in a line, with or without their marks; kept without them."""

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return read(super().to_python(value) or "")


class BriefForm(Aimed):
    """What the post in a slot should say and do, for whom, by whom and until when."""

    title = forms.CharField(label="Working title", required=False, max_length=160)
    message = forms.CharField(
        label="The one thing to say",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    call_to_action = forms.CharField(
        label="What readers should do",
        required=False,
        max_length=200,
        help_text="Such as: come by on Saturday.",
    )
    outcome = forms.CharField(
        label="What it should bring about",
        required=False,
        max_length=300,
        help_text="And how it will be seen. Such as: twenty people ask for the winter list.",
    )
    specs = forms.CharField(
        label="How it is made",
        required=False,
        max_length=300,
        help_text="Such as: upright, under 30 seconds, with captions.",
    )
    must = forms.CharField(
        label="Must",
        required=False,
        max_length=2000,
        help_text="One a line: the date, the name of the photographer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    never = forms.CharField(
        label="Never",
        required=False,
        max_length=2000,
        help_text="One a line: a price, a face without consent.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    links = forms.CharField(
        label="References",
        required=False,
        help_text="One web address a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hashtags = HashtagsField(
        label="Hashtags",
        required=False,
        help_text="Such as #harbour #printmaking. The post begins with them.",
    )
    sets = forms.MultipleChoiceField(
        label="From the strategy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="All of a set is added when you save.",
    )
    notes = forms.CharField(
        label="Notes", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        Member.objects.none(), label="Who writes it", required=False, empty_label="Nobody yet"
    )
    due_on = forms.DateField(label="Until when", required=False, widget=DateInput)
    approver = forms.ModelChoiceField(
        Member.objects.none(), label="Who approves it", required=False, empty_label="Whoever may"
    )

    def __init__(
        self, *args: Any, access: Access, hashtag_sets: Sequence[HashtagSet] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, access=access, **kwargs)
        _choose_people(self, access)
        self._sets = {each.key: each for each in hashtag_sets}
        if self._sets:
            choices = [(each.key, f"{each.label}: {written(each.tags)}") for each in hashtag_sets]
            self.fields["sets"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["sets"]

    @property
    def brief(self) -> Said:
        said = {name: self.cleaned_data[name] for name in (*LISTED, "owner", "approver", "due_on")}
        chosen = [tag for key in self.cleaned_data.get("sets", ()) for tag in self._sets[key].tags]
        tags = once([*self.cleaned_data["hashtags"], *chosen])
        return cast(Said, {**said, "links": self.cleaned_data["links"].split(), "hashtags": tags})


class CheckpointForm(Form):
    """What has to be there by a day on the way to a post; a line without words is none."""

    what = forms.CharField(label="What is there by then", required=False, max_length=120)
    due_on = forms.DateField(label="By", required=False, widget=DateInput)
    member = forms.ModelChoiceField(
        Member.objects.none(), label="Who sees to it", required=False, empty_label="Whoever writes"
    )

    def __init__(self, *args: Any, people: QuerySet[Member], goes_out_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goes_out_on = goes_out_on
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        field.choices = [("", "Whoever writes"), *((member.pk, str(member)) for member in people)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        what, due_on = cleaned.get("what"), cleaned.get("due_on")
        if what and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", "Say by which day.")
        elif due_on is not None and not what and "what" not in self.errors:
            self.add_error("what", "Say what has to be there by that day, or empty the day too.")
        elif due_on is not None and too_late(due_on, self._goes_out_on):
            self.add_error("due_on", f"The post goes out on {self._goes_out_on:%-d %B}. Choose a day before.")
        return cleaned

    @property
    def milestone(self) -> Milestone | None:
        said = self.cleaned_data
        what = said.get("what", "").strip()
        return Milestone(what, said["due_on"], said["member"]) if what else None


CheckpointForms = formset_factory(CheckpointForm, extra=2, max_num=MOST_CHECKPOINTS)


class HandingForm(Form):
    """To whom several briefs are handed over, and how long before they go out."""

    owner = forms.ModelChoiceField(
        Member.objects.none(), label="Who writes them", required=False, empty_label="As each says"
    )
    approver = forms.ModelChoiceField(
        Member.objects.none(), label="Who approves them", required=False, empty_label="As each says"
    )
    days_before = forms.IntegerField(
        label="Days before they go out", min_value=0, max_value=MOST_AHEAD, initial=3
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_people(self, access)


def _choose_people(form: Form, access: Access) -> None:
    """Let those write who may draft, and those approve who may approve."""
    for name, permission in {"owner": "post.draft", "approver": "post.approve"}.items():
        form.fields[name].queryset = members_who_may(access, permission).prefetch_related(None)  # type: ignore[attr-defined]
