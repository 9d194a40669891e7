import re
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "templates"
SCRIPTS = Path(__file__).parent.parent / "static" / "ui" / "js"


def test_no_template_holds_script_or_style() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()

        assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\son\w+=|hx-on|javascript:", text), path.name
        for style in re.findall(r'style="([^"]*)"', text):
            assert all(part.strip().startswith("--") for part in style.split(";") if part.strip()), path.name


def test_scripts_are_small_and_evaluate_nothing() -> None:
    for path in SCRIPTS.glob("*.js"):
        text = path.read_text()

        assert len(text.splitlines()) <= 100, path.name
        assert not re.search(r"\beval\(|new Function|document\.write", text), path.name


def test_every_script_is_part_of_the_main_module() -> None:
    imported = set(re.findall(r'import "\./([\w-]+\.js)"', (SCRIPTS / "main.js").read_text()))

    assert imported == {path.name for path in SCRIPTS.glob("*.js")} - {"main.js"}
