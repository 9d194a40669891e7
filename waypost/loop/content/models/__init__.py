from waypost.loop.content.models.attachment import Attachment
from waypost.loop.content.models.evergreen import Evergreen
from waypost.loop.content.models.exception import CheckException
from waypost.loop.content.models.media import Media
from waypost.loop.content.models.post import Post
from waypost.loop.content.models.repeat import Repeat
from waypost.loop.content.models.review import Review
from waypost.loop.content.models.series import Series
from waypost.loop.content.models.variant import Variant

__all__ = [
    "Attachment",
    "CheckException",
    "Evergreen",
    "Media",
    "Post",
    "Repeat",
    "Review",
    "Series",
    "Variant",
]
