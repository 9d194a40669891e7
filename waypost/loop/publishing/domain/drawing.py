"""Draws what docs/publishing.md shows of the states, from their declaration: `make docs` writes it, a test holds it.

`python -m waypost.loop.publishing.domain.drawing docs/publishing.md` draws the page anew in its place.
"""

import re
import sys
from pathlib import Path

from waypost.loop.publishing.domain.states import BEGINNINGS, LOOKS, TRANSITIONS

DRAWN = re.compile(r"(<!-- drawn: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def redrawn(page: str) -> str:
    """The page with every drawing between its marks as the declaration has it now. Raises KeyError for a drawing that
    nobody knows."""
    return DRAWN.sub(lambda found: f"{found[1]}\n{DRAWINGS[found['name']]()}\n{found[3]}", page)


def states() -> str:
    """A table of every state: its word on the screen, what it means, what to do next."""
    rows = [
        f"| `{state.value}` | {looks.word} | {looks.meaning} | {looks.next_step} |"
        for state, looks in LOOKS.items()
    ]
    head = ["| state | on screen | what it means | what to do |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def ways() -> str:
    """A diagram of every arrow with its reason, as Mermaid draws it."""
    boxes = [f'    state "{looks.word}" as {state.value}' for state, looks in LOOKS.items()]
    begins = [f"    [*] --> {state.value}" for state in BEGINNINGS]
    arrows = [
        f"    {before.value} --> {after.value}: {why}"
        for before, after_all in TRANSITIONS.items()
        for after, why in after_all.items()
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *boxes, *begins, *arrows, "```"]) + "\n"


DRAWINGS = {"states": states, "ways": ways}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(redrawn(path.read_text(encoding="utf-8")), encoding="utf-8")
