from django.db.models import Exists, OuterRef, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.content.models import Label, Labelling, Post


def labels(access: Access) -> QuerySet[Label]:
    """The labels of the brand, by name."""
    return Label.objects.filter(workspace_id=access.workspace_id)


def label_names(access: Access) -> list[tuple[int, str]]:
    """Id and name of the labels that stand on posts which are not archived, by name: for choosing one."""
    return _NAMES.rows(access)


_NAMES = Prepared(
    lambda access: (
        labels(access)
        .filter(Exists(Labelling.objects.filter(label=OuterRef("pk"), post__archived_at=None)))
        .order_by("folded")
        .values_list("pk", "name")
    )
)


def labels_of(post: Post) -> list[str]:
    """The names of a post's labels."""
    return list(Label.objects.filter(posts=post).values_list("name", flat=True))
