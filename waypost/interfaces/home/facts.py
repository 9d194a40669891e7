"""What the frame of every page says of the stages, as parts of one question; a page that counts more asks both at once."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from waypost.foundation.notices.queries import notices
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.analytics.queries import measured
from waypost.loop.content.queries import awaiting_review, posts
from waypost.loop.engagement.queries import real_conversations, waiting, waiting_for
from waypost.loop.learning.queries import effects
from waypost.loop.listening.queries import begun, called_pilots, open_trends
from waypost.loop.planning.queries import quarters
from waypost.loop.promotion.queries import creators, to_decide
from waypost.loop.publishing.queries import needs_a_person
from waypost.loop.strategy.queries import accepted_versions, open_proposals

Facts = dict[str, Any]


def facts_for(request: HttpRequest, access: Access) -> Facts:
    """What is true of every stage for this person; one query, or none where the page has asked already."""
    kept: Facts | None = getattr(request, "_facts", None)
    return kept or dict(zip(FACTS, _FACTS.rows(access)[0], strict=True))


def keep(request: HttpRequest, facts: Facts) -> None:
    """Leave the facts that a page asked for together with its own to the frame of the page."""
    request._facts = facts  # type: ignore[attr-defined]


def how_many(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as a part of a larger query."""
    every = rows.order_by().annotate(_one=OuterRef("pk")).values("_one")
    return Coalesce(Subquery(every.annotate(number=Count("pk")).values("number")), 0)


def parts(access: Access) -> dict[str, Any]:
    """The facts as parts of a question about the brand, each under its name in FACTS."""
    reviews = awaiting_review(access) if access.may("post.approve") else posts(access).none()
    proposals = open_proposals(access) if access.may("proposal.decide") else open_proposals(access).none()
    trends = open_trends(access) if access.may("listening.judge") else open_trends(access).none()
    pilots = called_pilots(access) if access.may("listening.decide") else called_pilots(access).none()
    return {
        "strategy_filled": Exists(accepted_versions(access)),
        "strategy_waiting": how_many(proposals),
        "planning_filled": Exists(quarters(access).filter(state="open")),
        "content_waiting": how_many(reviews),
        "publishing_waiting": how_many(needs_a_person(access)),
        "engagement_filled": Exists(real_conversations(access)),
        "engagement_owing": Exists(waiting(access)),
        "engagement_waiting": how_many(waiting_for(access)),
        "promotion_begun": Exists(creators(access)),
        "promotion_waiting": how_many(to_decide(access)),
        "listening_begun": begun(access),
        "listening_waiting": how_many(trends) + how_many(pilots),
        "analytics_filled": Exists(measured(access).filter(read_at__isnull=False)),
        "learning_filled": Exists(effects(access)),
        "unread": how_many(notices(access).filter(read_at=None)),
    }


def _facts(access: Access) -> QuerySet[Any, Any]:
    return Workspace.objects.filter(pk=access.workspace_id).annotate(**parts(access)).values_list(*FACTS)


FACTS = (
    "strategy_filled",
    "strategy_waiting",
    "planning_filled",
    "content_waiting",
    "publishing_waiting",
    "engagement_filled",
    "engagement_owing",
    "engagement_waiting",
    "promotion_begun",
    "promotion_waiting",
    "listening_begun",
    "listening_waiting",
    "analytics_filled",
    "learning_filled",
    "unread",
)
_FACTS = Prepared(_facts)
