"""What happened on one sandbox is brought into another, and nothing that is there is overwritten."""

import sqlite3
from pathlib import Path

import pytest

from waypost.networks.sandbox.adopting import adopt, begin_high
from waypost.networks.sandbox.truth import Truth


def _sandbox(path: Path, handle: str, *texts: str, first: int = 0) -> Truth:
    truth = Truth(str(path))
    if first:
        begin_high(path, first)
    opened = truth.open_account(handle, handle.title())
    assert opened is not None
    for text in texts:
        truth.store_post(opened[0], text, [], key=text, honours_key=True)
    return truth


def test_posts_of_both_stand_side_by_side_with_their_ids(tmp_path: Path) -> None:
    here = _sandbox(tmp_path / "here", "gallery", "Ours")
    there = _sandbox(tmp_path / "there", "demo", "Theirs", "Theirs too", first=1000)
    there.close()

    adopt(tmp_path / "here", tmp_path / "there")

    assert {post.id: post.text for post in here.posts()} == {
        "1": "Ours",
        "1001": "Theirs",
        "1002": "Theirs too",
    }
    assert len(here.accounts()) == 2
    here.close()


def test_a_taken_id_changes_nothing(tmp_path: Path) -> None:
    here = _sandbox(tmp_path / "here", "gallery", "Ours")
    _sandbox(tmp_path / "there", "demo", "Theirs").close()

    with pytest.raises(sqlite3.IntegrityError):
        adopt(tmp_path / "here", tmp_path / "there")

    assert [post.text for post in here.posts()] == ["Ours"]
    assert len(here.accounts()) == 1
    here.close()
