import re
from pathlib import Path

from waypost.ui import paper
from waypost.ui.paper.__main__ import LOOK
from waypost.ui.paper.markdown import markdown
from waypost.ui.paper.press import pdf
from waypost.ui.paper.sheet import Band, Chapter, Entry, Facts, Grid, Points, Share, Sheet, Statement, Words


def written(*blocks: object) -> str:
    """What a chapter of these blocks becomes, without its headings."""
    sheet = Sheet("Tern", "Strategy", "", (Chapter("Purpose", blocks),))  # type: ignore[arg-type]
    return markdown(sheet).removeprefix("# Tern: Strategy\n\n## Purpose\n\n").rstrip("\n")


def test_words_stay_words() -> None:
    text = "# no heading\n1. no list\n*no stress* and [no link](x) <b> a|b"

    assert written(Words(text)) == (
        "\\# no heading\n\n1\\. no list\n\n\\*no stress\\* and \\[no link\\](x) \\<b\\> a\\|b"
    )


def test_what_must_not_be_mistaken_says_so_at_once() -> None:
    assert markdown(Sheet("Tern", "Strategy", "As of today", (), "Draft")) == (
        "# Tern: Strategy\n\nDraft: As of today\n"
    )


def test_lists_facts_and_tables_are_written_as_such() -> None:
    assert written(Points(("a", "- b"), "Do")) == "**Do**\n\n- a\n- \\- b"
    assert written(Facts((("Owner", "Inês"),))) == "- **Owner:** Inês"
    assert written(Grid(("Role", "Reach"), (("Lead", "1|2"),))) == (
        "| Role | Reach |\n| --- | --- |\n| Lead | 1\\|2 |"
    )


def test_a_thing_stands_under_its_name_and_a_statement_in_quotes() -> None:
    assert written(Entry("Marta", (Words("Left."),))) == "### Marta\n\nLeft."
    assert written(Statement("Late", "We know of {what}.\n\nMore at {time}.", "Owner: Inês")) == (
        "**Late**\n\n> We know of {what}.\n>\n> More at {time}.\n\nOwner: Inês"
    )


def test_a_sheet_with_every_kind_of_block_is_set_as_pdf() -> None:
    blocks = (
        Words('Not *bold*, not #read("x").\nمرحبا', "Why"),
        Points(("a", "b")),
        Facts((("Owner", "Inês"),)),
        Grid(("Time", "Who"), (("#1f3a5f", "b"), ("", ""))),
        Band((Share("Craft", 1, 0.4), Share("Sea", 8, 0.6), Share("None", 2, 0.0))),
        Statement("Late", "We know of {what}."),
        Entry("Marta", (Words("Left."),), hue=3, what="Pillar"),
    )
    chapters = (Chapter("One", blocks, note="Why?"), Chapter("Empty", (), own_page=True))

    made = pdf(Sheet("Tern", "Strategy", "Version 1", chapters))

    assert made.startswith(b"%PDF")


def test_pillars_have_the_same_colours_on_paper_as_on_screen() -> None:
    css = (Path(paper.__file__).parents[1] / "static" / "ui" / "css" / "pillars.css").read_text()
    look = LOOK.read_text()

    hues = re.findall(r"--hue-\d: (\d+);", css)
    assert f"#let hues = ({', '.join(hues)})" in look
    lightness, chroma = re.findall(r"--pillar-light: ([\d.]+) ([\d.]+);", css)[0]
    assert f"oklch({float(lightness) * 100:g}%, {chroma}, hues" in look
