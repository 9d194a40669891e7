from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from waypost.ui.storage import StaticStorage


def test_before_files_are_collected_names_are_plain(tmp_path: Path) -> None:
    assert (
        StaticStorage(location=tmp_path, base_url="/static/").url("ui/css/ui.css") == "/static/ui/css/ui.css"
    )


def test_collected_style_sheets_and_modules_point_at_hashed_files(tmp_path: Path, settings: Any) -> None:
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(Path(finders.find("ui/css/ui.css")).parents[2])
    paths = {}
    for name in ("ui/css/ui.css", "ui/css/fonts.css", "ui/js/main.js", "ui/js/menus.js", *_needed(source)):
        with source.open(name) as file:
            storage.save(name, file)
        paths[name] = (storage, name)

    assert not [problem for *_, problem in storage.post_process(paths) if isinstance(problem, Exception)]

    style = storage.open(storage.stored_name("ui/css/ui.css")).read().decode()
    script = storage.open(storage.stored_name("ui/js/main.js")).read().decode()
    assert storage.stored_name("ui/css/fonts.css").rsplit("/", 1)[1] in style
    assert storage.stored_name("ui/js/menus.js").rsplit("/", 1)[1] in script


def _needed(source: FileSystemStorage) -> list[str]:
    folders = ("ui/css", "ui/js", "ui/fonts")
    return [f"{folder}/{name}" for folder in folders for name in source.listdir(folder)[1]]
