import pytest
from django.db import OperationalError

from waypost.interfaces.commands import main as command_line
from waypost.interfaces.commands.main import COMMANDS, main


def test_help_lists_every_command_with_its_sentence(capsys):
    assert main(["--help"]) == 0

    said = capsys.readouterr().out
    assert all(name in said and command.sentence in said for name, command in COMMANDS.items())


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if name != "restore"])
def test_every_command_explains_itself_with_examples(name, capsys, monkeypatch):
    monkeypatch.delenv("WAYPOST_PROCESS", raising=False)
    monkeypatch.setattr(command_line, "PROCESSES", set())
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert COMMANDS[name].sentence.split()[0] in said
    assert "examples:\n" in said
    assert f"waypost {name}" in said.partition("examples:")[2]


def test_an_unknown_command_is_refused_with_the_nearest_one(capsys):
    assert main(["docter"]) == 2

    assert capsys.readouterr().err == (
        "There is no command “docter”. Did you mean `waypost doctor`? `waypost --help` lists them all.\n"
    )


def test_an_unknown_option_is_refused_in_a_sentence(capsys):
    assert main(["settings", "--what"]) == 2

    assert capsys.readouterr().err == (
        "Unrecognized arguments: --what. `waypost settings --help` shows what fits.\n"
    )


def test_a_database_out_of_reach_is_said_and_may_be_tried_again(capsys, monkeypatch):
    def fail(words):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(command_line, "_run", fail)

    assert main(["doctor"]) == 1
    assert "The database cannot be used: connection refused." in capsys.readouterr().err


def test_a_mistake_of_ours_stays_loud(monkeypatch):
    def fail(words):
        raise KeyError("a mistake")

    monkeypatch.setattr(command_line, "_run", fail)

    with pytest.raises(KeyError):
        main(["doctor"])


def test_a_file_that_is_not_there_is_named(capsys):
    assert main(["strategy", "check", "/nowhere/strategy.yaml"]) == 2

    assert capsys.readouterr().err == "/nowhere/strategy.yaml cannot be used: no such file or directory.\n"
