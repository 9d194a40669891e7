"""The crisis plan to be printed: whom to call first, then a page for each level, then when to answer and a log."""

from collections.abc import Iterator

from waypost.loop.strategy.domain.document import (
    CrisisContact,
    CrisisLevel,
    EngageStep,
    EscalationStep,
    Strategy,
    Way,
)
from waypost.loop.strategy.domain.engage_tree import WAYS
from waypost.loop.strategy.domain.on_paper import QUEUES, Writer, said
from waypost.loop.strategy.domain.sections import list_called
from waypost.loop.strategy.domain.trigger_words import trigger_in_words
from waypost.toolkit.wording import _
from waypost.ui.paper.sheet import Block, Chapter, Entry, Facts, Grid, Points, Sheet, Words

_ROWS_OF_LOG = 12
_TOLD_APART = ("triggers", "measured", "decides", "first_word_minutes", "queue", "replying")
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
            (level.label, "; ".join(_begins(level)) or "–", _label(_decides(strategy, level)), _soon(level))
            for level in plan.levels
        )
        blocks.append(Grid((_("Level"), _("It begins when"), _("Decides"), _("First word")), tuple(rows)))
    return Chapter(_("Whom to call"), tuple(blocks), own_page=True)


def _level(strategy: Strategy, writer: Writer, level: CrisisLevel) -> Chapter:
    """All that somebody needs at this level, without turning the page back."""
    blocks: list[Block | Entry] = [Facts(tuple(_first_steps(strategy, level)))]
    if begins := _begins(level):
        blocks.append(Points(begins, _("It is this level when")))
    if level.replying:
        blocks.append(Words(level.replying, _("How we reply")))
    more = [(name, value) for name, value in said(level) if name not in _TOLD_APART]
    blocks += writer.blocks("crisis_plan.levels", more)
    matrix = [step for step in strategy.crisis_plan.escalation if step.level in (level.key, None)]
    if matrix:
        blocks.append(_matrix(strategy, matrix))
    statements = strategy.crisis_plan.holding_statements
    blocks += [writer.statement(each) for each in statements if not each.levels or level.key in each.levels]
    return Chapter(level.label, tuple(blocks), own_page=True)


def _begins(level: CrisisLevel) -> tuple[str, ...]:
    """What begins it: seen by a person, and counted by Waypost."""
    return (*level.triggers, *map(trigger_in_words, level.measured))


def _matrix(strategy: Strategy, steps: list[EscalationStep]) -> Grid:
    """Who does what, how to reach them, how soon they answer, and who if not."""
    head = (_("What"), _("Who"), _("May"), _("Answers"), _("Stands in"), _("If neither answers"))
    rows = []
    for step in steps:
        who = _contact(strategy, step.contact)
        row = (step.label, _reached(who) if who else "–", step.authority or (who.may if who else "") or "–")
        backup, bypass = _contact(strategy, who.backup if who else None), _contact(strategy, step.bypass)
        rows.append((*row, _within(step.answer_minutes), _label(backup), _reached(bypass) if bypass else "–"))
    return Grid(head, tuple(rows))


def _tree(steps: tuple[EngageStep, ...]) -> Iterator[Entry]:
    """The questions, numbered, so that an answer can lead to one by its number."""
    numbers = {step.key: number for number, step in enumerate(steps, 1)}
    for step in steps:
        ways = (
            (_("Yes"), step.yes_next, step.when_yes, step.yes_do),
            (_("No"), step.no_next, step.when_no, step.no_do),
        )
        facts = tuple((name, _leads(numbers.get(key or ""), way, words)) for name, key, way, words in ways)
        hint = (Words(step.how_to_tell),) if step.how_to_tell else ()
        yield Entry(f"{numbers[step.key]}. {step.label}", (*hint, Facts(facts)))


def _leads(number: int | None, way: Way | None, words: str) -> str:
    first = _("go to question {number}").format(number=number) if number else WAYS[way] if way else "–"
    return f"{first}. {words}" if words else first


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
    blocks = (*writer.blocks("crisis_plan", fields), *_tree(plan.engage_tree))
    return Chapter(_("Answer or not"), blocks, own_page=True)


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
    return _within(level.first_word_minutes)


def _within(minutes: int | None) -> str:
    if minutes is None:
        return "–"
    elif minutes < 120 or minutes % 60:
        return _("within {minutes} minutes").format(minutes=minutes)
    else:
        return _("within {hours} hours").format(hours=minutes // 60)
