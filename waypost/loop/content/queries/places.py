"""The slots and briefs that rows of our own tables name: looked for in this brand alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.domain.sheets.post import SheetPost
from waypost.loop.content.domain.sheets.references import number_in, reference
from waypost.loop.content.models import Post
from waypost.loop.content.queries.meant import Meant
from waypost.loop.planning.models import Slot
from waypost.loop.planning.queries import slots

_AT_ONCE = 500


@dataclass(frozen=True)
class Places:
    """The slots that rows name, by their references and by those of their briefs; who holds each, by its number."""

    slots: Mapping[str, Slot] = field(default_factory=dict)
    briefs: Mapping[str, Slot] = field(default_factory=dict)
    held_by: Mapping[int, int] = field(default_factory=dict)

    def meaning(self, row: SheetPost, meant: Meant) -> Meant:
        """What a row means with its slot; a reference that leads nowhere here is a problem of the row."""
        if not (row.slot or row.brief):
            return meant
        problems = []
        of_slot, of_brief = self.slots.get(row.slot), self.briefs.get(row.brief)
        if row.slot and of_slot is None:
            problems.append(_FOREIGN.format(said=row.slot[:60], what="slot"))
        if row.brief and of_brief is None:
            problems.append(_FOREIGN.format(said=row.brief[:60], what="brief"))
        elif of_slot is not None and of_brief is not None and of_slot.pk != of_brief.pk:
            problems.append("Its brief belongs to another slot. Leave one of the two columns empty.")
        found = of_slot or of_brief
        holder = self.held_by.get(found.pk) if found is not None else None
        if holder is not None and str(holder) != row.id:
            problems.append(
                "Its slot holds another post already. Leave the columns “slot” and “brief” empty."
            )
        return replace(meant, slot=found, problems=(*meant.problems, *problems))


_FOREIGN = (
    "“{said}” is no {what} of this brand’s calendar. It is not followed: leave the column “{what}” empty, or "
    "import the table where it comes from."
)


def places_of(access: Access, rows: Iterable[SheetPost]) -> Places:
    """The slots that these rows name; two questions for every 500 of them, none where no row names any."""
    named = [row for row in rows if row.slot or row.brief]
    by_slot = _numbers(row.slot for row in named)
    by_brief = _numbers(row.brief for row in named)
    found: dict[int, Slot] = {}
    for chunk in _chunks(by_slot):
        found |= _with_briefs(access, pk__in=chunk)
    for chunk in _chunks(by_brief):
        found |= _with_briefs(access, brief__pk__in=chunk)
    held: dict[int, int] = {}
    for chunk in _chunks(sorted(found)):
        posts = Post.objects.filter(workspace_id=access.workspace_id, slot__in=chunk, archived_at=None)
        held |= dict(posts.values_list("slot_id", "pk"))
    return Places(
        {slot_reference(slot): slot for slot in found.values()},
        {brief_reference(slot): slot for slot in found.values() if brief_reference(slot)},
        held,
    )


def slot_reference(slot: Slot | None) -> str:
    """What stands for a slot in a table of ours."""
    return reference("slot", slot.pk, slot.made_at) if slot is not None else ""


def brief_reference(slot: Slot | None) -> str:
    """What stands for the brief of a slot; empty where it has none."""
    brief = getattr(slot, "brief", None)
    return reference("brief", brief.pk, slot.made_at) if slot is not None and brief is not None else ""


def _with_briefs(access: Access, **named: list[int]) -> dict[int, Slot]:
    return {slot.pk: slot for slot in slots(access).filter(**named).select_related("channel", "brief")}


def _numbers(said: Iterable[str]) -> list[int]:
    return sorted({number for each in said if (number := number_in(each)) is not None})


def _chunks(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
