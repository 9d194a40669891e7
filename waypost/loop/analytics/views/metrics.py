"""What every number means: an index, and a page for each metric."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics import queries
from waypost.loop.analytics.domain.columns import told_of
from waypost.loop.analytics.domain.metrics import BY_KEY, METRICS, Definition
from waypost.loop.analytics.domain.spans import span_until
from waypost.loop.analytics.figures import written
from waypost.loop.analytics.forms import SORTS
from waypost.loop.analytics.queries.overview import channels_seen
from waypost.loop.analytics.queries.tables import heap_of, within
from waypost.loop.analytics.views.addresses import Opens
from waypost.networks import registry
from waypost.networks.contract import Ability, Card

UNITS = {
    "count": "A number of times",
    "people": "A number of people",
    "share": "A share, in per cent",
    "each": "A number for each",
}
FOUR_WEEKS = 28


@page("results.see")
@require_safe
def metrics(request: WorkspaceRequest) -> HttpResponse:
    """Every metric with its formula."""
    context = {
        "counted": [each for each in METRICS if each.is_counted],
        "derived": [each for each in METRICS if not each.is_counted],
    }
    return render(request, "analytics/metrics.html", context)


@page("results.see")
@require_safe
def metric(request: WorkspaceRequest, metric: str) -> HttpResponse:
    """How one metric is made, which networks give it, and what it is now."""
    if metric not in BY_KEY:
        raise Http404
    definition = BY_KEY[metric]
    connected = {channel.network for channel in channels_seen(request.access)}
    context = {
        "metric": definition,
        "unit": UNITS[definition.unit],
        "networks": [(card, card.name in connected, _gives(card.name, definition)) for card in _cards()],
        "now": None if definition.is_level else _now(request, definition),
        "opens": Opens.of(request.workspace, 4).to(sort=_order(definition)),
    }
    return render(request, "analytics/metric.html", context)


def _now(request: WorkspaceRequest, definition: Definition) -> dict[str, object] | None:
    """Its value over the posts of the last four weeks; of a rate, the mean of the posts' own rates too."""
    rows = within(queries.measured(request.access), span_until(request.workspace.today, FOUR_WEEKS))
    heap = heap_of(rows, [definition])
    value = heap.value(definition)
    if value is None:
        return None
    return {"value": written(definition, value, heap.margin(definition)), "posts": heap.posts}


def _gives(network: str, definition: Definition) -> bool:
    card = registry.card(network)
    able = Ability.MEASURE in registry.abilities(network)
    return able and definition.told_by(told_of(card), card.account_metrics)


def _cards() -> list[Card]:
    return [registry.card(name) for name in registry.names()]


def _order(definition: Definition) -> str:
    """The order of the list that shows it best."""
    return definition.key if definition.key in SORTS else ""
