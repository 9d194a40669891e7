"""How a line of the log looks: when, how grave, the event, and what it is about as key=value; and what it never says."""

import logging

SECRETS = frozenset({"secret", "token", "key"})
"""Parts of an address that let in whoever knows them: they stand in no log, whatever becomes of the request."""
# A request would say itself with its whole query string, in which a network sends the code of a consent.
_LEFT_OUT = {"message", "asctime", "taskName", "request"}
_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | _LEFT_OUT


class Line(logging.Formatter):
    """One line an event: `2026-11-22 01:30:00 INFO publication.attempted publication=7 outcome=published`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in _secrets_of(record):
            line = line.replace(secret, "…")
        return line

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name that logging calls)
        about = [f"{name}={value}" for name, value in vars(record).items() if name not in _ORDINARY]
        return " ".join([super().formatMessage(record), *about])


def _secrets_of(record: logging.LogRecord) -> list[str]:
    """The secrets in the address of the request that a record is about."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    kwargs = match.kwargs if match is not None else {}
    return [value for name, value in kwargs.items() if name in SECRETS and isinstance(value, str) and value]
