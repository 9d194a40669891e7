from waypost.foundation.workspaces.forms.joining import JoiningForm
from waypost.foundation.workspaces.forms.journal import JournalFilter
from waypost.foundation.workspaces.forms.members import InviteForm, RolesForm
from waypost.foundation.workspaces.forms.settings import AdministratorForm, OrganisationForm, SettingsForm

__all__ = [
    "AdministratorForm",
    "InviteForm",
    "JoiningForm",
    "JournalFilter",
    "OrganisationForm",
    "RolesForm",
    "SettingsForm",
]
