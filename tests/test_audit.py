"""What `make check` says about known vulnerabilities of what is pinned."""

import runpy
from pathlib import Path

judge = runpy.run_path(str(Path(__file__).parents[1] / "requirements" / "audit.py"))["judge"]
FLAW = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}


def test_an_advisory_fails_and_names_the_version_that_mends_it():
    said, code = judge([{"name": "one", "version": "1.0", "vulns": [FLAW]}])

    assert code == 1
    assert said[0] == "one 1.0: PYSEC-1, mended in 2.0"


def test_nothing_known_passes():
    said, code = judge([{"name": "one", "version": "1.0", "vulns": []}])

    assert (said, code) == (["Audited 1 packages: 0 known vulnerabilities."], 0)


def test_what_the_service_does_not_know_is_said_and_does_not_fail():
    said, code = judge([{"name": "one", "skip_reason": "not found"}])

    assert code == 0
    assert said[-1].endswith("does not know them: one.")
