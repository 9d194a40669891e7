"""What was posted on each channel, for an audit: here as everywhere a post made in the network's own app counts."""

from datetime import date

from django.db.models import Count, F, Max, Q, Sum, Window
from django.db.models.functions import RowNumber

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.queries.measured import measured
from waypost.loop.strategy.domain.audit import Activity


def activity_of_channels(access: Access, since: date, until: date) -> dict[int, Activity]:
    """The last post, the number of posts and what they moved, and the best of them, by channel; two queries."""
    posted = measured(access).filter(local_on__lte=until)
    recent = Q(local_on__gte=since)
    rows = (
        posted.order_by()
        .values("channel_id")
        .annotate(
            last=Max("local_on"),
            posts=Count("pk", filter=recent),
            moved=Sum("engagements", filter=recent),
        )
        .values_list("channel_id", "last", "posts", "moved")
    )
    place = Window(
        RowNumber(), partition_by=F("channel_id"), order_by=[F("engagements").desc(), F("pk").desc()]
    )
    best = posted.filter(recent, engagements__gt=0).annotate(place=place).filter(place=1)
    first = {
        channel: (words, moved)
        for channel, words, moved in best.values_list("channel_id", "words", "engagements")
    }
    return {
        channel: Activity(
            last_post_on=last,
            posts=posts,
            interactions=moved,
            best=first.get(channel, ("", None))[0],
            best_interactions=first.get(channel, ("", None))[1],
        )
        for channel, last, posts, moved in rows
    }
