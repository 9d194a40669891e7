"""Where to begin: a check of ten minutes says which of strategy, management and marketing a brand needs, and why.

Every answer gives points to what it makes necessary, with the reason; the scores are the sums of these points, and
the shares follow from the scores. The points are a judgement of ours. Answers are kept as words: question → answer.
"""

from waypost.loop.strategy.domain.outset.conclusion import (
    Beginning,
    Need,
    Outcome,
    Turn,
    beginnings,
    outcome,
    shares,
    turns,
)
from waypost.loop.strategy.domain.outset.questions import (
    FIELDS,
    LIMITS,
    QUESTIONS,
    STEPS,
    Answers,
    Choice,
    Field,
    Question,
    Step,
    unanswered,
)

__all__ = [
    "FIELDS",
    "LIMITS",
    "QUESTIONS",
    "STEPS",
    "Answers",
    "Beginning",
    "Choice",
    "Field",
    "Need",
    "Outcome",
    "Question",
    "Step",
    "Turn",
    "beginnings",
    "outcome",
    "shares",
    "turns",
    "unanswered",
]
