from waypost.loop.content.models.attachment import Attachment
from waypost.loop.content.models.exception import CheckException
from waypost.loop.content.models.media import Media
from waypost.loop.content.models.post import Post
from waypost.loop.content.models.review import Review
from waypost.loop.content.models.variant import Variant

__all__ = ["Attachment", "CheckException", "Media", "Post", "Review", "Variant"]
