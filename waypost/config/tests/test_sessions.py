from datetime import timedelta

import pytest

from waypost.config.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_a_session_is_found_by_its_key_and_by_no_other() -> None:
    key, other = _kept(days=1), SessionStore("nobody0has0this0key0000000000000")

    assert SessionStore(key)["said"] == "hello"
    assert "said" not in other
    assert other.session_key is None


def test_a_session_that_has_run_out_is_not_found() -> None:
    gone = SessionStore(_kept(days=-1))

    assert "said" not in gone
    assert gone.session_key is None


def _kept(days: int) -> str:
    store = SessionStore()
    store["said"] = "hello"
    store.set_expiry(timedelta(days=days))
    store.create()
    assert store.session_key is not None
    return store.session_key
