import re
from pathlib import Path

CSS = Path(__file__).parent.parent / "static" / "ui" / "css"
TOKEN_FILES = {"colour.css", "pillars.css"}
STANDALONE = {"ui.css", "gallery.css"}


def test_every_style_sheet_is_imported_into_a_layer() -> None:
    imported = dict(
        re.findall(r'@import url\("([\w-]+\.css)"\) layer\((\w+)\)', (CSS / "ui.css").read_text())
    )

    assert set(imported) == {path.name for path in CSS.glob("*.css")} - STANDALONE
    assert set(imported.values()) <= {"reset", "tokens", "base", "layout", "components", "utilities"}


def test_colours_are_written_in_the_token_files_only() -> None:
    for path in CSS.glob("*.css"):
        if path.name not in TOKEN_FILES:
            assert not re.search(r"oklch\([\d.]|#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", path.read_text()), (
                path.name
            )


def test_components_use_only_tokens_that_exist() -> None:
    sheets = {path.name: path.read_text() for path in CSS.glob("*.css")}
    known = {name for text in sheets.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
    set_by_templates = {"--hue", "--share", "--x", "--y", "--reached", "--pace", "--room"}

    for file, text in sheets.items():
        for name, fallback in re.findall(r"var\((--[\w-]+)\s*(,)?", text):
            assert name in known | set_by_templates or fallback, f"{file} uses {name}"


def test_nothing_shouts_important() -> None:
    assert not [path.name for path in CSS.glob("*.css") if "!important" in path.read_text()]


def test_nothing_is_loaded_from_anywhere_else() -> None:
    assert not [path.name for path in CSS.glob("*.css") if "http" in path.read_text()]
