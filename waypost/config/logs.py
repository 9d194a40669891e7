"""How a line of the log looks: when, how grave, the event, and what it is about as key=value."""

import logging

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Line(logging.Formatter):
    """One line an event: `2026-11-22 01:30:00 INFO publication.attempted publication=7 outcome=published`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name that logging calls)
        about = [f"{name}={value}" for name, value in vars(record).items() if name not in _ORDINARY]
        return " ".join([super().formatMessage(record), *about])
