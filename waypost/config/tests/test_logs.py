import logging

from waypost.config.logs import Line


def test_a_line_says_what_the_event_is_about() -> None:
    record = logging.makeLogRecord(
        {"levelname": "INFO", "msg": "publication.attempted", "publication": 7, "outcome": "published"}
    )

    line = Line().format(record)

    assert line.endswith("INFO publication.attempted publication=7 outcome=published")
