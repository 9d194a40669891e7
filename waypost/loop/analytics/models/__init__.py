from waypost.loop.analytics.models.channel_day import ChannelDay
from waypost.loop.analytics.models.channel_reading import ChannelReading
from waypost.loop.analytics.models.measured import Measured
from waypost.loop.analytics.models.meter import Meter
from waypost.loop.analytics.models.native_post import NativePost
from waypost.loop.analytics.models.past_import import PastImport
from waypost.loop.analytics.models.plan_week import PlanWeek
from waypost.loop.analytics.models.reading import Reading
from waypost.loop.analytics.models.tally import Tally

__all__ = [
    "ChannelDay",
    "ChannelReading",
    "Measured",
    "Meter",
    "NativePost",
    "PastImport",
    "PlanWeek",
    "Reading",
    "Tally",
]
