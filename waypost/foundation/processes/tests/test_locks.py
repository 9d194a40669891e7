import shutil

import pytest

from waypost.foundation.processes.locks import LockFile, State, state_of


def test_a_lock_is_held_while_the_block_runs_and_free_afterwards(tmp_path):
    path = tmp_path / "one.lock"

    with LockFile(path):
        assert state_of(path) is State.HELD

    assert state_of(path) is State.FREE


def test_a_lock_is_held_once(tmp_path):
    path = tmp_path / "one.lock"

    with LockFile(path), pytest.raises(BlockingIOError), LockFile(path):
        pass


def test_a_missing_lock_proves_nothing(tmp_path):
    assert state_of(tmp_path / "none.lock") is State.UNKNOWN


def test_the_copy_of_a_held_lock_proves_nothing(tmp_path):
    path, copy = tmp_path / "one.lock", tmp_path / "two.lock"

    with LockFile(path):
        shutil.copy(path, copy)

        assert state_of(copy) is State.UNKNOWN
