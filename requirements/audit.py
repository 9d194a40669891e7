"""Asks whether anything that is pinned has a known vulnerability: `python requirements/audit.py <pins>`.

An advisory fails. A service that cannot be reached, or does not know the packages, is said, and does not fail.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

AUDIT = ("--no-deps", "--disable-pip", "--progress-spinner=off", "--format=json", "--timeout=20")


def main() -> int:
    """0 when nothing is known against the pins, 1 when something is."""
    pins = sys.argv[1]
    command = [str(Path(sys.executable).parent / "pip-audit"), *AUDIT, "--requirement", pins]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"The audit service cannot be reached, so {pins} was not audited: {reason[:200]}")  # noqa: T201
        return 0
    lines, code = judge(packages)
    print("\n".join(lines))  # noqa: T201
    return code


def judge(packages: list[dict[str, Any]]) -> tuple[list[str], int]:
    """What to say about pip-audit's findings, and the exit code."""
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    flaws = [
        f"{package['name']} {package['version']}: {flaw['id']}, mended in "
        + (", ".join(flaw["fix_versions"]) or "no version yet")
        for package in packages
        for flaw in package.get("vulns", [])
    ]
    said = [*flaws, f"Audited {len(packages) - len(unknown)} packages: {len(flaws)} known vulnerabilities."]
    if unknown:
        said.append(f"Not audited, because the audit service does not know them: {', '.join(unknown)}.")
    return said, 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
