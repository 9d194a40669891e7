from django import forms

from waypost.foundation.people.models import Person
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.forms import Form, LongSelect


class AccountForm(Form):
    """What a person says about themselves."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("What others see beside what you write and decide.")
    )
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        widget=LongSelect,
        help_text=_("Calendars keep the brand's own time; this one is for what concerns only you."),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=Person.Theme.choices, widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        zones = [(name, name.replace("_", " ")) for name in clock.zone_names()]
        self.fields["timezone"].choices = [("", _("The brand's")), *zones]  # type: ignore[attr-defined]
