from typing import Any

from django import forms

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.forms.slots import slot_in_words
from waypost.loop.planning.models import Slot
from waypost.loop.planning.queries import open_slots
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import pillars
from waypost.toolkit import clock
from waypost.ui.forms import Form

MOST_CHOICES = 12


class IdeaForm(Form):
    """An idea, in one line or a little more."""

    title = forms.CharField(
        label="Idea",
        max_length=160,
        widget=forms.TextInput(attrs={"placeholder": "The tide table that we print on every bag"}),
    )
    pillar = forms.ModelChoiceField(
        Pillar.objects.none(), label="Pillar", required=False, empty_label="No pillar yet"
    )
    link = forms.URLField(label="Link", required=False, max_length=1000, assume_scheme="https")
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pillar"].queryset = pillars(access)  # type: ignore[attr-defined]


class FeedForm(Form):
    """A feed of which new entries come in as ideas."""

    address = forms.URLField(
        label="Address of the feed",
        max_length=1000,
        assume_scheme="https",
        help_text="The link that a site calls RSS, Atom or feed.",
    )
    name = forms.CharField(label="Name", required=False, max_length=80)
    pillar = forms.ModelChoiceField(
        Pillar.objects.none(), label="Pillar", required=False, empty_label="No pillar yet"
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pillar"].queryset = pillars(access)  # type: ignore[attr-defined]


class IdeaSlotForm(Form):
    """Which of the next open slots an idea goes into."""

    slot = forms.ModelChoiceField(
        Slot.objects.none(), label="Slot", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = open_slots(access, clock.now())
        field.choices = [(slot.pk, slot_in_words(slot)) for slot in field.queryset[:MOST_CHOICES]]
