"""The forms of content: of one post, of the list, of what repeats."""

from waypost.loop.content.forms.importing import ExportForm, LabelsForm, SheetForm, TableForm
from waypost.loop.content.forms.listing import (
    ChosenForm,
    FilterForm,
)
from waypost.loop.content.forms.posts import (
    OPTION,
    AlbumForm,
    AltForm,
    ChannelsForm,
    DraftForm,
    FocusForm,
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
from waypost.loop.content.forms.switching import (
    BroughtPicturesForm,
    HashtagSetsForm,
    QueueForm,
    TablesForm,
    TagsForm,
    TimesForm,
    ToolForm,
)
from waypost.loop.content.forms.videos import CaptionsForm, PosterForm

__all__ = [
    "OPTION",
    "AlbumForm",
    "AltForm",
    "BroughtPicturesForm",
    "CaptionsForm",
    "ChannelsForm",
    "ChosenForm",
    "DraftForm",
    "EvergreenForm",
    "ExportForm",
    "FilterForm",
    "FocusForm",
    "HashtagSetsForm",
    "LabelsForm",
    "OccurrenceForm",
    "PictureForm",
    "PosterForm",
    "QueueForm",
    "ReasonsForm",
    "ReviewForm",
    "SeriesForm",
    "SheetForm",
    "SubmissionForm",
    "TableForm",
    "TablesForm",
    "TagsForm",
    "TimeForm",
    "TimesForm",
    "ToolForm",
    "VariantForm",
    "WritingForm",
]
