from waypost.loop.strategy.forms.acceptance import AcceptanceForm, ImportForm
from waypost.loop.strategy.forms.decisions import DecisionForm, TrialForm
from waypost.loop.strategy.forms.sections import ItemForms, SectionForms

__all__ = ["AcceptanceForm", "DecisionForm", "ImportForm", "ItemForms", "SectionForms", "TrialForm"]
