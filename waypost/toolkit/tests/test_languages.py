"""Short tables in many languages, their words from the translations that come with Django: nobody here chose them."""

import random
import re
from importlib.metadata import files

import pytest

from waypost.toolkit.sheets import Row, read

WRITTEN_IN = {
    "bg": "cp1251", "da": "cp1252", "de": "cp1252", "el": "cp1253", "es": "cp1252", "fi": "cp1252", "fr": "cp1252",
    "he": "cp1255", "hr": "cp1250", "hu": "cp1250", "it": "cp1252", "ja": "cp932", "ko": "cp949", "nl": "cp1252",
    "pl": "cp1250", "pt": "cp1252", "ru": "cp1251", "sv": "cp1252", "tr": "cp1254", "uk": "cp1251",
    "zh_Hans": "gb18030", "zh_Hant": "cp950",
}  # fmt: skip
"""How spreadsheets of a language's country write a table that is not in Unicode."""
TABLES, ROWS = 20, 3


@pytest.mark.parametrize(("language", "encoding"), WRITTEN_IN.items())
def test_a_table_of_three_rows_is_read_as_it_was_written(language: str, encoding: str) -> None:
    chance = random.Random(language)
    tables = [chance.sample(words_in(language, encoding), ROWS) for _ in range(TABLES)]

    read_well = [words for words in tables if words == [row.cells[1] for row in written(words, encoding)]]

    assert len(read_well) >= TABLES * 0.95, [words for words in tables if words not in read_well]


def written(words: list[str], encoding: str) -> tuple[Row, ...]:
    lines = "".join(f"2026-12-24;{each}\r\n" for each in words)
    return read(f"Date;Text\r\n{lines}".encode(encoding)).rows[1:]


def words_in(language: str, encoding: str) -> list[str]:
    """What Django says in a language with more than plain letters, as far as the encoding has its letters."""
    found: set[str] = set()
    said = f"locale/{language}/LC_MESSAGES/django.po"
    for file in [place for place in files("django") or () if str(place).endswith(said)]:
        found |= set(re.findall(r'^msgstr "([^"%<;\\]+)"$', file.read_text("utf-8"), re.MULTILINE))
    return sorted(words for words in found if not words.isascii() and fits(words, encoding))


def fits(words: str, encoding: str) -> bool:
    try:
        return words.encode(encoding).decode(encoding) == words.strip()
    except UnicodeError:
        return False
