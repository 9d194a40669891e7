from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.foundation.channels.models import Channel
from waypost.loop.listening.actions.algorithm_notes import Change
from waypost.loop.listening.models import AlgorithmNote
from waypost.networks import registry
from waypost.ui.forms import DateInput, Form


class NoteForm(Form):
    """What changed on a network, where, since when, and who says so."""

    where = forms.ChoiceField(label="Where")
    on = forms.DateField(label="Since", widget=DateInput)
    what = forms.CharField(
        label="What changed",
        max_length=120,
        help_text="In a line, such as: answers count more than likes. It is shown under the charts.",
    )
    source = forms.CharField(
        label="Who says so", max_length=300, help_text="The address of a page, or whose experience it is."
    )
    detail = forms.CharField(
        label="More about it", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, channels: Sequence[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channels = {f"channel-{channel.pk}": channel for channel in channels}
        networks = sorted({channel.network for channel in channels})
        everywhere = [(f"network-{name}", f"All of {registry.card(name).label}") for name in networks]
        only = [(key, f"Only {channel.name}") for key, channel in self.channels.items()]
        self.fields["where"].choices = [*everywhere, *only]  # type: ignore[attr-defined]

    @staticmethod
    def said_of(row: AlgorithmNote) -> dict[str, Any]:
        """What the form begins with for a note that is there already."""
        where = f"channel-{row.channel_id}" if row.channel_id else f"network-{row.network}"
        return {
            "where": where,
            "on": row.on,
            "what": row.what,
            "source": row.source,
            "detail": row.detail,
        }

    @property
    def change(self) -> Change:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        channel = self.channels.get(said["where"])
        network = channel.network if channel is not None else said["where"].removeprefix("network-")
        return Change(network, said["on"], said["what"], said["source"], said["detail"], channel)
