"""What is about a topic, and which topics are on hold."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from waypost.loop.content.models import Attachment, Labelling, Post, Variant
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.domain.topics import About, Topic, is_about
from waypost.loop.publishing.models import Hold, Publication

STILL_HERE = (*QUEUED, State.ARMED, State.HANDED, State.UNKNOWN, State.HELD)
"""States of what a hold on a topic may still concern."""


def topics_on(workspace_id: int) -> QuerySet[Hold]:
    """The holds on topics that are on."""
    return Hold.objects.filter(workspace_id=workspace_id, scope=Hold.Scope.TOPIC, lifted_at=None)


def hold_on_the_topic_of(post_id: int, on: Collection[Hold]) -> Hold | None:
    """The first of some holds on topics that is about this post; answers to somebody are never stopped by one."""
    about = abouts([post_id]).get(post_id) if on else None
    if about is None:
        return None
    return next((hold for hold in on if is_about(about, hold.topic)), None)


def hold_on_its_topic(publication_id: int, workspace_id: int) -> Hold | None:
    """The hold on a topic that stops a publication, if any is on."""
    on = list(topics_on(workspace_id))
    post_id = Publication.objects.filter(pk=publication_id).values_list("post_id", flat=True).first()
    return hold_on_the_topic_of(post_id, on) if post_id is not None else None


def about(found: QuerySet[Publication], topic: Topic) -> QuerySet[Publication]:
    """Those of `found` still on their way whose post is about a topic."""
    here = found.filter(state__in=STILL_HERE)
    post_ids = set(here.order_by().values_list("post_id", flat=True))
    matching = [post_id for post_id, each in abouts(post_ids).items() if is_about(each, topic)]
    return here.filter(post__in=matching)


def abouts(post_ids: Collection[int]) -> dict[int, About]:
    """What each of these posts says and is filed under; answers to somebody are left out."""
    posts = Post.objects.filter(pk__in=post_ids, kind=Post.Kind.POST).order_by()
    rows = list(posts.values_list("pk", "title", "body", "pillar_id"))
    said: defaultdict[int, list[str]] = defaultdict(list)
    for post_id, text, options in Variant.objects.filter(post__in=post_ids).values_list(
        "post_id", "text", "options"
    ):
        said[post_id] += [text, *(each for each in options.values() if isinstance(each, str))]
    for post_id, alt in Attachment.objects.filter(post__in=post_ids).values_list("post_id", "alt"):
        said[post_id].append(alt)
    labels: defaultdict[int, set[int]] = defaultdict(set)
    for post_id, label_id in Labelling.objects.filter(post__in=post_ids).values_list("post_id", "label_id"):
        labels[post_id].add(label_id)
    return {
        pk: About("\n".join([title, body, *said[pk]]), pillar_id, labels[pk])
        for pk, title, body, pillar_id in rows
    }
