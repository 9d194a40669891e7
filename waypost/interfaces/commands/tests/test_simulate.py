import json
import subprocess
from pathlib import Path

import pytest

from waypost.interfaces.commands import simulate
from waypost.interfaces.commands.main import main


@pytest.fixture(autouse=True)
def _a_child_that_only_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "CHILD", ("waypost.interfaces.commands.tests.child",))


@pytest.fixture
def audience(tmp_path: Path) -> str:
    file = tmp_path / "audience.yaml"
    file.write_text("name: Somebody")
    return str(file)


def test_figures_come_as_json(audience: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--audience", audience, "--seed", "1", "--policy", "static", "--json"]) == 0

    said, progress = capfd.readouterr()
    assert json.loads(said)["quarters"] == [{"n": 1, "outcome": 12.345, "posts": 20, "proposals": 1}]
    assert json.loads(said)["policy"] == "static"
    assert progress == "week 1 of 2\n"


def test_the_child_knows_nothing_of_this_installation(
    audience: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYPOST_DATABASE_URL", "postgresql://somewhere/real")

    main(["simulate", "--audience", audience, "--json"])

    assert json.loads(capfd.readouterr().out)["settings"] == []


def test_figures_come_as_a_table_for_people(audience: str, capfd: pytest.CaptureFixture[str]) -> None:
    main(["simulate", "--audience", audience])

    said = capfd.readouterr().out
    assert "12.3" in said
    assert "Policy loop, seed 1." in said


@pytest.mark.parametrize("seed", ["2", "3"])
def test_a_simulation_that_went_wrong_ends_with_a_sentence(
    audience: str, seed: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "--audience", audience, "--seed", seed]) == 2

    assert capfd.readouterr().err.strip().endswith((".", "above."))


def test_a_file_that_is_not_there_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--audience", "nowhere.yaml"]) == 2
    assert "There is no file nowhere.yaml" in capfd.readouterr().err


def test_whoever_stops_it_stops_the_child(audience: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[str]] = []
    begin = subprocess.Popen

    class Interrupted:
        def read(self) -> str:
            raise KeyboardInterrupt

        def close(self) -> None:
            """Nothing was opened."""

    def begun(*words: object, **options: object) -> "subprocess.Popen[str]":
        child = begin(*words, **options)  # type: ignore[call-overload]
        child.stdout = Interrupted()
        started.append(child)
        return child

    monkeypatch.setattr(simulate.subprocess, "Popen", begun)

    assert main(["simulate", "--audience", audience, "--seed", "4"]) == 130
    assert started[0].returncode is not None
