"""What the program uses of others is declared in pyproject.toml, and what is declared there is used."""

import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house import files, imported, program, text

OURS = {"waypost", "tests", "benchmarks"}
PART_OF_ANOTHER = {"pydantic-core": "pydantic"}
NOT_IMPORTED = {
    "flit-core": "builds this package where nothing is downloaded",
    "tzdata": "is data that zoneinfo finds",
    "pytest-xdist": "is asked for on the command line",
    "pytest-randomly": "shuffles by being there",
    "coverage": "is a command",
    "flask": "answers inside the server that moto is",
    "flask-cors": "answers inside the server that moto is",
}


@cache
def declared() -> dict[str, set[str]]:
    """What pyproject.toml names, without versions: for running, for tests, for checks."""
    project = tomllib.loads(text(Path("pyproject.toml")))["project"]
    groups = {"run": project["dependencies"], **project["optional-dependencies"]}
    return {
        group: {plain(re.match(r"[\w.-]+", line)[0]) for line in lines} for group, lines in groups.items()
    }


@cache
def homes() -> dict[str, set[str]]:
    """Which packages of the index each module comes from."""
    return {module: set(map(plain, names)) for module, names in packages_distributions().items()}


def modules_of(name: str) -> set[str]:
    """Which modules a package of the index brings."""
    return {module for module, names in homes().items() if name in names} or {name}


def plain(name: str) -> str:
    """A name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_the_program_imports_is_declared() -> None:
    missing = {
        f"{path}:{line}: {module}"
        for path in program()
        for line, module in imported(path)
        if (first := module.partition(".")[0]) not in sys.stdlib_module_names | OURS
        if not {PART_OF_ANOTHER.get(home, home) for home in homes()[first]} & declared()["run"]
    }

    assert not missing, "Name it in pyproject.toml, with what it is for:\n" + "\n".join(sorted(missing))


def test_what_is_declared_is_used() -> None:
    everything = [path for path in files(".py") if path.parts[0] in OURS]
    idle = {
        name
        for group, paths in (("run", program()), ("test", everything))
        for name in declared()[group] - NOT_IMPORTED.keys()
        if not any(module in text(path) for module in modules_of(name) for path in paths)
    }

    assert not idle, f"Take out of pyproject.toml what nothing uses: {', '.join(sorted(idle))}."
    assert NOT_IMPORTED.keys() <= declared()["run"] | declared()["test"], "Remove exemptions of what is gone."
