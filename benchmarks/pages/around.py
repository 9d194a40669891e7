"""What stands around the busy brand's year: work handed over, a review, proposals, other brands, and a month that is full."""

import random
from datetime import timedelta

from benchmarks.brand import Brand, connected
from benchmarks.pages.words import caption
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import members, workspaces
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Member
from waypost.loop.learning.actions import meetings
from waypost.loop.learning.domain.agenda import Point, Rhythm
from waypost.loop.learning.models import Meeting
from waypost.loop.planning.actions import handovers, quarters
from waypost.loop.planning.models import Brief, Idea, Quarter, Slot
from waypost.loop.strategy.actions import proposals, versions
from waypost.loop.strategy.domain.evidence import Evidence
from waypost.loop.strategy.domain.patch import Patch, SetField
from waypost.toolkit import clock

HANDED = 60
OTHERS = 11


class Around:
    """What the brand's people have beside its posts, made by the program's own actions."""

    def __init__(self, brand: Brand, chance: random.Random) -> None:
        self.brand = brand
        self.workspace = brand.workspace
        self.chance = chance
        self.owner = _actor("owner")

    def write(self) -> dict[str, list[int]]:
        """Write it; the ids of what pages are asked about."""
        self._hand_over()
        self._propose()
        for number in range(OTHERS):
            self._another(number)
        quarter = Quarter.objects.filter(
            workspace=self.workspace, starts_on__lte=self.workspace.today, ends_on__gte=self.workspace.today
        )
        return {
            "quarters": list(quarter.values_list("pk", flat=True)),
            "meetings": [self._review().pk],
            "ideas": list(Idea.objects.filter(workspace=self.workspace).values_list("pk", flat=True)),
        }

    def _hand_over(self) -> None:
        """Briefs of the coming weeks with the manager, some with the contributor."""
        people = [self._member("manager"), self._member("manager"), self._member("contributor")]
        ahead = Slot.objects.filter(
            workspace=self.workspace, taken_at=None, dropped_at=None, at__gt=clock.now() + timedelta(days=3)
        )
        slots = list(ahead.exclude(pillar=None).order_by("at")[:HANDED])
        Brief.objects.filter(slot__in=slots).delete()
        for slot in slots:
            slot.brief = Brief.objects.create(
                workspace=self.workspace, slot=slot, title=caption(self.chance, 5), message=caption(self.chance, 30)
            )  # fmt: skip
        for number, person in enumerate(people):
            handovers.hand_over_many(
                self.workspace,
                slots=slots[number :: len(people)],
                owner=person,
                approver=self._member("approver"),
                days_before=2,
                by=_actor("manager"),
            )

    def _propose(self) -> None:
        for pillar in self.brand.pillars[:2]:
            proposals.put_forward(
                self.workspace,
                patch=Patch(
                    operations=(
                        SetField(at="pillars", key=pillar.key, field="why", value=caption(self.chance, 9)),
                    )
                ),
                title=caption(self.chance, 6),
                evidence=Evidence(measure="clicks per post", saw=caption(self.chance, 20)),
                by=_actor("strategist"),
            )

    def _review(self) -> Meeting:
        """A review of the month that was closed, and one that goes on."""
        for _number in range(2):
            Meeting.objects.filter(workspace=self.workspace, closed_at=None).update(
                closed_at=clock.now(), closed_by="Owner Vale"
            )
            going = meetings.begin(self.workspace, rhythm=Rhythm.MONTH, present="All", by=self.owner)
            for point in Point:
                meetings.write(going, point=point, words=caption(self.chance, 30), by=self.owner)
        return going

    def _another(self, number: int) -> None:
        """Another brand that the manager works for, with four weeks of slots."""
        owner = Person.objects.get(email="owner@tern.example")
        made = workspaces.found(
            owner,
            name=f"Quay number {number}",
            size="team",
            timezone="Europe/Lisbon",
            beside=self.workspace,
            by=self.owner,
        )
        members.add(
            made, person=Person.objects.get(email="manager@tern.example"), roles=[Role.MANAGER], by=self.owner
        )
        strategy = self.brand.strategy.strategy
        roles = strategy.channel_roles[:3]
        for role in roles:
            connected(made, role.key, f"{role.key}-of-{made.pk}")
        strategy = strategy.model_copy(update={"channel_roles": roles})
        versions.adopt(made, strategy=strategy, by=self.owner)
        quarters.roll(made, by=self.owner)

    def _member(self, role: str) -> Member:
        return Member.objects.get(workspace=self.workspace, person__email=f"{role}@tern.example")


def _actor(role: str) -> Actor:
    return Actor.of_person(Person.objects.get(email=f"{role}@tern.example"))
