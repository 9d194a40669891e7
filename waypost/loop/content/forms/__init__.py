"""The forms of content: of one post, of the list, of what repeats."""

from waypost.loop.content.forms.listing import (
    ChosenForm,
    FilterForm,
)
from waypost.loop.content.forms.posts import (
    OPTION,
    AltForm,
    ChannelsForm,
    DraftForm,
    PictureForm,
    ReasonsForm,
    ReviewForm,
    SubmissionForm,
    TimeForm,
    VariantForm,
    WritingForm,
)
from waypost.loop.content.forms.repeating import (
    EvergreenForm,
    OccurrenceForm,
    SeriesForm,
)

__all__ = [
    "OPTION",
    "AltForm",
    "ChannelsForm",
    "ChosenForm",
    "DraftForm",
    "EvergreenForm",
    "FilterForm",
    "OccurrenceForm",
    "PictureForm",
    "ReasonsForm",
    "ReviewForm",
    "SeriesForm",
    "SubmissionForm",
    "TimeForm",
    "VariantForm",
    "WritingForm",
]
