"""What to stop, why, and until when; and the second look."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from waypost.loop.publishing.domain.topics import Topic, must_name_something, words_of
from waypost.loop.publishing.forms.times import SAY_WHY, on_the_wall
from waypost.loop.publishing.models import Publication
from waypost.toolkit.wording import _
from waypost.ui.forms import DateTimeInput, Form

EVERYTHING = "everything"
CHANNEL, CAMPAIGN = "channel-", "campaign-"
"""What stands before an id among the things that a hold may stop."""


class EndForm(Form):
    """When a hold ends by itself, if it does."""

    until = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=DateTimeInput,
        help_text=_("Left empty, it stays until somebody lifts it. Its end alone sends nothing."),
    )

    def clean_until(self) -> datetime | None:
        until = self.cleaned_data["until"]
        return None if until is None else on_the_wall(until)


class ReasonForm(EndForm):
    """Why one scheduled post, or a topic, is held, and until when."""

    reason = forms.CharField(label="Why?", max_length=300, error_messages={"required": SAY_WHY})

    field_order = ("reason", "until")


class HoldForm(EndForm):
    """What to stop, why, and until when: everything, one of the channels that the person works on, or a campaign."""

    what = forms.ChoiceField(label="What to stop", initial=EVERYTHING)
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everybody who finds the queue stopped reads this.",
        error_messages={"required": SAY_WHY},
    )

    field_order = ("what", "reason", "until")

    def __init__(
        self,
        channels: Sequence[tuple[int, str]],
        campaigns: Sequence[tuple[int, str]],
        *args: Any,
        has_everything: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        groups = (("One channel", CHANNEL, channels), ("One campaign", CAMPAIGN, campaigns))
        field.choices = [
            *([(EVERYTHING, "Everything, on every channel")] if has_everything else []),
            *(
                (name, [(f"{kind}{pk}", label) for pk, label in known])
                for name, kind, known in groups
                if known
            ),
        ]

    @property
    def stops_something(self) -> bool:
        """Whether there is anything to choose."""
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        return bool(field.choices)

    @property
    def channel_id(self) -> int | None:
        return self._id(CHANNEL)

    @property
    def campaign_id(self) -> int | None:
        return self._id(CAMPAIGN)

    def _id(self, kind: str) -> int | None:
        chosen: str = self.cleaned_data["what"]
        return int(chosen.removeprefix(kind)) if chosen.startswith(kind) else None


class TopicForm(Form):
    """What a topic is: words, a pillar, a label; any of them is enough."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": _("flood, high water")}),
        help_text=_(
            "Words or phrases, by commas, from the beginning of a word on: “flood” finds “flooding” and “#Floods”, in a post’s "
            "title and text, in every version of it and in what its pictures show."
        ),
    )
    pillar = forms.TypedChoiceField(label=_("Or a pillar"), required=False, coerce=int, empty_value=None)
    label = forms.TypedChoiceField(label=_("Or a label"), required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        pillars: Sequence[tuple[int, str]],
        labels: Sequence[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("pillar", pillars), ("label", labels)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "–"), *known]
            if not known:
                del self.fields[name]

    @property
    def topic(self) -> Topic:
        """What was named; a Refusal where that is nothing, or too much."""
        said = self.cleaned_data
        topic = Topic(words_of(said["words"]), said.get("pillar"), said.get("label"))
        must_name_something(topic)
        return topic


class LookForm(Form):
    """One held post, looked at again: whether it is chosen, and a new time where its own is past."""

    chosen = forms.BooleanField(required=False)
    local = forms.DateTimeField(label="New time", required=False, widget=DateTimeInput)

    def __init__(self, publication: Publication, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(publication.pk), **kwargs)
        self.publication = publication
        self.fields["chosen"].widget.attrs["aria-label"] = f"Choose: {publication}"

    def clean_local(self) -> datetime | None:
        local = self.cleaned_data["local"]
        return None if local is None else on_the_wall(local)
