"""What the strategy's page shows of the crisis plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from waypost.loop.strategy.domain.document import (
    CrisisContact,
    CrisisLevel,
    CrisisPlan,
    EngageStep,
    EscalationStep,
    HoldingStatement,
    Strategy,
)
from waypost.loop.strategy.domain.engage_tree import WAYS
from waypost.loop.strategy.domain.trigger_words import span_in_words, trigger_in_words
from waypost.loop.strategy.views.labels import labels


@dataclass(frozen=True)
class LevelLine:
    """A crisis level with the name of the role that decides, and what Waypost counts for it."""

    level: CrisisLevel
    decides: str
    measured: tuple[str, ...]


@dataclass(frozen=True)
class ContactLine:
    """A contact with the name of the role that stands in."""

    contact: CrisisContact
    backup: str


@dataclass(frozen=True)
class MatrixLine:
    """A line of the matrix, with names for keys; `level` is empty when it holds at each."""

    step: EscalationStep
    level: str
    contact: str
    authority: str
    soon: str
    backup: str
    bypass: str


@dataclass(frozen=True)
class StatementLine:
    """A holding statement with the names of its levels and channels, and whether it must be read again before it is used."""

    statement: HoldingStatement
    levels: tuple[str, ...]
    variants: tuple[tuple[str, str], ...]
    is_expired: bool


@dataclass(frozen=True)
class QuestionLine:
    """A question of the tree, with where yes and no lead, in words."""

    step: EngageStep
    yes: str
    no: str


def crisis_of(strategy: Strategy, today: date) -> dict[str, Any]:
    """Levels, contacts, the matrix, statements and the tree of a strategy, ready to be set."""
    plan = strategy.crisis_plan
    contacts = {contact.key: contact for contact in plan.contacts}
    names = {key: contact.label for key, contact in contacts.items()}
    roles = {role.key: role.label for role in strategy.channel_roles}
    return {
        "levels": [
            LevelLine(level, names.get(level.decides or "", ""), tuple(map(trigger_in_words, level.measured)))
            for level in plan.levels
        ],
        "contacts": [ContactLine(found, names.get(found.backup or "", "")) for found in plan.contacts],
        "matrix": [_line(step, plan, contacts.get(step.contact or ""), names) for step in plan.escalation],
        "statements": [
            StatementLine(
                found,
                labels(plan.levels, found.levels),
                tuple((roles.get(key, key), words) for key, words in found.variants.items()),
                found.is_expired(today),
            )
            for found in plan.holding_statements
        ],
        "tree": _tree(plan.engage_tree),
    }


def _line(
    step: EscalationStep, plan: CrisisPlan, contact: CrisisContact | None, names: dict[str, str]
) -> MatrixLine:
    levels = {level.key: level.label for level in plan.levels}
    return MatrixLine(
        step,
        levels.get(step.level or "", ""),
        contact.label if contact else "",
        step.authority or (contact.may if contact else ""),
        span_in_words(step.answer_minutes) if step.answer_minutes else "",
        names.get(contact.backup or "", "") if contact else "",
        names.get(step.bypass or "", ""),
    )


def _tree(steps: tuple[EngageStep, ...]) -> list[QuestionLine]:
    numbers = {step.key: number for number, step in enumerate(steps, 1)}

    def leads(following: str | None, way: Any, words: str) -> str:
        first = f"question {numbers[following]}" if following in numbers else WAYS[way] if way else "–"
        return f"{first}. {words}" if words else first

    return [
        QuestionLine(
            step,
            leads(step.yes_next, step.when_yes, step.yes_do),
            leads(step.no_next, step.when_no, step.no_do),
        )
        for step in steps
    ]
