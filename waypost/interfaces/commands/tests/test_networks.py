"""docs/networks is what the cards and the guides say, and the table of abilities is what the code can do."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from waypost.interfaces.commands.main import main
from waypost.interfaces.commands.networks import COLUMNS, pages
from waypost.networks import registry
from waypost.networks.contract import FIRST_COMMENT, POLL

FOLDER = Path(__file__).parents[4] / "docs" / "networks"


def rows() -> dict[str, dict[str, str]]:
    """The table of the printed page, by the network's name."""
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| [")]
    return {
        each[0].partition("](")[2].removesuffix(".md)"): dict(zip(COLUMNS, each, strict=True))
        for each in cells
    }


def test_the_pages_are_what_make_docs_prints():
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert kept == pages(), "a card or a guide has changed: run `make docs`"


@pytest.mark.parametrize("name", registry.names())
def test_the_table_says_what_the_code_can_do(name):
    row, card = rows()[name], registry.card(name)

    def has(file, *functions):
        return find_spec(f"waypost.networks.{name}.{file}") is not None and all(
            hasattr(import_module(f"waypost.networks.{name}.{file}"), function) for function in functions
        )

    assert row["posts"] == ("yes" if has("publish", "prepare") else "by hand")
    assert (row["carousels"] == "yes") == (card.media.images_max > 1 and "carousel" in card.formats)
    assert (row["videos"] == "yes") == bool(card.media.videos_max) == ("video" in card.formats)
    assert (row["answers"] == "yes") == has("converse", "arrivals")
    assert (row["hears at once"] == "yes") == has("listen", "open_line")
    assert (row["measures"] in ("yes", "posts only")) == has("measure", "posts")
    assert (row["measures"] in ("yes", "account only")) == (
        has("measure", "account") and bool(card.account_metrics)
    )
    assert (row["takes back"] == "yes") == has("change", "delete")
    assert (row["edits"] == "yes") == has("change", "edit")
    assert (row["threads"] == "yes") == card.threads
    assert (row["polls"] == "yes") == (POLL in {option.name for option in card.options})
    assert (row["first comment"] == "yes") == (FIRST_COMMENT in {option.name for option in card.options})


def test_every_network_is_in_the_table_and_has_a_page_with_what_one_needs():
    assert set(rows()) == set(registry.names())
    for name in registry.names():
        page = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
        assert "## What you need" in page
        assert all(need.sentence in page for need in registry.card(name).needs)


def test_the_networks_are_listed(capsys):
    assert main(["networks"]) == 0

    listed = capsys.readouterr().out
    assert "bluesky          Bluesky: change, connect, converse, measure, publish\n" in listed
    assert "instagram        Instagram: a person posts by hand\n" in listed
