"""What people say about the queue."""

from waypost.loop.publishing.forms.holding import (
    CAMPAIGN,
    EVERYTHING,
    EndForm,
    HoldForm,
    LookForm,
    ReasonForm,
    TopicForm,
)
from waypost.loop.publishing.forms.queue import (
    NEEDS_YOU,
    CannotForm,
    FilterForm,
    LinkPolicyForm,
    MissedForm,
    PostedForm,
    PresenceForm,
    RehearsalForm,
    SlipForm,
    TimeForm,
)

__all__ = [
    "CAMPAIGN",
    "EVERYTHING",
    "NEEDS_YOU",
    "CannotForm",
    "EndForm",
    "FilterForm",
    "HoldForm",
    "LinkPolicyForm",
    "LookForm",
    "MissedForm",
    "PostedForm",
    "PresenceForm",
    "ReasonForm",
    "RehearsalForm",
    "SlipForm",
    "TimeForm",
    "TopicForm",
]
