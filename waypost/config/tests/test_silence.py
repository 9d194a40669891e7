"""How long a process may be silent is for whoever runs the installation to say, within reason."""

import pytest

from waypost.config.environment import load
from waypost.toolkit.refusal import Refusal


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAYPOST_LEASE_SECONDS", "1"),
        ("WAYPOST_LEASE_SECONDS", "3600"),
        ("WAYPOST_HEARTBEAT_SECONDS", "0"),
        ("WAYPOST_HEARTBEAT_SECONDS", "often"),
    ],
)
def test_a_silence_that_makes_no_sense_is_refused_by_its_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(Refusal, match=name):
        load()


def test_what_a_silent_publisher_took_on_is_free_within_half_a_minute(monkeypatch):
    for name in ("WAYPOST_LEASE_SECONDS", "WAYPOST_HEARTBEAT_SECONDS"):
        monkeypatch.delenv(name, raising=False)

    assert load().lease_seconds <= 30
    assert 4 * load().heartbeat_seconds <= 30
