"""Objectives (what the business wants) and goals (the number and date that would show it)."""

from datetime import date

from waypost.loop.strategy.domain.document.part import Item, Key, Note, Number, Text


class Objective(Item):
    """An outcome for the business, in its own words."""

    outcome: Text = ""


class Goal(Item):
    """What should be reached by when. Without a metric, a target and a date it is an intention."""

    objective: Key | None = None
    metric: Note = ""
    unit: Note = ""
    baseline: Number | None = None
    target: Number | None = None
    deadline: date | None = None
    owner: Note = ""
    why: Text = ""

    @property
    def measurable(self) -> bool:
        """Whether somebody could say on a day that it was reached; if not it is an intention."""
        return bool(self.metric) and self.target is not None and self.deadline is not None

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields that an intention still needs to become a goal."""
        needs = {"metric": self.metric, "target": self.target, "deadline": self.deadline}
        return tuple(name for name, value in needs.items() if value is None or value == "")
