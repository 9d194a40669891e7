from waypost.loop.planning.models.blackout import Blackout
from waypost.loop.planning.models.brief import Brief
from waypost.loop.planning.models.campaign import Campaign
from waypost.loop.planning.models.checkpoint import Checkpoint
from waypost.loop.planning.models.expectations import Expectations
from waypost.loop.planning.models.holiday_calendar import HolidayCalendar
from waypost.loop.planning.models.idea import Idea
from waypost.loop.planning.models.idea_feed import IdeaFeed
from waypost.loop.planning.models.layout import Layout
from waypost.loop.planning.models.quarter import Quarter
from waypost.loop.planning.models.quarter_change import QuarterChange
from waypost.loop.planning.models.quarter_review import QuarterReview
from waypost.loop.planning.models.slot import Slot
from waypost.loop.planning.models.subscription import Subscription
from waypost.loop.planning.models.working_week import Absence, Hands, WorkingWeek

__all__ = [
    "Absence",
    "Blackout",
    "Brief",
    "Campaign",
    "Checkpoint",
    "Expectations",
    "Hands",
    "HolidayCalendar",
    "Idea",
    "IdeaFeed",
    "Layout",
    "Quarter",
    "QuarterChange",
    "QuarterReview",
    "Slot",
    "Subscription",
    "WorkingWeek",
]
