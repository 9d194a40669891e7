"""Reads a sheet's JSON from standard input and writes its PDF to standard output."""

import sys
from pathlib import Path

import typst

LOOK = Path(__file__).parent / "sheet.typ"


def main() -> None:
    """Set one sheet. Fonts are the typesetter's own; the machine's stand in for letters that they lack."""
    given = sys.stdin.buffer.read().decode()
    made = typst.compile(LOOK, root=LOOK.parent, sys_inputs={"sheet": given})
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
