"""Which of what is to come holds a video."""

from datetime import timedelta

from waypost.loop.content.models import Attachment
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.queries import of_every_brand
from waypost.toolkit import clock

AHEAD = timedelta(days=1)


def with_films_ahead() -> list[int]:
    """Ids of publications with a video that are due within a day and not being prepared yet, soonest first."""
    now = clock.now()
    films = Attachment.objects.filter(media__content_type="video/mp4").values("post_id")
    found = of_every_brand().filter(
        state=State.SCHEDULED, act_at__gt=now, due_at__lte=now + AHEAD, post_id__in=films
    )
    return list(found.order_by("due_at", "id").values_list("pk", flat=True))
