import logging

import pytest
from django.test import Client

from waypost.config.environment import load
from waypost.config.logs import Line
from waypost.toolkit.refusal import Refusal


def test_a_line_says_what_the_event_is_about() -> None:
    record = logging.makeLogRecord(
        {"levelname": "INFO", "msg": "publication.attempted", "publication": 7, "outcome": "published"}
    )

    line = Line().format(record)

    assert line.endswith("INFO publication.attempted publication=7 outcome=published")


def test_how_much_is_said_is_one_of_four_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_LOG_LEVEL", "warning")
    chosen = load().log_level
    monkeypatch.setenv("WAYPOST_LOG_LEVEL", "loud")

    assert chosen == "warning"
    with pytest.raises(Refusal, match="WAYPOST_LOG_LEVEL is wrong"):
        load()


def test_a_link_that_lets_somebody_in_is_not_written_down(db: None, caplog: pytest.LogCaptureFixture) -> None:
    Client(enforce_csrf_checks=True).post("/welcome/low-tide-at-nine/?code=of-a-consent")

    [line] = [Line().format(record) for record in caplog.records]

    assert "/welcome/…/" in line
    assert "status_code=403" in line
    assert "low-tide" not in line
    assert "of-a-consent" not in line
