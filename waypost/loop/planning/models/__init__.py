from waypost.loop.planning.models.blackout import Blackout
from waypost.loop.planning.models.brief import Brief
from waypost.loop.planning.models.campaign import Campaign
from waypost.loop.planning.models.idea import Idea
from waypost.loop.planning.models.quarter import Quarter
from waypost.loop.planning.models.slot import Slot

__all__ = ["Blackout", "Brief", "Campaign", "Idea", "Quarter", "Slot"]
