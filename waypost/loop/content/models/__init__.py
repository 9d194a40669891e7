from waypost.loop.content.models.attachment import Attachment
from waypost.loop.content.models.caption import Caption
from waypost.loop.content.models.evergreen import Evergreen
from waypost.loop.content.models.exception import CheckException
from waypost.loop.content.models.intake import Intake
from waypost.loop.content.models.label import Label, Labelling
from waypost.loop.content.models.media import Media
from waypost.loop.content.models.post import Post
from waypost.loop.content.models.post_import import ImportedRow, PostImport
from waypost.loop.content.models.rendition import Rendition
from waypost.loop.content.models.repeat import Repeat
from waypost.loop.content.models.review import Review
from waypost.loop.content.models.series import Series
from waypost.loop.content.models.switch import Switch, SwitchStep
from waypost.loop.content.models.variant import Variant

__all__ = [
    "Attachment",
    "Caption",
    "CheckException",
    "Evergreen",
    "ImportedRow",
    "Intake",
    "Label",
    "Labelling",
    "Media",
    "Post",
    "PostImport",
    "Rendition",
    "Repeat",
    "Review",
    "Series",
    "Switch",
    "SwitchStep",
    "Variant",
]
