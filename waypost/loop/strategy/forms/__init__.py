from waypost.loop.strategy.forms.acceptance import AcceptanceForm, ImportForm
from waypost.loop.strategy.forms.audits import AccountForm, AddedAccountForm, EndForm, ExportForm
from waypost.loop.strategy.forms.decisions import DecisionForm, TrialForm
from waypost.loop.strategy.forms.outsets import SetUpForm, StepForm
from waypost.loop.strategy.forms.proposing import OutcomeForm, PartForm, ReasonsForm
from waypost.loop.strategy.forms.reviews import AnswerForm, AskForm, CommentForm
from waypost.loop.strategy.forms.sections import ItemForms, SectionForms
from waypost.loop.strategy.forms.suggestions import SuggestionForm

__all__ = [
    "AcceptanceForm",
    "AccountForm",
    "AddedAccountForm",
    "AnswerForm",
    "AskForm",
    "CommentForm",
    "DecisionForm",
    "EndForm",
    "ExportForm",
    "ImportForm",
    "ItemForms",
    "OutcomeForm",
    "PartForm",
    "ReasonsForm",
    "SectionForms",
    "SetUpForm",
    "StepForm",
    "SuggestionForm",
    "TrialForm",
]
