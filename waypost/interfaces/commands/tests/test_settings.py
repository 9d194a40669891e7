import json
from pathlib import Path

import pytest
from django.conf import settings

import waypost
from waypost.interfaces.commands.main import main
from waypost.interfaces.commands.settings import as_markdown, described

PAGE = Path(waypost.__file__).parents[1] / "docs" / "settings.md"


def test_the_page_of_settings_is_current():
    assert PAGE.read_text() == as_markdown(), "Run `waypost settings --markdown > docs/settings.md`."


def test_every_setting_says_what_it_means():
    assert [setting.name for setting in described() if not setting.means.endswith(".")] == []


def test_passwords_are_not_shown(monkeypatch, capsys):
    secret = settings.WAYPOST.model_copy(
        update={"mail_url": "smtp://me:hush@mail.example.org", "secret_keys": ["hush"]}
    )
    monkeypatch.setattr(settings, "WAYPOST", secret)

    main(["settings", "--json"])

    said = capsys.readouterr().out
    assert "hush" not in said
    now = {setting["name"]: setting["now"] for setting in json.loads(said)}
    assert now["WAYPOST_MAIL_URL"] == "smtp://me:…@mail.example.org"
    assert now["WAYPOST_SECRET_KEYS"] == "(1 hidden)"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://tern:hush:hush%40@db.example:6432/brand", "postgresql://tern:…@db.example:6432/brand"),
        ("postgresql://db.example/brand?user=tern&password=hush&sslmode=require",
         "postgresql://db.example/brand?user=tern&password=…&sslmode=require"),
        ("postgresql://tern@db.example/brand", "postgresql://tern@db.example/brand"),
    ],
)  # fmt: skip
def test_a_password_is_hidden_wherever_an_address_holds_it(monkeypatch, capsys, address, shown):
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"database_url": address}))

    main(["settings", "--json"])

    now = {setting["name"]: setting["now"] for setting in json.loads(capsys.readouterr().out)}
    assert now["WAYPOST_DATABASE_URL"] == shown


@pytest.mark.parametrize("default", ["WAYPOST_PORT", "WAYPOST_HOST"])
def test_the_page_names_each_setting_with_its_default(default):
    line = next(line for line in as_markdown().splitlines() if line.startswith(f"| `{default}`"))

    assert line.endswith(("`8000` |", "`127.0.0.1` |"))
