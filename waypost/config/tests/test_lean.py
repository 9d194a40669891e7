"""What a package could load and this installation does not use stays outside."""

import sys
from importlib import import_module
from pathlib import Path

import httpx
import pytest

from waypost.config import lean


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lean_queue.py").write_text(
        "try:\n    import lean_driver\nexcept ImportError:\n    lean_driver = None\n"
    )
    (tmp_path / "lean_driver.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("lean_queue", "lean_driver"):
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.mark.usefixtures("packages")
def test_a_package_loads_without_what_is_left_out():
    lean.load("lean_queue", without={"lean_driver"})

    assert sys.modules["lean_queue"].lean_driver is None


@pytest.mark.usefixtures("packages")
def test_what_was_left_out_can_be_imported_afterwards():
    lean.load("lean_queue", without={"lean_driver"})

    assert import_module("lean_driver") is sys.modules["lean_driver"]


@pytest.mark.usefixtures("packages")
def test_what_is_loaded_already_stays():
    driver = import_module("lean_driver")

    lean.load("lean_queue", without={"lean_driver"})

    assert sys.modules["lean_queue"].lean_driver is driver


def test_the_command_line_of_httpx_is_not_loaded():
    assert httpx.main.__module__ == "httpx"
