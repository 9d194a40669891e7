"""A sheet as Markdown: headings, lists and tables that any reader of CommonMark and its tables shows."""

import re
from collections.abc import Iterator

from waypost.ui.paper.sheet import Band, Block, Chapter, Entry, Facts, Grid, Points, Sheet, Statement, Words

_MEANT = re.compile(r"([\\`*_\[\]<>|~&])")
_BEGINS = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]))", re.MULTILINE)


def markdown(sheet: Sheet) -> str:
    """Write a sheet. Whatever stands in it is shown as it stands: no word of it becomes a heading or a link."""
    parts = [
        f"# {_line(sheet.brand)}: {_line(sheet.title)}",
        _line(f"{sheet.mark}: {sheet.note}" if sheet.mark else sheet.note),
    ]
    for chapter in sheet.chapters:
        parts += _chapter(chapter)
    return "\n\n".join(filter(None, parts)) + "\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {_line(chapter.title)}"
    if chapter.note:
        yield f"*{_line(chapter.note)}*"
    for block in chapter.blocks:
        if isinstance(block, Entry):
            yield f"### {_line(f'{block.what}: {block.title}' if block.what else block.title)}"
            yield from map(_block, block.blocks)
        else:
            yield _block(block)


def _block(block: Block) -> str:
    if isinstance(block, Words):
        return _under(block.title, _text(block.text))
    elif isinstance(block, Points):
        return _under(block.title, "\n".join(f"- {_line(line)}" for line in block.lines))
    elif isinstance(block, Facts):
        return "\n".join(f"- **{_line(name)}:** {_line(value)}" for name, value in block.rows)
    elif isinstance(block, Grid):
        return _table(block)
    elif isinstance(block, Band):
        return "\n".join(f"- {_line(part.label)}: {round(part.share * 100, 1):g} %" for part in block.parts)
    else:
        return _statement(block)


def _under(title: str, words: str) -> str:
    return f"**{_line(title)}**\n\n{words}" if title else words


def _table(grid: Grid) -> str:
    return "\n".join([_row(grid.head), "|" + " --- |" * len(grid.head), *map(_row, grid.rows)])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_line(cell) for cell in cells) + " |"


def _statement(statement: Statement) -> str:
    quoted = "\n>\n".join(f"> {_line(line)}" for line in statement.text.split("\n") if line.strip())
    note = f"\n\n{_line(statement.note)}" if statement.note else ""
    return f"**{_line(statement.title)}**\n\n{quoted}{note}"


def _text(text: str) -> str:
    return "\n\n".join(_line(line) for line in text.split("\n") if line.strip())


def _line(words: str) -> str:
    """Words on one line, with everything that Markdown would read as more than words held back."""
    plain = _MEANT.sub(r"\\\1", " ".join(words.split()))
    return _BEGINS.sub(lambda found: _held_back(found[1], found[2]), plain)


def _held_back(blanks: str, mark: str) -> str:
    return f"{blanks}{mark}\\" if mark.isdigit() else f"{blanks}\\{mark}"
