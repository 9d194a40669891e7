from django import forms

from waypost.ui.forms import Form


class DecisionForm(Form):
    """Why somebody decided so: a line for those who look back."""

    note = forms.CharField(label="Why?", required=False, max_length=300, help_text="It stays in the ledger.")


class TrialForm(Form):
    """For how long something is tried."""

    weeks = forms.IntegerField(label="Weeks", min_value=1, max_value=26)
