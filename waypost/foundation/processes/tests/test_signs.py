import time

import pytest
from django.utils.timezone import is_aware

from waypost.foundation.processes import host, queries
from waypost.foundation.processes.actions import signs
from waypost.foundation.processes.locks import LockFile
from waypost.foundation.processes.models import Sign
from waypost.foundation.processes.tests.factories import ago, sign


@pytest.mark.django_db(transaction=True)
def test_a_beat_is_alive_and_renews_its_sign():
    with signs.Beat(Sign.Kind.WORKER, every=0.01) as beat:
        first = Sign.objects.get(key=beat.key)
        deadline = time.monotonic() + 5
        while Sign.objects.get(key=beat.key).seen_at == first.seen_at and time.monotonic() < deadline:
            time.sleep(0.005)

        assert queries.alive(Sign.Kind.WORKER).get().pid == host.identity().pid
        assert Sign.objects.get(key=beat.key).seen_at > first.seen_at
        assert not queries.is_proven_dead(beat.key)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ended_is_proven_dead_by_its_free_lock():
    with signs.Beat(Sign.Kind.PUBLISHER) as beat:
        pass

    assert queries.is_proven_dead(beat.key)


def test_a_process_that_gave_no_sign_for_a_while_is_not_alive_but_was_seen(db):
    sign(kind=Sign.Kind.PUBLISHER, seen_at=ago(seconds=40))

    assert not queries.alive(Sign.Kind.PUBLISHER).exists()
    seen = queries.last_seen(Sign.Kind.PUBLISHER)
    assert seen is not None
    assert is_aware(seen)


def test_no_process_of_a_kind_was_ever_seen(db):
    assert queries.last_seen(Sign.Kind.WEB) is None


def test_a_living_process_is_not_proven_dead(db):
    assert not queries.is_proven_dead(sign().key)


def test_a_reused_process_number_proves_that_the_first_holder_ended(db):
    assert queries.is_proven_dead(sign(pid_started="0").key)


def test_a_number_in_another_namespace_proves_nothing(db):
    assert not queries.is_proven_dead(sign(pid_started="0", boot="elsewhere/1").key)


def test_a_process_of_another_machine_is_never_proven_dead(db):
    other = sign(host="elsewhere", boot="elsewhere/1", pid_started="0", seen_at=ago(days=2))
    with LockFile(queries.lock_path(other.key)):
        pass

    assert not queries.is_proven_dead(other.key)


def test_after_a_restart_of_the_machine_a_free_lock_is_proof(db):
    before = sign(boot="an earlier start/1")
    with LockFile(queries.lock_path(before.key)):
        pass

    assert queries.is_proven_dead(before.key)


def test_a_held_lock_means_alive_whatever_the_numbers_say(db):
    held = sign(boot="another namespace/1", pid_started="0")
    with LockFile(queries.lock_path(held.key)):
        assert not queries.is_proven_dead(held.key)


def test_an_unknown_key_proves_nothing(db):
    assert not queries.is_proven_dead("nobody")


def test_a_process_elsewhere_is_not_ended_from_here(db):
    assert signs.end(sign(boot="elsewhere/1")) is False


def test_processes_unseen_for_a_week_are_forgotten_with_their_locks(db):
    old, young = sign(seen_at=ago(days=8)), sign(seen_at=ago(days=6))
    with LockFile(queries.lock_path(old.key)):
        pass

    assert signs.forget_old() == 1
    assert Sign.objects.get() == young
    assert not queries.lock_path(old.key).exists()


def test_what_a_machine_can_prove_of_its_processes_the_others_can_read(db):
    dead = sign(pid_started="0", seen_at=ago(seconds=10))
    alive, just_begun = sign(seen_at=ago(seconds=10)), sign(pid_started="0")
    elsewhere = sign(host="elsewhere", boot="elsewhere/1", pid_started="0", seen_at=ago(days=2))

    assert signs.note_the_dead() == [dead.key]

    Sign.objects.filter(key=dead.key).update(host="elsewhere", boot="elsewhere/1")
    assert queries.is_proven_dead(dead.key)
    ended = Sign.objects.filter(key__in=[alive.key, just_begun.key, elsewhere.key]).values_list(
        "ended_at", flat=True
    )
    assert set(ended) == {None}


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_in_order_says_so_to_all_machines():
    with signs.Beat(Sign.Kind.PUBLISHER) as beat:
        assert Sign.objects.get(key=beat.key).ended_at is None

    assert Sign.objects.get(key=beat.key).ended_at is not None
