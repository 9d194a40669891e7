"""Reads the house's own files, for tests/test_house.py: which there are, what they import, what they call."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APART = {".venv", ".venv-newest", ".git", "var", "__pycache__", "node_modules", ".hypothesis"}
AREAS = ("loop", "foundation", "interfaces")


@cache
def _everything() -> tuple[Path, ...]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in APART)
        found += [Path(folder, name).relative_to(ROOT) for name in sorted(names)]
    return tuple(found)


def files(*endings: str) -> list[Path]:
    """Every file of ours with one of these endings, relative to the repository."""
    return [path for path in _everything() if path.suffix in endings]


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def program() -> list[Path]:
    """The program's Python files, without tests and migrations."""
    return [
        path
        for path in files(".py")
        if path.parts[0] == "waypost" and {"tests", "migrations"}.isdisjoint(path.parts)
    ]


def apps() -> list[Path]:
    """The folders of the stages and of the foundation."""
    return sorted(
        path.parent
        for path in files(".py")
        if path.name == "apps.py" and path.parts[1:2] in {("loop",), ("foundation",)}
    )


def app_of(path: Path) -> tuple[str, ...]:
    """The app that a file or a dotted module lives in: ("waypost", "loop", "content"); empty for none."""
    parts = path.parts
    return parts[:3] if len(parts) > 3 and parts[0] == "waypost" and parts[1] in AREAS else ()


IMPORT = re.compile(
    r"^[ \t]*(?:from\s+([\w.]+)\s+import\s+(\([^)]*\)|[^\n#]*)|import\s+([^\n#]*))", re.MULTILINE
)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The modules that a file imports, with the line. Read as text: parsing every test would take seconds."""
    for match in IMPORT.finditer(text(path)):
        line = text(path).count("\n", 0, match.start()) + 1
        package, names, modules = match.groups()
        for name in re.findall(r"[\w.]+(?: as \w+)?", names or modules):
            word = name.partition(" ")[0]
            yield line, f"{package}.{word}" if package else word


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file's syntax tree."""
    return tuple(ast.walk(tree(path)))


def called(node: ast.AST) -> Iterator[ast.Call]:
    """The calls inside a piece of code."""
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def name_of(call: ast.Call) -> str:
    """The last word of what is called: `create` of `Post.objects.create(…)`."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def without_tags(source: str) -> str:
    """A template with a plain word for each tag of the template language; lines stay where they are."""
    return re.sub(r"\{[{%].*?[}%]\}", "x", source)
