import json
import subprocess
import sys

import pytest

from waypost.interfaces.heavy.__main__ import main
from waypost.interfaces.heavy.jobs import JOBS


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
    assert (
        "Name one of these jobs: effects, film_fit, film_still, film_take, picture_fit, pictures_look, plan, worth"
        in json.loads(capsys.readouterr().out)["refused"]
    )


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_name_leads_to_a_job(name: str) -> None:
    assert callable(JOBS[name].load())


def test_a_job_gets_no_more_memory_than_it_may_use() -> None:
    program = (
        "from waypost.interfaces.heavy.jobs import Entry\n"
        "Entry('json', 'loads', memory=300_000_000, seconds=5).keep_within()\n"
        "bytearray(400_000_000)"
    )

    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert "MemoryError" in child.stderr


def test_a_job_that_yields_steps_back_behind_those_who_serve_people() -> None:
    program = (
        "import os\n"
        "from waypost.interfaces.heavy.jobs import Entry\n"
        "before = os.nice(0)\n"
        "Entry('json', 'loads', yields=3).keep_within()\n"
        "print(os.nice(0) - before)"
    )

    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert child.stdout.strip() == "3"
