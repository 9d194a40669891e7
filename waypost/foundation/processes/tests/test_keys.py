"""Who has other keys than those by which tokens are encrypted here is told so at its start, with what to do."""

import pytest
from django.conf import settings

from waypost.foundation.processes import queries
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.models import Installation
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import new_key


@pytest.fixture(autouse=True)
def home(db, tmp_path, monkeypatch):
    give([new_key()], monkeypatch, home=tmp_path)
    installation.settle()


def give(keys: list[str], monkeypatch, **others: object) -> None:
    changed = {"secret_keys": keys, **others}
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update=changed))


def test_the_first_to_ask_says_which_keys_are_meant_and_whoever_has_them_may_begin():
    installation.check_keys()
    installation.check_keys()

    assert Installation.objects.get().locked_check
    assert installation.CHECKED not in Installation.objects.get().locked_check


def test_other_keys_are_refused_with_what_to_do(monkeypatch):
    installation.check_keys()
    give([new_key()], monkeypatch)

    with pytest.raises(Refusal, match="Give it the WAYPOST_SECRET_KEYS that the others have"):
        installation.check_keys()
    assert not installation.fits(queries.installation())


def test_an_older_key_beside_a_new_one_is_enough(monkeypatch):
    installation.check_keys()
    give([new_key(), *settings.WAYPOST.secret_keys], monkeypatch)

    installation.check_keys()


def test_once_everything_is_encrypted_anew_the_old_key_alone_is_refused(monkeypatch):
    installation.check_keys()
    old = settings.WAYPOST.secret_keys
    give([new_key(), *old], monkeypatch)
    installation.accept_keys()
    installation.check_keys()
    give(old, monkeypatch)

    with pytest.raises(Refusal):
        installation.check_keys()


def test_where_the_old_keys_are_lost_the_new_ones_can_be_accepted(monkeypatch):
    installation.check_keys()
    give([new_key()], monkeypatch)

    installation.accept_keys()

    installation.check_keys()
