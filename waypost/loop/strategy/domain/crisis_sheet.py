"""The crisis plan to be printed: whom to call first, then a page for each level, then when to answer and a log."""

from collections.abc import Iterator

from waypost.loop.strategy.domain.document import CrisisContact, CrisisLevel, Strategy
from waypost.loop.strategy.domain.on_paper import QUEUES, Writer, said
from waypost.loop.strategy.domain.sections import list_called
from waypost.toolkit.wording import _
from waypost.ui.paper.sheet import Block, Chapter, Entry, Facts, Grid, Points, Sheet, Words

_ROWS_OF_LOG = 12
_TOLD_APART = ("triggers", "decides", "first_word_minutes", "queue", "replying")
"""Fields of a level that have a place of their own on its page."""


def crisis_sheet(strategy: Strategy, note: str) -> Sheet | None:
    """The crisis plan, or None where there is none; `note` says which version it is of, as of when."""
    plan = strategy.crisis_plan
    writer = Writer(strategy)
    chapters = [
        _calling(strategy, writer),
        *(_level(strategy, writer, level) for level in plan.levels),
        _answering(strategy, writer),
    ]
    found = tuple(chapter for chapter in chapters if chapter.blocks)
    if not found:
        return None
    return Sheet(strategy.brand, _("Crisis plan"), note, (*found, _log()))


def _calling(strategy: Strategy, writer: Writer) -> Chapter:
    """Everybody with how to reach them, and which level it is."""
    plan = strategy.crisis_plan
    kind = list_called("crisis_plan.contacts")
    assert kind is not None
    blocks: list[Block | Entry] = []
    if plan.contacts:
        blocks.append(writer.table(kind, plan.contacts))
    if plan.levels:
        rows = (
            (level.label, "; ".join(level.triggers) or "–", _label(_decides(strategy, level)), _soon(level))
            for level in plan.levels
        )
        blocks.append(Grid((_("Level"), _("It begins when"), _("Decides"), _("First word")), tuple(rows)))
    return Chapter(_("Whom to call"), tuple(blocks), own_page=True)


def _level(strategy: Strategy, writer: Writer, level: CrisisLevel) -> Chapter:
    """All that somebody needs at this level, without turning the page back."""
    blocks: list[Block | Entry] = [Facts(tuple(_first_steps(strategy, level)))]
    if level.triggers:
        blocks.append(Points(level.triggers, _("It is this level when")))
    if level.replying:
        blocks.append(Words(level.replying, _("How we reply")))
    more = [(name, value) for name, value in said(level) if name not in _TOLD_APART]
    blocks += writer.blocks("crisis_plan.levels", more)
    statements = strategy.crisis_plan.holding_statements
    blocks += [writer.statement(each) for each in statements if not each.levels or level.key in each.levels]
    return Chapter(level.label, tuple(blocks), own_page=True)


def _first_steps(strategy: Strategy, level: CrisisLevel) -> Iterator[tuple[str, str]]:
    decides = _decides(strategy, level)
    if decides is not None:
        yield _("Decides"), _reached(decides)
        backup = _contact(strategy, decides.backup)
        if backup is not None:
            yield _("If nobody answers"), _reached(backup)
    if level.first_word_minutes is not None:
        yield _("First word"), _soon(level)
    yield _("Scheduled posts"), QUEUES[level.queue]


def _answering(strategy: Strategy, writer: Writer) -> Chapter:
    """When we answer and when we stop, and whatever else the plan says beside its lists."""
    plan = strategy.crisis_plan
    fields = [(name, value) for name, value in plan if list_called(f"crisis_plan.{name}") is None]
    return Chapter(_("Answer or not"), tuple(writer.blocks("crisis_plan", fields)), own_page=True)


def _log() -> Chapter:
    """Lines to write on: what nobody remembers afterwards."""
    head = (_("Time"), _("What happened, what was decided"), _("Who"))
    rows = (("", "", ""),) * _ROWS_OF_LOG
    return Chapter(_("Log"), (Grid(head, rows),))


def _decides(strategy: Strategy, level: CrisisLevel) -> CrisisContact | None:
    return _contact(strategy, level.decides)


def _contact(strategy: Strategy, key: str | None) -> CrisisContact | None:
    return next((contact for contact in strategy.crisis_plan.contacts if contact.key == key), None)


def _label(contact: CrisisContact | None) -> str:
    return contact.label if contact else "–"


def _reached(contact: CrisisContact) -> str:
    return f"{contact.label}: {contact.reach}" if contact.reach else contact.label


def _soon(level: CrisisLevel) -> str:
    minutes = level.first_word_minutes
    if minutes is None:
        return "–"
    elif minutes < 120 or minutes % 60:
        return _("within {minutes} minutes").format(minutes=minutes)
    else:
        return _("within {hours} hours").format(hours=minutes // 60)
