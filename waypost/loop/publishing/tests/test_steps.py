"""Steps before the time: rows that say how far they are, resumed, made anew before they run out, never left out."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.models import Media
from waypost.loop.content.tests.factories import approve, attached, drafted_post, tomorrow
from waypost.loop.publishing.actions import preparing, sweeps
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication, Step
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.networks.contract import Step as Todo
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.sandbox import Sandbox

MINUTE = timedelta(minutes=1)


@pytest.fixture
def pictured(world) -> Publication:
    """A post with two pictures, approved for tomorrow at nine."""
    post = drafted_post(world)
    attached(world, post)
    attached(world, post, shade=40)
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    return only(world)


def before(publication: Publication, minutes: float):
    return at_its_time(publication, -minutes)


def test_each_step_is_a_row_with_its_words_and_its_end(world, network, preparer, pictured) -> None:
    with before(pictured, 5):
        preparer.work()

    first, second = Step.objects.all()
    assert (first.label, second.label) == ("Upload image 1", "Upload image 2")
    assert first.handle
    assert first.done_at == pictured.due_at - 5 * MINUTE
    assert first.expires_at > pictured.due_at


def test_a_step_that_fails_says_why_and_is_tried_again_alone(world, network, preparer, pictured) -> None:
    with before(pictured, 5):
        Preparer(_Failing(network)).work()
        first, second = Step.objects.all()
        assert (first.done_at is not None, second.done_at) == (True, None)
        assert second.tries == 1
        assert second.said
        assert only(world).state == State.SCHEDULED
    uploaded = first.handle

    with before(pictured, 4):
        preparer.work()

    first, second = Step.objects.all()
    assert first.handle == uploaded
    assert (second.said, second.tries) == ("", 0)
    assert only(world).state == State.READY


def test_a_killed_preparer_leaves_what_it_did_to_the_next(world, network, preparer, pictured) -> None:
    with before(pictured, 5), pytest.raises(KeyboardInterrupt):
        Preparer(_Killed(after=1)).work()
    uploaded = Step.objects.get(done_at__isnull=False).handle

    with before(pictured, 3):
        preparer.work()

    assert Step.objects.first().handle == uploaded
    assert Step.objects.filter(done_at=None).count() == 0
    assert only(world).state == State.READY


def test_whoever_does_a_long_step_keeps_the_turn(world, network, pictured) -> None:
    with before(pictured, 5):
        assert preparing.begin([pictured.pk]) == [pictured.pk]
    turn = preparing.TURN.total_seconds() / MINUTE.total_seconds()
    with before(pictured, 5 - 0.9 * turn):
        todo = Todo(name="image-1", label="Upload image 1")
        preparing.begin_step(pictured, content="c", todo=todo, turn_of=pictured)
    with before(pictured, 5 - 1.5 * turn):
        assert preparing.begin([pictured.pk]) == []


def test_whoever_lost_the_turn_changes_nothing_of_what_will_leave(world, network, preparer, pictured) -> None:
    overtaken = _Overtaken(by=preparer, later=lambda: before(pictured, 3))

    with before(pictured, 5):
        Preparer(overtaken).work()

    assert overtaken.seen
    assert [step.handle for step in Step.objects.all()] == overtaken.seen
    assert only(world).state == State.READY


def test_nothing_is_ready_by_steps_that_another_does_anew(world, network, pictured) -> None:
    with before(pictured, 5):
        Preparer(_Meddling(pictured)).work()

    assert only(world).state == State.SCHEDULED


def test_what_would_not_last_until_the_time_is_made_again_before_it(
    world, network, preparer, sender, pictured
) -> None:
    network.media_good_for = 6 * MINUTE

    with before(pictured, 10):
        preparer.work()
        waiting = only(world)
        assert waiting.state == State.SCHEDULED
        assert "done again shortly before the time" in waiting.reason
        assert waiting.act_at == pictured.due_at - 4 * MINUTE
    with before(pictured, 4):
        preparer.work()
        assert only(world).state == State.READY
    with at_its_time(pictured):
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED


def test_what_never_lasts_long_enough_is_made_again_at_its_time(
    world, network, preparer, sender, pictured
) -> None:
    network.media_good_for = MINUTE / 2

    for minutes in (10, 5, 0.2):
        with before(pictured, minutes):
            preparer.work()
    with at_its_time(pictured, 1):
        send_due(world, preparer, sender)
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED


def test_a_post_does_not_leave_without_a_picture_that_is_gone(
    world, network, preparer, sender, pictured
) -> None:
    _file_of(Media.objects.last()).unlink()

    with before(pictured, 5):
        preparer.work()
    with at_its_time(pictured):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert only(world).reason == (
        "A picture of this post cannot be read on this server. Take it off and add it again."
    )
    with at_its_time(pictured, 24 * 60):
        sweeps.miss_the_late(by=PUBLISHER)
    assert only(world).state == State.MISSED
    assert only(world).reason.startswith("A picture of this post cannot be read")


def test_a_picture_whose_bytes_changed_is_not_what_was_approved(
    world, network, preparer, sender, pictured
) -> None:
    file = _file_of(Media.objects.first())
    file.write_bytes(file.read_bytes()[:-20])

    with at_its_time(pictured):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert "damaged" in only(world).reason


def test_a_network_that_hangs_holds_up_the_steps_of_its_own_channel_only(world, network) -> None:
    waiting = []
    here = Preparer(DirectLedger(), elsewhere=waiting.append)
    slow, quick = _with_picture(world, "gallery"), _with_picture(world, "journal")
    second = _with_picture(world, "gallery", shade=90)
    Publication.objects.filter(pk__in=[quick.pk, second.pk]).update(act_at=slow.due_at - 6 * MINUTE)

    with at_its_time(slow, -10):
        assert here.work() == 1
    with at_its_time(slow, -6):
        assert here.work() == 1
        waiting.pop()()

    assert Publication.objects.get(pk=quick.pk).state == State.READY
    assert Publication.objects.get(pk=second.pk).state == State.SCHEDULED
    assert len(waiting) == 1


def test_the_page_shows_the_steps_and_their_trouble(world, network, preparer, pictured) -> None:
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.UPLOAD, count=1))
    with before(pictured, 5):
        preparer.work()
        shown = _page(world, pictured)
        assert "Upload image 1" in shown
        assert "Tried 1 time" in shown

    with before(pictured, 4):
        preparer.work()
        shown = _page(world, pictured)

    assert shown.count("Done ") == 2
    assert "good until" in shown


def _page(world, publication: Publication) -> str:
    return world.client("manager").get(f"/tern/publishing/{publication.pk}/").content.decode()


def _file_of(media: Media) -> Path:
    return Path(settings.MEDIA_ROOT) / str(media.file)


def _with_picture(world, channel_key: str, shade: int = 60) -> Publication:
    publication = scheduled_publication(world, channel_key, approved=False)
    attached(world, publication.post, shade=shade)
    approve(world, publication.post)
    return publication


class _Killed(DirectLedger):
    """Ends the process after so many results were kept."""

    def __init__(self, after: int) -> None:
        self._left = after

    def do(self, work: Any, *arguments: Any, **named: Any) -> Any:
        if work is preparing.begin_step and not self._left:
            raise KeyboardInterrupt
        if work is preparing.keep_handle:
            self._left -= 1
        return super().do(work, *arguments, **named)


class _Overtaken(DirectLedger):
    """Is so slow with a step that another preparer, later, does all of them meanwhile."""

    def __init__(self, by: Preparer, later: Callable[[], AbstractContextManager[None]]) -> None:
        self._by, self._later = by, later
        self.seen: list[str] = []

    def do(self, work: Any, *arguments: Any, **named: Any) -> Any:
        if work is preparing.keep_handle and not self.seen:
            with self._later():
                self._by.work()
            self.seen = [step.handle for step in Step.objects.all()]
        return super().do(work, *arguments, **named)


class _Meddling(DirectLedger):
    """Lets another begin a step anew just before all of it is called ready."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._steps = 0

    def do(self, work: Any, *arguments: Any, **named: Any) -> Any:
        if work is preparing.keep_handle:
            self._steps += 1
        elif self._steps == Step.objects.count() > 0:
            step = Step.objects.get(name="image-1")
            todo = Todo(name=step.name, label=step.label)
            preparing.begin_step(
                self._publication, content=step.content_hash, todo=todo, turn_of=self._publication
            )
            self._steps = 0
        return super().do(work, *arguments, **named)


class _Failing(DirectLedger):
    """Lets the network refuse uploads for a while once the first result was kept."""

    def __init__(self, network: Sandbox) -> None:
        self._network = network

    def do(self, work: Any, *arguments: Any, **named: Any) -> Any:
        if work is preparing.keep_handle:
            self._network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.UPLOAD, count=1))
        return super().do(work, *arguments, **named)
