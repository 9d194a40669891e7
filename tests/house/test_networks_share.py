"""What networks have in common has a name of its own: hardly a line stands in two of their folders."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

NETWORKS = Path(__file__).parents[2] / "waypost" / "networks"
A_RUN = 6
"""So many lines in a row are the same thing written twice."""
AT_MOST = 0.015
Place = tuple[Path, int]


def test_hardly_a_line_stands_in_two_networks() -> None:
    files = {path: list(lines(path)) for path in modules()}
    shared = repeated(files)

    share = sum(map(len, shared.values())) / sum(map(len, files.values()))
    told = "\n".join(f"{len(at)} lines of {path.relative_to(NETWORKS)}" for path, at in shared.items())
    assert share <= AT_MOST, f"{share:.2%} stand in two networks. Give it a name in a family:\n{told}"


def test_what_stands_twice_is_seen(tmp_path: Path) -> None:
    same = "\n".join(f"value_{number} = {number}" for number in range(A_RUN))
    for name, more in (("one", "first = 1"), ("two", "second = 2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "card.py").write_text(f"import os\n{same}\n{more}\n")
    files = {path: list(lines(path)) for path in sorted(tmp_path.glob("*/*.py"))}

    assert [sorted(at) for at in repeated(files).values()] == [list(range(A_RUN))] * 2


def modules() -> list[Path]:
    """The modules of every network's folder."""
    return [path for path in NETWORKS.glob("*/**/*.py") if "tests" not in path.relative_to(NETWORKS).parts]


def lines(path: Path) -> Iterator[str]:
    """What is written in a module, without imports, comments and lone brackets."""
    text = path.read_text(encoding="utf-8")
    imports: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            imports |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if number not in imports and len(bare) > 2 and not bare.startswith("#"):
            yield bare


def repeated(files: dict[Path, list[str]]) -> dict[Path, set[int]]:
    """By module, which of its lines belong to a run that stands in another folder too."""
    places: dict[tuple[str, ...], set[Place]] = defaultdict(set)
    for path, written in files.items():
        for at in range(len(written) - A_RUN + 1):
            places[tuple(written[at : at + A_RUN])].add((path, at))
    found: dict[Path, set[int]] = defaultdict(set)
    for same in places.values():
        if len({folder(path) for path, _ in same}) > 1:
            for path, at in same:
                found[path] |= set(range(at, at + A_RUN))
    return found


def folder(path: Path) -> Path:
    """Which network a module belongs to."""
    return NETWORKS / path.relative_to(NETWORKS).parts[0] if path.is_relative_to(NETWORKS) else path.parent
