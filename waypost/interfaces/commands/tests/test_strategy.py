import json

import pytest

from waypost.interfaces.commands.main import main
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.loop.strategy.examples import EXAMPLES
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import open_draft


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "strategy.yaml"
    path.write_text(write_yaml(tern_and_tide()))
    return str(path)


def test_a_whole_strategy_has_nothing_wrong(file, capsys):
    assert main(["strategy", "check", file]) == 0

    assert capsys.readouterr().out.startswith("Nothing is wrong with it: ")


def test_a_mistake_is_said_with_its_line(tmp_path, capsys):
    path = tmp_path / "strategy.yaml"
    path.write_text("schema: 1\nbrand: Tern & Tide\npilars: []\n")

    assert main(["strategy", "check", str(path)]) == 2
    assert capsys.readouterr().err.startswith("Line 3, column 1: ")


def test_an_imported_file_becomes_a_draft(file, world, capsys):
    assert main(["strategy", "import", file, "--brand", "tern", "--note", "Autumn"]) == 0

    draft = StrategyVersion.objects.get()
    assert (draft.workspace, draft.state, draft.note) == (
        world.workspace,
        StrategyVersion.State.DRAFT,
        "Autumn",
    )
    assert "Tern & Tide has a draft" in capsys.readouterr().out


def test_an_import_never_takes_what_the_open_draft_says(file, world, capsys):
    open_draft(world, purpose="To print the harbour.")

    assert main(["strategy", "import", file, "--brand", "tern"]) == 2

    assert StrategyVersion.objects.get().strategy.purpose == "To print the harbour."
    said = capsys.readouterr().err
    assert said.startswith("The open draft says something else than the file here: purpose")
    assert "/tern/strategy/yaml/" in said


def test_an_accepted_import_comes_out_again_as_it_went_in(file, world, capsys):
    assert main(["strategy", "import", file, "--brand", "tern", "--accept"]) == 0
    capsys.readouterr()

    assert main(["strategy", "export", "--brand", "tern"]) == 0
    assert read_yaml(capsys.readouterr().out) == tern_and_tide()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_taken_as_it_is(example, world, capsys):
    assert main(["strategy", "import", str(example.file), "--brand", "tern", "--accept"]) == 0

    assert capsys.readouterr().out.startswith("Version 1 of Tern & Tide's strategy is current: ")


def test_a_brand_must_be_named_when_there_are_two(file, world, capsys):
    assert main(["strategy", "import", file]) == 2

    assert capsys.readouterr().err == "Say which brand with --brand. The brands here: borg, tern.\n"


def test_a_viewer_may_not_import(file, world, capsys):
    assert main(["strategy", "import", file, "--brand", "tern", "--as", "viewer@tern.example"]) == 2

    assert not StrategyVersion.objects.exists()


def test_an_outsider_learns_of_no_brand(file, world, capsys):
    assert main(["strategy", "export", "--brand", "tern", "--as", "outsider@tern.example"]) == 2

    assert capsys.readouterr().err == "Say which brand with --brand. The brands here: none yet.\n"


def test_an_unknown_person_is_refused(file, world, capsys):
    assert main(["strategy", "export", "--brand", "tern", "--as", "nobody@tern.example"]) == 2

    assert capsys.readouterr().err.startswith("Nobody signs in with nobody@tern.example.")


def test_there_is_nothing_to_export_before_a_version_was_accepted(world, capsys):
    assert main(["strategy", "export", "--brand", "tern"]) == 2

    assert "has no such version" in capsys.readouterr().err


def test_the_schema_is_printed(capsys):
    assert main(["strategy", "schema"]) == 0

    assert json.loads(capsys.readouterr().out)["title"] == "A strategy"
