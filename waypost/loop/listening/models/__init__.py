from waypost.loop.listening.models.algorithm_note import AlgorithmNote
from waypost.loop.listening.models.idea_mail import IdeaLetter, IdeaMailbox, IdeaPicture
from waypost.loop.listening.models.pilot_criterion import PilotCriterion
from waypost.loop.listening.models.platform_review import PlatformReview
from waypost.loop.listening.models.trend import Trend

__all__ = [
    "AlgorithmNote",
    "IdeaLetter",
    "IdeaMailbox",
    "IdeaPicture",
    "PilotCriterion",
    "PlatformReview",
    "Trend",
]
