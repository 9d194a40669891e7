"""Django's own sessions in the database. Every page asks for one, so the question is compiled once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.db.models.functions import Now

from waypost.foundation.workspaces.prepared import Question


class SessionStore(db.SessionStore):
    """A session that is looked up without building the statement anew."""

    def _get_session_from_db(self) -> Any:
        found = _ALIVE.first(key=self.session_key)
        if found is None:
            self._session_key = None
        return found


def _alive(key: str) -> QuerySet[Any]:
    return db.SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=Now())


_ALIVE = Question(_alive, key=str)
