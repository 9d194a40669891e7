"""How the sandbox is started."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from waypost.networks.sandbox.audience import Audience
from waypost.networks.sandbox.audience.tests.harbour import FILE, audience
from waypost.networks.sandbox.server import Fault, FaultKind, Sandbox
from waypost.networks.sandbox.server import __main__ as command


@dataclass
class Started:
    """What a sandbox was when it began to serve."""

    faults: list[Fault]
    latency_seconds: float
    honours_keys: bool
    is_admin: bool


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    found: list[Started] = []

    async def serve(sandbox: Sandbox, host: str, port: int) -> None:
        faults = [switched.fault for switched in sandbox.faults.all()]
        found.append(
            Started(faults, sandbox.latency_seconds, sandbox.honours_keys, sandbox.is_admin("s3cret"))
        )

    monkeypatch.setattr(command, "_serve", serve)
    return found


def test_faults_and_switches_come_from_the_command_line(started: list[Started]) -> None:
    code = command.main(
        ["--latency", "0.05", "--ignore-keys", "--fault", "kind=lost_answer,probability=0.1,seed=3,count=9"]
    )

    assert code == 0
    fault = Fault(kind=FaultKind.LOST_ANSWER, probability=0.1, seed=3, count=9)
    assert started == [Started([fault], 0.05, honours_keys=False, is_admin=False)]


def test_faults_and_the_secret_come_from_the_environment(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYPOST_SANDBOX_FAULTS", "kind=slow,seconds=2;kind=refused")
    monkeypatch.setenv("WAYPOST_SANDBOX_SECRET", "s3cret")

    command.main([])

    assert [fault.kind for fault in started[0].faults] == [FaultKind.SLOW, FaultKind.REFUSED]
    assert started[0].is_admin


@pytest.mark.parametrize("fault", ["kind=earthquake", "lost_answer", "kind=slow,often=yes"])
def test_a_fault_without_sense_ends_with_a_sentence(
    started: list[Started], capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    assert command.main(["--fault", fault]) == 2
    assert "A fault is written as" in capsys.readouterr().err
    assert started == []


def test_an_audience_comes_from_a_file(
    started: list[Started], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[tuple[Audience, int]] = []
    monkeypatch.setattr(Sandbox, "settle", lambda self, audience, seed: settled.append((audience, seed)))
    (tmp_path / "harbour.yaml").write_text(json.dumps(FILE))

    assert command.main(["--audience", str(tmp_path / "harbour.yaml"), "--seed", "5"]) == 0
    assert settled == [(audience(), 5)]


def test_a_file_that_is_no_audience_ends_with_a_sentence(
    started: list[Started], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "harbour.yaml").write_text("name: The harbour")

    assert command.main(["--audience", str(tmp_path / "harbour.yaml")]) == 2
    assert "is no audience" in capsys.readouterr().err
    assert started == []
