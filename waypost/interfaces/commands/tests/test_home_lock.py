import os

import pytest

from waypost.interfaces.commands import home_lock
from waypost.toolkit.refusal import Refusal


def test_the_second_start_in_a_home_says_who_runs_and_how_to_stop_it(tmp_path):
    first = home_lock.take(tmp_path, address="http://127.0.0.1:8000")

    with pytest.raises(Refusal) as refused:
        home_lock.take(tmp_path, address="http://127.0.0.1:9000")

    assert "open http://127.0.0.1:8000" in refused.value.sentence
    assert f"`kill {os.getpid()}`" in refused.value.sentence
    os.close(first)


def test_a_home_is_free_again_when_its_holder_is_gone(tmp_path):
    os.close(home_lock.take(tmp_path, address="http://127.0.0.1:8000"))

    assert home_lock.holder(tmp_path) == ""
    os.close(home_lock.take(tmp_path, address="http://127.0.0.1:8000"))


def test_nobody_holds_a_fresh_home(tmp_path):
    assert home_lock.holder(tmp_path) == ""


def test_who_holds_a_home_is_known_without_taking_it(tmp_path):
    held = home_lock.take(tmp_path, address="http://127.0.0.1:8000")

    assert str(os.getpid()) in home_lock.holder(tmp_path)
    os.close(held)
