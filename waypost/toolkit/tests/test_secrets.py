"""What is secret shows itself nowhere, and is read with the keys that there are."""

import stat
import traceback
from pathlib import Path

import pytest

from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret, Vault, key_file, new_key


def test_a_secret_shows_itself_nowhere() -> None:
    secret = Secret("low-tide")

    said = [f"{secret}", f"{secret!r}", f"{[secret]}", "%s" % secret]  # noqa: UP031 (as a log does)

    assert not [words for words in said if "low-tide" in words]
    assert secret.reveal() == "low-tide"
    assert secret == Secret("low-tide") != Secret("high-tide")
    assert secret != "low-tide"


def test_an_older_key_still_opens_and_what_is_rotated_needs_only_the_new_one() -> None:
    old, new = new_key(), new_key()
    locked = Vault([old]).lock("low-tide")

    rotated = Vault([new, old]).rotate(locked)

    assert "low-tide" not in locked + rotated
    assert Vault([new, old]).unlock(locked).reveal() == "low-tide"
    assert Vault([new]).unlock(rotated).reveal() == "low-tide"


def test_without_its_key_a_secret_is_refused_in_words() -> None:
    locked, others = Vault([new_key()]).lock("low-tide"), Vault([new_key()])

    for read in (others.unlock, others.rotate):
        with pytest.raises(Refusal, match="Put the old key back"):
            read(locked)


@pytest.mark.parametrize("keys", [[], ["no key at all"]])
def test_wrong_keys_are_refused_without_being_quoted(keys: list[str]) -> None:
    with pytest.raises(Refusal, match="WAYPOST_SECRET_KEYS") as refused:
        Vault(keys)

    assert "no key at all" not in "".join(traceback.format_exception(refused.value))


def test_the_file_of_keys_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "tokens"

    made, read = key_file(path), key_file(path)

    assert made == read
    assert len(made) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_remarks_and_empty_lines_are_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("# newest first\nnew\n\n  old  \n")

    assert key_file(path) == ["new", "old"]
