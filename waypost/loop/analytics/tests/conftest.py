import pytest

from waypost.loop.analytics.tests.fakes import FakeNetwork, plugged_in


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    """The network behind every channel, for one test."""
    return plugged_in(FakeNetwork(), monkeypatch)
