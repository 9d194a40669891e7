from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from waypost.ui.storage import SHEET, StaticStorage, joined_sheet

FOLDERS = ("ui/css", "ui/js", "ui/fonts")


def test_before_files_are_collected_names_are_plain(tmp_path: Path) -> None:
    assert StaticStorage(location=tmp_path, base_url="/static/").url(SHEET) == "/static/ui/css/ui.css"


def test_the_style_sheets_become_one_in_the_same_layers() -> None:
    joined = joined_sheet(_sources())

    assert joined.startswith("@layer reset, tokens, base, layout, components, stages, utilities;")
    assert "@import" not in joined
    assert "@layer components {\n" in joined
    assert "@layer utilities {\n@media print {" in joined
    assert joined.count("{") == joined.count("}")


def test_collected_files_point_at_the_hashed_names_of_others(tmp_path: Path) -> None:
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    sources = {**_sources(), **_foreign_sources()}
    for name, (source, path) in sources.items():
        with source.open(path) as file:
            storage.save(name, file)

    problems = [result for *_, result in storage.post_process(sources) if isinstance(result, Exception)]

    assert not problems
    style = (tmp_path / storage.stored_name(SHEET)).read_text()
    script = (tmp_path / storage.stored_name("ui/js/main.js")).read_text()
    font = next(name for name in sources if name.endswith("serif-4-5.3.1-latin.woff2"))
    assert storage.stored_name(font).rsplit("/", 1)[1] in style
    assert storage.stored_name("ui/js/menus.js").rsplit("/", 1)[1] in script


def _sources() -> dict[str, tuple[FileSystemStorage, str]]:
    source = _root_of(SHEET)
    names = [f"{folder}/{name}" for folder in FOLDERS for name in source.listdir(folder)[1]]
    return {name: (source, name) for name in names}


def _foreign_sources() -> dict[str, tuple[FileSystemStorage, str]]:
    names = ("django_htmx/htmx-2.min.js", "django_htmx/ext/hx-sse-2.js")
    return {name: (_root_of(name), name) for name in names}


def _root_of(name: str) -> FileSystemStorage:
    found = finders.find(name)
    assert isinstance(found, str)
    return FileSystemStorage(found.removesuffix(name))
