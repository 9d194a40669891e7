"""Finds what each app says about itself for the generated tests: `<app>/tests/addresses.py` and `<app>/tests/arguments.py`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps


def packages() -> list[str]:
    """The packages of the program's own apps."""
    return [app.name for app in apps.get_app_configs() if app.name.startswith("waypost.")]


def said_by(package: str, name: str) -> ModuleType | None:
    """The module `tests/<name>.py` of an app, if it has one."""
    where = f"{package}.tests.{name}"
    if find_spec(package) is None or find_spec(f"{package}.tests") is None or find_spec(where) is None:
        return None
    return import_module(where)


@cache
def everything_said(name: str) -> list[tuple[str, ModuleType]]:
    """Each app's module `tests/<name>.py`, with the app's package."""
    said = ((package, said_by(package, name)) for package in packages())
    return [(package, module) for package, module in said if module is not None]
