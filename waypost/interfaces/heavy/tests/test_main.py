import json
import subprocess
import sys

import pytest

from waypost.interfaces.heavy.__main__ import main


def test_a_job_is_done_in_a_child_process() -> None:
    columns = {name: [] for name in ("count", "pillar", "format", "channel", "weekday", "hour", "day")}
    given = {"rows": {**columns, "age_hours": [], "repeats": [], "crowd": []}, "levers": None}

    child = subprocess.run(
        [sys.executable, "-m", "waypost.interfaces.heavy", "effects"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(child.stdout.splitlines()[-1])["result"]["posts"] == 0


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["effects", "twice"]])
def test_a_job_that_nobody_knows_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Name one of these jobs: effects, worth" in json.loads(capsys.readouterr().out)["refused"]
