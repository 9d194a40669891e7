"""Choose whose public holidays a brand sees."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.domain.holidays import countries, regions
from waypost.loop.planning.models import HolidayCalendar
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def choose(workspace: Workspace, *, country: str, region: str = "", by: Actor) -> HolidayCalendar | None:
    """Show the holidays of a country or one of its regions; of none where `country` is empty."""
    require(by, "plan.edit", workspace.pk)
    if not country:
        for calendar in HolidayCalendar.objects.filter(workspace=workspace):
            record("holidays.hidden", calendar, by=by)
            calendar.delete()
        return None
    if country not in countries():
        raise Refusal("The holidays of that country are not known. Choose another one.", field="country")
    if region and region not in regions(country):
        raise Refusal(f"{countries()[country]} has no such region. Choose one of its own.", field="region")
    calendar, _made = HolidayCalendar.objects.update_or_create(
        workspace=workspace, defaults={"country": country, "region": region}
    )
    record("holidays.chosen", calendar, by=by, country=country, region=region)
    return calendar
