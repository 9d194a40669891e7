"""The one error that a person should read."""

from collections.abc import Mapping


class Refusal(Exception):
    """A full sentence about what to do next; optionally per form field.

    `status` is the HTTP status an interface answers with; the command line exits with 2.
    """

    status = 422

    def __init__(
        self, sentence: str = "", *, field: str | None = None, fields: Mapping[str, str] | None = None
    ) -> None:
        self.fields: dict[str, str] = dict(fields or {})
        if field is not None:
            self.fields[field] = sentence
        self.sentence = sentence or " ".join(self.fields.values())
        assert self.sentence, "a refusal says what to do"
        super().__init__(self.sentence)


class NotAllowed(Refusal):
    """The person may not do this here; says who may."""

    status = 403
