"""How the sandbox is started."""

from __future__ import annotations

import pytest

from waypost.networks.sandbox.server import FaultKind, Sandbox
from waypost.networks.sandbox.server import __main__ as command


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Sandbox]:
    found: list[Sandbox] = []

    async def serve(sandbox: Sandbox, host: str, port: int) -> None:
        found.append(sandbox)

    monkeypatch.setattr(command, "_serve", serve)
    return found


def test_faults_and_switches_come_from_the_command_line(started: list[Sandbox]) -> None:
    code = command.main(
        ["--latency", "0.05", "--ignore-keys", "--fault", "kind=lost_answer,probability=0.1,seed=3,count=9"]
    )

    (fault,) = [switched.fault for switched in started[0].faults.all()]
    assert code == 0
    assert (fault.kind, fault.probability, fault.seed, fault.count) == (FaultKind.LOST_ANSWER, 0.1, 3, 9)
    assert started[0].latency_seconds == 0.05
    assert not started[0].honours_keys


def test_faults_and_the_secret_come_from_the_environment(
    started: list[Sandbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYPOST_SANDBOX_FAULTS", "kind=slow,seconds=2;kind=refused")
    monkeypatch.setenv("WAYPOST_SANDBOX_SECRET", "s3cret")

    command.main([])

    assert [switched.fault.kind for switched in started[0].faults.all()] == [
        FaultKind.SLOW,
        FaultKind.REFUSED,
    ]
    assert started[0].is_admin("s3cret")


@pytest.mark.parametrize("fault", ["kind=earthquake", "lost_answer", "kind=slow,often=yes"])
def test_a_fault_without_sense_ends_with_a_sentence(
    started: list[Sandbox], capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    assert command.main(["--fault", fault]) == 2
    assert "A fault is written as" in capsys.readouterr().err
    assert started == []
