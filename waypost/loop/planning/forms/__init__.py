from waypost.loop.planning.forms.briefs import BriefForm, CheckpointForms, HandingForm
from waypost.loop.planning.forms.campaigns import (
    CampaignForm,
)
from waypost.loop.planning.forms.ideas import (
    MOST_CHOICES,
    FeedForm,
    IdeaForm,
    IdeaSlotForm,
)
from waypost.loop.planning.forms.quarters import (
    MOST_RUNS,
    DaysOffForm,
    DaysOffForms,
    QuarterForm,
)
from waypost.loop.planning.forms.slots import (
    AIMED,
    MoveForm,
    SlotForm,
    slot_in_words,
)

__all__ = [
    "AIMED",
    "MOST_CHOICES",
    "MOST_RUNS",
    "BriefForm",
    "CampaignForm",
    "CheckpointForms",
    "DaysOffForm",
    "DaysOffForms",
    "FeedForm",
    "HandingForm",
    "IdeaForm",
    "IdeaSlotForm",
    "MoveForm",
    "QuarterForm",
    "SlotForm",
    "slot_in_words",
]
