"""The report of an incident or a drill on paper: what was done when, who was there how soon, what was learned."""

from collections.abc import Iterator
from dataclasses import dataclass

from waypost.toolkit.wording import _
from waypost.ui.paper.sheet import Block, Chapter, Facts, Grid, Sheet, Statement, Words


@dataclass(frozen=True)
class Called:
    """Somebody who was called: when, whether members had a notice, and how soon they were there; all in words."""

    contact: str
    task: str
    called: str
    told: str
    answered: str


@dataclass(frozen=True)
class Line:
    """A line of the log."""

    time: str
    kind: str
    words: str
    who: str


@dataclass(frozen=True)
class Story:
    """All that is told of an incident; moments and spans are words already."""

    brand: str
    title: str
    what: str
    note: str
    facts: tuple[tuple[str, str], ...]
    happened: str
    words: str
    statement: str
    called: tuple[Called, ...]
    log: tuple[Line, ...]
    looking_back: tuple[tuple[str, str], ...]


def incident_sheet(story: Story) -> Sheet:
    """Set a story for paper; what nobody wrote is left out."""
    chapters = (
        Chapter(_("In short"), tuple(_short(story))),
        Chapter(_("Who was called"), tuple(_called(story))),
        Chapter(_("Log"), tuple(_log(story))),
        Chapter(_("Looking back"), tuple(Words(text, title) for title, text in story.looking_back if text)),
    )
    return Sheet(
        story.brand,
        f"{story.what}: {story.title}",
        story.note,
        tuple(chapter for chapter in chapters if chapter.blocks),
    )


def _short(story: Story) -> Iterator[Block]:
    yield Facts(story.facts)
    if story.happened:
        yield Words(story.happened, _("What was known"))
    if story.words:
        yield Statement(story.statement, story.words)


def _called(story: Story) -> Iterator[Block]:
    if story.called:
        head = (_("Who"), _("For"), _("Called"), _("Told in Waypost"), _("There"))
        rows = (
            (one.contact, one.task or "–", one.called, one.told or _("by hand"), one.answered)
            for one in story.called
        )
        yield Grid(head, tuple(rows))


def _log(story: Story) -> Iterator[Block]:
    if story.log:
        head = (_("Time"), _("What"), _("Who"))
        yield Grid(head, tuple((line.time, f"{line.kind}: {line.words}", line.who) for line in story.log))
