"""Whom the plan names at a level, how soon they answer, and who is called in turn when they do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from waypost.loop.strategy.domain.document import CrisisContact, CrisisPlan


@dataclass(frozen=True)
class Named:
    """A contact to call, with what they do then; `turns` are the keys of who follows when nobody answers."""

    contact: CrisisContact
    task: str
    authority: str
    within: timedelta | None
    turns: tuple[str, ...]


def named_at(plan: CrisisPlan, level_key: str) -> tuple[Named, ...]:
    """Whom to call at a level: the lines of the matrix, and else who decides; each contact once, with its first line."""
    contacts = {contact.key: contact for contact in plan.contacts}
    found: dict[str, Named] = {}
    for step in plan.escalation:
        contact = contacts.get(step.contact or "")
        if contact is not None and step.level in (level_key, None) and contact.key not in found:
            within = timedelta(minutes=step.answer_minutes) if step.answer_minutes else None
            turns = _without(contact.key, [contact.backup, step.bypass])
            found[contact.key] = Named(contact, step.label, step.authority or contact.may, within, turns)
    level = next((level for level in plan.levels if level.key == level_key), None)
    decides = contacts.get((level.decides if level else None) or "")
    if decides is not None and decides.key not in found:
        found[decides.key] = Named(decides, "", decides.may, None, _without(decides.key, [decides.backup]))
    return tuple(found.values())


def in_turn(
    plan: CrisisPlan, turns: Iterable[str], called: Iterable[str]
) -> tuple[CrisisContact, tuple[str, ...]] | None:
    """The first of `turns` who is in the plan and was not called yet, with those who follow."""
    contacts = {contact.key: contact for contact in plan.contacts}
    known = set(called)
    left = [key for key in turns if key in contacts and key not in known]
    return (contacts[left[0]], tuple(left[1:])) if left else None


def _without(key: str, keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in keys if one and one != key))
