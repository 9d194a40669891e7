from django.http import Http404

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.content import queries
from waypost.loop.content.models import Post


def whole_post(request: WorkspaceRequest, post_id: int) -> Post:
    """The post of an address with everything that pages about it show; 404 where the reader may not see one."""
    post = queries.whole_post(request.access, post_id)
    if post is None:
        raise Http404
    return post
