from waypost.foundation.people.forms.account import AccountForm
from waypost.foundation.people.forms.newcomer import NewcomerForm

__all__ = ["AccountForm", "NewcomerForm"]
