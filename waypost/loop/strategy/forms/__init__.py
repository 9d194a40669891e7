from waypost.loop.strategy.forms.acceptance import AcceptanceForm, ImportForm
from waypost.loop.strategy.forms.sections import ItemForms, SectionForms

__all__ = ["AcceptanceForm", "ImportForm", "ItemForms", "SectionForms"]
