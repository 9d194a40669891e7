import hashlib
import tomllib
from pathlib import Path

UI = Path(__file__).parent.parent
ENTRIES = tomllib.loads((UI / "vendor.toml").read_text())["file"]


def test_every_vendored_file_is_the_one_that_was_reviewed() -> None:
    for entry in ENTRIES:
        digest = hashlib.sha256((UI / entry["file"]).read_bytes()).hexdigest()

        assert digest == entry["sha256"], entry["file"]
        assert (UI / entry["licence_file"]).is_file()


def test_every_font_is_listed() -> None:
    shipped = {path.relative_to(UI).as_posix() for path in (UI / "static/ui/fonts").glob("*.woff2")}

    assert shipped == {entry["file"] for entry in ENTRIES}


def test_the_style_sheets_ask_for_fonts_that_exist() -> None:
    fonts = (UI / "static/ui/css/fonts.css").read_text()

    assert all(Path(entry["file"]).name in fonts for entry in ENTRIES)
