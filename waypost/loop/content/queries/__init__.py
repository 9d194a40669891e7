"""Named questions about content. `posts(access)` and `media(access)` are where every other one starts."""

from waypost.loop.content.queries.findings import findings_of, rules_of
from waypost.loop.content.queries.media import all_media, attachments_of, media
from waypost.loop.content.queries.posts import (
    PostFilters,
    awaiting_review,
    post_of_slot,
    posts,
    posts_found,
    waiting_on,
    whole_post,
)
from waypost.loop.content.queries.reasons import aims_of, path_of, reasons_found, strategy_of
from waypost.loop.content.queries.reviews import history_of_reviews, last_approval, reviews_of
from waypost.loop.content.queries.variants import (
    PICTURES_OF,
    is_approved,
    outgoing_of,
    ready_to_go,
    seen_hash,
    variants_of,
    with_content,
)

__all__ = [
    "PICTURES_OF",
    "PostFilters",
    "aims_of",
    "all_media",
    "attachments_of",
    "awaiting_review",
    "findings_of",
    "history_of_reviews",
    "is_approved",
    "last_approval",
    "media",
    "outgoing_of",
    "path_of",
    "post_of_slot",
    "posts",
    "posts_found",
    "ready_to_go",
    "reasons_found",
    "reviews_of",
    "rules_of",
    "seen_hash",
    "strategy_of",
    "variants_of",
    "waiting_on",
    "whole_post",
    "with_content",
]
