from waypost.loop.engagement.forms.inbox import AnswerForm, AssignmentForm, ChoiceForm, SavedReplyForm
from waypost.loop.engagement.forms.incidents import (
    CallForm,
    ClosingForm,
    DrillForm,
    HoldingForm,
    LevelForm,
    MomentForm,
    OpeningForm,
    UnhappyWordsForm,
    WordsForm,
)

__all__ = [
    "AnswerForm",
    "AssignmentForm",
    "CallForm",
    "ChoiceForm",
    "ClosingForm",
    "DrillForm",
    "HoldingForm",
    "LevelForm",
    "MomentForm",
    "OpeningForm",
    "SavedReplyForm",
    "UnhappyWordsForm",
    "WordsForm",
]
