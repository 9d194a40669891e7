"""The forms of a video: the moment that stands for it, and its captions."""

from django import forms

from waypost.toolkit.wording import _
from waypost.ui.forms import Form


class PosterForm(Form):
    """The moment of a video whose picture stands for it."""

    at = forms.FloatField(
        label=_("Second of the video"),
        min_value=0,
        widget=forms.NumberInput(attrs={"step": "0.1"}),
        help_text=_("Stop the video where it looks best, and write the second here."),
    )


class CaptionsForm(Form):
    """What is said in a video, in one language."""

    language = forms.CharField(
        label=_("Language"), max_length=20, help_text=_("By its tag, such as en or pt-BR."), initial="en"
    )
    file = forms.FileField(
        label=_("Captions, as SRT or WebVTT"), widget=forms.ClearableFileInput(attrs={"accept": ".srt,.vtt"})
    )
