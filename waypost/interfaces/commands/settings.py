"""Every setting: its name, what it means, what it is now. docs/settings.md is what `--markdown` prints."""

import argparse
import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

EXAMPLES = """\
  waypost settings
  waypost settings --json
  waypost settings --markdown > docs/settings.md
"""
INTERNAL = {"process"}
PASSWORD = re.compile(r"(?<=:)[^/@]+(?=@)|(?<=[?&]password=)[^&]+")
"""Where an address holds one: before the host, or among its options."""
INTRODUCTION = """\
# Settings

Each setting is an environment variable, or a line in the file `waypost.env` in the home folder
(`WAYPOST_SETTINGS_FILE` names another file); the environment wins. A secret may come from a file:
`WAYPOST_MAIL_URL_FILE=/run/secrets/mail` is read as `WAYPOST_MAIL_URL`. A wrong value, or a name that is none of
these, is refused at the start with what to do. `waypost settings` shows what they are now.

This page is printed by `waypost settings --markdown`.

| setting | means | default |
|---|---|---|
"""


@dataclass(frozen=True)
class Setting:
    """One setting as people read it."""

    name: str
    means: str
    default: str
    now: str


def arguments(parser: argparse.ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print them as JSON; passwords stay hidden")
    forms.add_argument("--markdown", action="store_true", help="print the page docs/settings.md")


def run(given: argparse.Namespace) -> None:
    if given.json:
        print(json.dumps([asdict(setting) for setting in described()], indent=1))
    elif given.markdown:
        print(as_markdown(), end="")
    else:
        for setting in described():
            print(f"{setting.name} = {setting.now}\n    {setting.means}")


def described() -> list[Setting]:
    """Every setting that a person may choose, in the order of the file that defines them."""
    environment = settings.WAYPOST
    return [
        Setting(
            f"WAYPOST_{name.upper()}",
            field.description or "",
            _words(field.get_default(call_default_factory=True)),
            _shown(getattr(environment, name), in_the_clear=field.repr),
        )
        for name, field in type(environment).model_fields.items()
        if name not in INTERNAL
    ]


def as_markdown() -> str:
    """The page of all settings."""
    rows = (f"| `{setting.name}` | {setting.means} | {_code(setting.default)} |" for setting in described())
    return INTRODUCTION + "\n".join(rows) + "\n"


def _shown(value: Any, *, in_the_clear: bool) -> str:
    if in_the_clear:
        return _words(value)
    elif isinstance(value, list):
        return f"({len(value)} hidden)" if value else ""
    else:
        return PASSWORD.sub("…", value)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    elif isinstance(value, list):
        return ",".join(value)
    else:
        return str(value)


def _code(words: str) -> str:
    return f"`{words}`" if words else "empty"
