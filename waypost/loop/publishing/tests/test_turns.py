"""Work beside: a few threads in which nothing holds up anything else, and no failure is lost silently."""

import logging
import threading
from datetime import timedelta

from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.engine.turns import Beside
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.publisher import AFTER_A_FAILURE, Publisher
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit import clock


def test_what_hangs_holds_up_nothing_else() -> None:
    beside, hangs, done = Beside(2, "test"), threading.Event(), threading.Event()

    beside(lambda: hangs.wait(5) and None)
    beside(done.set)

    assert done.wait(5)
    hangs.set()
    beside.close()


def test_a_failure_is_logged_and_the_next_work_is_done(caplog) -> None:
    beside, done = Beside(1, "test"), threading.Event()

    with caplog.at_level(logging.ERROR):
        beside(lambda: [].pop())
        beside(done.set)
        assert done.wait(5)
    beside.close()

    assert "publisher.failed_beside" in caplog.text


def test_closing_lets_what_began_come_to_its_end() -> None:
    beside, began, goes_on, ended = Beside(1, "test"), threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        goes_on.wait(5)
        ended.set()

    beside(work)
    began.wait(5)
    threading.Timer(0.05, goes_on.set).start()
    beside.close()

    assert ended.is_set()


def test_a_look_that_hangs_holds_up_its_own_channel_only(world, network) -> None:
    waiting = []
    looker = Reconciler(DirectLedger(), elsewhere=waiting.append)
    first = scheduled_publication(world, "gallery", state=State.UNKNOWN)
    other = scheduled_publication(world, "journal", state=State.UNKNOWN)
    second = scheduled_publication(world, "gallery", state=State.UNKNOWN)
    now = first.due_at + timedelta(minutes=1)
    Publication.objects.filter(pk=first.pk).update(act_at=now)

    with clock.frozen_at(now):
        assert looker.work() == 1
        Publication.objects.filter(pk__in=[second.pk, other.pk]).update(act_at=now)
        assert looker.work() == 1
        waiting.pop()()

    looks = dict(Publication.objects.values_list("pk", "looks"))
    assert (looks[first.pk], looks[other.pk], looks[second.pk]) == (0, 1, 0)


def test_a_channel_whose_sender_failed_rests_before_it_is_begun_anew(world, monkeypatch) -> None:
    publisher = Publisher("this-process", senders=1)
    publisher._ledger.close()
    publisher._busy.add(7)
    rested = []
    monkeypatch.setattr(publisher._sender, "drain", lambda channel_id, at_most: [].pop())
    monkeypatch.setattr(
        publisher._stop, "wait", lambda seconds: rested.append((seconds, set(publisher._busy)))
    )

    publisher._drain(7, None)

    assert rested == [(AFTER_A_FAILURE, {7})]
    assert publisher._busy == set()
