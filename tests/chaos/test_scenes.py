"""Scenes that chance finds too rarely: each fails when the one rule that it is about is taken away."""

import pytest

from tests.chaos.harbour import Harbour
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.networks.sandbox.server import FaultKind

pytestmark = pytest.mark.django_db


def due(harbour: Harbour, *, in_campaign: bool = False) -> None:
    """A post stands ready at its time."""
    harbour.write(0, minutes=2, channel=0, in_campaign=in_campaign)
    harbour.prepare()
    harbour.pass_time(130)


def state() -> State:
    return State(Publication.objects.get().state)


def test_a_frozen_sender_whose_post_is_under_way_is_not_overtaken_where_keys_are_no_identity() -> None:
    with Harbour(honours_keys=False) as harbour:
        due(harbour)

        def meanwhile() -> None:
            harbour.pass_time(30)
            harbour.sweep()
            harbour.reconcile()
            harbour.pass_time(60)
            harbour.reconcile()
            harbour.drain("two", 0)
            assert state() is State.UNKNOWN

        harbour.drain("one", 0, {"under way": meanwhile})

        assert state() is State.PUBLISHED
        assert len(harbour.sandbox.truth.log()) == 1


def test_a_frozen_sender_may_be_overtaken_where_the_key_is_the_identity() -> None:
    with Harbour(honours_keys=True) as harbour:
        due(harbour)

        def meanwhile() -> None:
            harbour.pass_time(30)
            harbour.sweep()
            harbour.reconcile()
            harbour.pass_time(60)
            harbour.reconcile()
            harbour.drain("two", 0)
            assert state() is State.PUBLISHED

        harbour.drain("one", 0, {"under way": meanwhile})

        assert len(harbour.sandbox.truth.log()) == 1


def test_a_killed_sender_is_overtaken_after_two_looks_and_never_before() -> None:
    with Harbour(honours_keys=False) as harbour:
        due(harbour)

        harbour.drain("one", 0, {"armed": lambda: harbour.kill("one")})
        harbour.sweep()
        harbour.reconcile()
        harbour.drain("two", 0)
        assert state() is State.UNKNOWN
        harbour.pass_time(60)
        harbour.reconcile()
        harbour.drain("two", 0)

        assert state() is State.PUBLISHED
        assert len(harbour.sandbox.truth.log()) == 1


def test_an_approval_that_ended_does_not_come_back_with_the_same_words() -> None:
    with Harbour() as harbour:
        post = harbour.write(0, minutes=2, channel=0)
        harbour.prepare()
        harbour.pass_time(130)

        harbour.drain("one", 0, {"prepared": lambda: harbour.edit(post, approve=False, undo=True)})
        harbour.drain("one", 0)

        assert not harbour.sandbox.truth.log()


def test_a_sender_that_wakes_after_its_deadline_writes_nothing() -> None:
    with Harbour(honours_keys=False) as harbour:
        due(harbour)

        harbour.drain("one", 0, {"armed": lambda: harbour.pass_time(600)})

        assert not harbour.sandbox.truth.log()


def test_a_hold_says_that_a_frozen_sender_may_still_send() -> None:
    with Harbour(honours_keys=True) as harbour:
        due(harbour)

        def meanwhile() -> None:
            harbour.pass_time(30)
            harbour.sweep()
            harbour.reconcile()
            harbour.pass_time(60)
            harbour.reconcile()
            assert state() is State.READY
            harbour.hold()
            assert harbour.allowed_while_held == {Publication.objects.get().pk}

        harbour.drain("one", 0, {"under way": meanwhile})

        assert state() is State.PUBLISHED


def test_nothing_leaves_of_a_campaign_that_is_held_while_a_sender_stands_before_the_gate() -> None:
    with Harbour() as harbour:
        due(harbour, in_campaign=True)

        harbour.drain("one", 0, {"prepared": lambda: harbour.hold(of_campaign=True)})

        assert state() is State.HELD
        assert not harbour.sandbox.truth.log()


def test_what_was_leaving_and_came_back_does_not_leave_again_while_its_campaign_is_held() -> None:
    with Harbour() as harbour:
        due(harbour, in_campaign=True)
        harbour.fail(FaultKind.RATE_LIMITED)

        harbour.drain("one", 0, {"armed": lambda: harbour.hold(of_campaign=True)})
        assert state() is State.WAITING
        harbour.pass_time(300)
        harbour.drain("two", 0)

        assert state() is State.HELD
        assert not harbour.sandbox.truth.log()


def test_what_was_sent_after_the_backup_is_found_not_sent_again() -> None:
    for honours_keys in (True, False):
        with Harbour(honours_keys=honours_keys) as harbour:
            due(harbour)
            harbour.back_up()
            harbour.drain("one", 0)
            assert len(harbour.sandbox.truth.log()) == 1

            harbour.restore(["one"])
            harbour.drain("two", 0)
            harbour.release_installation()
            harbour.drain("two", 0)
            harbour.reconcile()

            assert state() is State.PUBLISHED
            assert len(harbour.sandbox.truth.log()) == 1


def test_after_a_restore_nothing_is_sent_again_by_itself_where_keys_are_no_identity() -> None:
    with Harbour(honours_keys=False) as harbour:
        due(harbour)
        harbour.back_up()
        harbour.restore(["one"])
        harbour.sweep()
        harbour.release_installation()

        for _ in range(4):
            harbour.reconcile()
            harbour.drain("two", 0)
            harbour.pass_time(120)

        assert Publication.objects.get().needs_a_person
        assert not harbour.sandbox.truth.log()
