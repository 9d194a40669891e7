from collections.abc import Iterable

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions.writing import open_post
from waypost.loop.content.domain.labelling import LONGEST, tidy
from waypost.loop.content.models import Label, Labelling, Post
from waypost.loop.content.queries.labels import labels_of
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def put(post: Post, *, names: Iterable[str], by: Actor) -> Post:
    """Give a post these labels and no others; a name that is new becomes a label. Its approval stays."""
    open_post(post, by=by, permission="post.draft")
    wanted = tidy(names)
    if any(len(name) > LONGEST for name in wanted):
        raise Refusal(f"A label has at most {LONGEST} characters. Shorten it.", field="labels")
    before = labels_of(post)
    if {name.casefold() for name in before} == {name.casefold() for name in wanted}:
        return post
    known = [
        Label.objects.get_or_create(
            workspace_id=post.workspace_id, folded=name.casefold(), defaults={"name": name}
        )[0]
        for name in wanted
    ]
    Labelling.objects.filter(post=post).exclude(label__in=known).delete()
    for label in known:
        Labelling.objects.get_or_create(workspace_id=post.workspace_id, post=post, label=label)
    record("post.labelled", post, by=by, labels=wanted)
    return post
