"""What is wrong with a document: where, and a sentence of what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `where` reads like “pillars, behind-the-scenes, share”; lines count from 1."""

    sentence: str
    path: Path = ()
    where: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = (
            f"Line {self.line}, column {self.column}"
            if self.line
            else self.where[:1].upper() + self.where[1:]
        )
        return f"{place}: {self.sentence}" if place else self.sentence


class DocumentRefused(Exception):
    """The document cannot be read as it is; `problems` says all that is wrong, in the order of the document."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        assert problems, "a refused document says why"
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def where(document: object, path: Path) -> str:
    """Say a path in words: an item of a list is called by its key where it has one, by its place otherwise."""
    words: list[str] = []
    here: object = document
    for step in path:
        if isinstance(here, dict):
            here = here.get(step)
            words.append(str(step).replace("_", " "))
        elif isinstance(here, (list, tuple)) and isinstance(step, int) and step < len(here):
            here = here[step]
            key = here.get("key") if isinstance(here, dict) else None
            words.append(str(key) if key else f"number {step + 1}")
        else:
            words.append(str(step).replace("_", " "))
    return ", ".join(words)
