"""What the sweeps find: posts whose reaction was lost, what is late; and one that breaks keeps the others from nothing."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from tests.world import World
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.tests.factories import approved_post, tomorrow
from waypost.loop.publishing.actions import parts, sweeps
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.publisher import sweep
from waypost.toolkit import clock


@pytest.mark.parametrize(
    ("hours", "near", "far"), [(-25, False, False), (-2, False, True), (-0.5, True, True), (0.5, True, True),
                               (30, False, True), (24 * 8, False, False)],
)  # fmt: skip
def test_a_forgotten_post_is_found_by_its_time(world: World, hours: float, near: bool, far: bool) -> None:
    post = approved_post(world, local=tomorrow(world))
    planned_at = Publication.objects.get(post=post).due_at
    Publication.objects.all().delete()

    with clock.frozen_at(planned_at + timedelta(hours=hours)):
        assert (post.pk in sweeps.forgotten(near=True)) is near
        assert (post.pk in sweeps.forgotten()) is far
        sweeps.follow_the_forgotten(by=PUBLISHER, near=True)

    assert Publication.objects.filter(post=post).exists() is near


def test_what_is_late_is_found_however_many_there_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeps, "AT_ONCE", 2)
    for _ in range(3):
        approved_post(world, local=tomorrow(world))
    last = max(publication.last_at for publication in Publication.objects.select_related("workspace"))

    with clock.frozen_at(last + timedelta(minutes=1)):
        turns = [len(sweeps.miss_the_late(by=PUBLISHER)) for _ in range(3)]

    assert turns == [2, 1, 0]


def test_what_a_patient_brand_still_may_send_hides_nobody_elses_late(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeps, "AT_ONCE", 1)
    patient = approved_post(world, local=tomorrow(world))
    hasty = approved_post(world, local=tomorrow(world))
    [publication] = Publication.objects.filter(post=hasty)
    Publication.objects.filter(post=patient).update(
        due_at=publication.due_at - timedelta(minutes=1), workspace=world.across().workspace
    )
    Workspace.objects.exclude(pk=world.workspace.pk).update(grace_minutes=600)

    with clock.frozen_at(publication.last_at + timedelta(minutes=1)):
        assert sweeps.miss_the_late(by=PUBLISHER) == [publication.pk]


def test_what_breaks_in_one_sweep_keeps_the_others_from_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = approved_post(world, local=tomorrow(world))
    [publication] = Publication.objects.filter(post=post)
    forgotten = approved_post(world, local=tomorrow(world))
    Publication.objects.filter(post=forgotten).delete()
    monkeypatch.setattr(sweeps, "miss_the_late", lambda by: [].pop())

    with clock.frozen_at(publication.due_at), pytest.raises(ExceptionGroup) as broke:
        sweep(DirectLedger(), near=True)

    assert [type(each) for each in broke.value.exceptions] == [IndexError]
    assert Publication.objects.filter(post=forgotten).exists()


def test_while_the_database_is_away_no_sweep_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(by: object) -> None:
        raise OperationalError

    reached: list[object] = []
    monkeypatch.setattr(sweeps, "miss_the_late", away)
    monkeypatch.setattr(parts, "catch_up", reached.append)

    with pytest.raises(OperationalError):
        sweep(DirectLedger())

    assert reached == []
