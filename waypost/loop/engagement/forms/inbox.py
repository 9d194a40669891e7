from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.engagement.domain.voice import Rule
from waypost.loop.engagement.queries.listing import SHOWS, Choice
from waypost.toolkit.wording import _
from waypost.ui.forms import Form

LONGEST = 5000
"""Far beyond what any network takes; the network's own limit is said by the action."""


class ChoiceForm(Form):
    """Which part of the inbox to show; what makes no sense shows as if it had not been said."""

    show = forms.ChoiceField(choices=[(show, show) for show in SHOWS], required=False)
    channel = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    post = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    words = forms.CharField(max_length=80, required=False)

    @property
    def choice(self) -> Choice:
        self.is_valid()
        said = self.cleaned_data
        return Choice(
            show=said.get("show") or "waiting",
            channel_id=said.get("channel"),
            post_id=said.get("post"),
            words=said.get("words") or "",
        )


class AnswerForm(Form):
    """What to say, and on which rule of the strategy it stands. `seen` is the last message that was on the page."""

    text = forms.CharField(
        label="Answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write an answer first.")},
    )
    stands_on = forms.ChoiceField(label="In the voice for", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def __init__(self, rules: Sequence[Rule], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[Any] = [("", _("Anything: the voice as it always is"))]
        for kind, label in (("tone", _("A situation")), ("statement", _("Words agreed for a crisis"))):
            found = [(rule.key, rule.said) for rule in rules if rule.kind == kind]
            if found:
                choices.append((label, found))
        field = self.fields["stands_on"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class AssignmentForm(Form):
    """Who is to see to it."""

    to = forms.ChoiceField(label="Who sees to it?", required=False)

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody yet")), *((key, str(member)) for key, member in self.members.items())]

    @property
    def member(self) -> Member | None:
        return self.members.get(self.cleaned_data["to"])


class SavedReplyForm(Form):
    """Words that are used again and again."""

    label = forms.CharField(label="Name", max_length=80, help_text="Only your team sees it.")
    text = forms.CharField(
        label="Words",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="{name} becomes the person’s name, {handle} what the network calls them.",
    )
