"""Where the measures of goals stand today, beside the form in which the goals are written."""

from dataclasses import replace

from django.http import QueryDict

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.strategy.domain.progress import Measure
from waypost.loop.strategy.forms import SectionForms
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.progress import first_days, measures_today
from waypost.loop.strategy.queries import current_version


def tell_today(
    request: WorkspaceRequest, editor: SectionForms, source: StrategyVersion | None
) -> SectionForms:
    """Let each form of a goal say where its measure stands; unfold the one that was asked about."""
    forms = editor.goals()
    wanted = request.POST.get("begin") or request.POST.get("look")
    for form in forms:
        form.is_unfolded = form.prefix == wanted
    if not any(form.measure.metric.strip() for form in forms):
        return editor
    in_force = _in_force(request, source)
    asked = {str(form.prefix): _measure(form.measure, str(form["key"].value()), in_force) for form in forms}
    told = measures_today(request.access, request.workspace, asked)
    for form in forms:
        form.today = told.get(str(form.prefix))
    return editor


def begun_from_today(request: WorkspaceRequest, editor: SectionForms) -> QueryDict:
    """What was sent, with “From” as the measure of the goal that was asked about stands today, where that is known."""
    sent = request.POST.copy()
    for form in editor.goals():
        today = form.today
        if (
            form.prefix == sent.get("begin")
            and today is not None
            and today.begins
            and today.value is not None
        ):
            whole = float(today.value).is_integer()
            sent[f"{form.prefix}-baseline"] = str(int(today.value) if whole else today.value)
    return sent


def _in_force(request: WorkspaceRequest, source: StrategyVersion | None) -> dict[str, Measure]:
    """What the goals of the strategy in force are measured by, and since when."""
    version = source if source is None or source.is_current else current_version(request.workspace.pk)
    if version is None:
        return {}
    starts = first_days(request.access, request.workspace, version)
    return {
        goal.key: Measure(metric=goal.metric, unit=goal.unit, key=goal.key, since=starts[goal.key])
        for goal in version.strategy.goals
    }


def _measure(written: Measure, key: str, in_force: dict[str, Measure]) -> Measure:
    """A measure as it is written, with when it began if the strategy in force measures the goal by the same."""
    known = in_force.get(key)
    if known is None or (known.metric, known.unit) != (written.metric, written.unit):
        return written
    return replace(written, key=known.key, since=known.since)
