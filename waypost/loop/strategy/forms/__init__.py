from waypost.loop.strategy.forms.acceptance import AcceptanceForm, ImportForm
from waypost.loop.strategy.forms.decisions import DecisionForm, TrialForm
from waypost.loop.strategy.forms.reviews import AnswerForm, AskForm, CommentForm
from waypost.loop.strategy.forms.sections import ItemForms, SectionForms
from waypost.loop.strategy.forms.suggestions import SuggestionForm

__all__ = [
    "AcceptanceForm",
    "AnswerForm",
    "AskForm",
    "CommentForm",
    "DecisionForm",
    "ImportForm",
    "ItemForms",
    "SectionForms",
    "SuggestionForm",
    "TrialForm",
]
