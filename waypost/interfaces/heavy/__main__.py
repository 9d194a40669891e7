"""Reads a job's JSON from standard input, says how far it is on standard output, and last what came of it.

Each line out is one JSON object: {"done": 0.4} again and again, with what was found so far where a job says it; then
{"result": …}, or {"refused": "a sentence"} with exit code 2. Anything else that goes wrong is loud: a traceback and exit code 1.
"""

import json
import sys

from waypost.interfaces.heavy.jobs import JOBS


def main(arguments: list[str]) -> int:
    """Do the job that is named; the exit code."""
    if len(arguments) != 1 or arguments[0] not in JOBS:
        say(refused=f"Name one of these jobs: {', '.join(sorted(JOBS))}.")
        return 2
    try:
        given = json.load(sys.stdin)
    except ValueError as error:
        say(refused=f"What came in is no JSON: {error}.")
        return 2
    entry = JOBS[arguments[0]]
    entry.keep_within()
    say(result=entry.load()(given, lambda done, **also: say(done=done, **also)))
    return 0


def say(**said: object) -> None:
    """Write one line and let it be seen."""
    sys.stdout.write(json.dumps(said, allow_nan=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
