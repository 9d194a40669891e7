import threading

import pytest

from waypost.interfaces.commands import memory


def test_a_process_that_is_warm_settles_once_more(monkeypatch: pytest.MonkeyPatch):
    settled = threading.Event()
    monkeypatch.setattr(memory, "settle", settled.set)
    monkeypatch.setattr(memory, "WARM_AFTER", 0.01)

    memory.settle_again()

    assert settled.wait(20)
