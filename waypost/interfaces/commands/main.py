"""The `waypost` command: finds the command's file, runs it, and says in one sentence what went wrong."""

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn, Protocol, cast

import waypost
from waypost.toolkit.refusal import Refusal

SETTINGS = "waypost.config.settings"


@dataclass(frozen=True)
class Command:
    """What `waypost --help` says, and whether the command needs the whole program or starts without it."""

    sentence: str
    light: bool = False


COMMANDS = {
    "up": Command("Start everything in one process tree: web pages, publisher, worker and sandbox network."),
    "prepare": Command(
        "Back up and migrate the database and collect static files; `up` does this by itself."
    ),
    "web": Command("Serve the web pages.", light=True),
    "publisher": Command("Send what is due."),
    "worker": Command("Do everything in the background that is not publishing: mail, sweeps, the timetable."),
    "sandbox": Command("Run the simulated network that lives on this machine.", light=True),
    "demo": Command("Make a small simulated brand to look at; `up` does this where there is no brand yet."),
    "strategy": Command("Check, import or export a strategy as YAML."),
    "simulate": Command(
        "Live through weeks of simulated time before a simulated audience, on a scratch file.", light=True
    ),
    "networks": Command("List the networks with what they can do here.", light=True),
    "text": Command(
        "Say how a network counts a text, what it finds in it, and into which parts it is cut.", light=True
    ),
    "backup": Command("Copy database, media and keys into one file, also while Waypost runs."),
    "restore": Command("Put a backup into the home folder and hold publishing until a person releases it."),
    "doctor": Command("Say what is wrong or will not work here, and what to do about it."),
    "settings": Command("List every setting with its meaning and what it is now."),
}
PROCESSES = {"web", "publisher", "worker"}


class File(Protocol):
    """What the file of a command holds."""

    EXAMPLES: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, given: argparse.Namespace) -> int | None: ...


class Parser(argparse.ArgumentParser):
    """Refuses in one sentence instead of printing the usage."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[:1].upper()}{message[1:]}. `{self.prog} --help` shows what fits.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, 2 with a sentence when it was refused."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)  # whatever Waypost writes is for its own user's eyes
    try:
        return _run(words)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None or error.strerror is None:
            raise
        print(f"{error.filename} cannot be used: {error.strerror.lower()}.", file=sys.stderr)
        return 2
    except Exception as error:
        if not _is_unreachable_database(error):
            raise
        said = str(error).strip().splitlines()[0]
        print(f"The database cannot be used: {said}. `waypost settings` shows its address.", file=sys.stderr)
        return 1


def _run(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())
        return 0
    if words[0] == "--version":
        print(f"Waypost {waypost.__version__}")
        return 0
    name, *rest = words
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        asked = f"Did you mean `waypost {near[0]}`? " if near else ""
        raise Refusal(f"There is no command “{name}”. {asked}`waypost --help` lists them all.")
    file = _file(name)
    parser = Parser(
        prog=f"waypost {name}",
        description=COMMANDS[name].sentence,
        epilog=f"examples:\n{file.EXAMPLES.rstrip()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    file.arguments(parser)
    return file.run(parser.parse_args(rest)) or 0


def _file(name: str) -> File:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if name in PROCESSES:
        os.environ["WAYPOST_PROCESS"] = name
    if not COMMANDS[name].light:
        import_module("django").setup()
    return cast(File, import_module(f"waypost.interfaces.commands.{name}"))


def _is_unreachable_database(error: Exception) -> bool:
    """By name: importing the classes would load what most commands do not need."""
    kinds = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    return not kinds.isdisjoint({"psycopg.OperationalError", "django.db.utils.OperationalError"})


def _overview() -> str:
    lines = [f"  {name:<10} {command.sentence}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "usage: waypost <command> …",
            "",
            "Strategy, management and marketing of social media as one loop.",
            "",
            *lines,
            "",
            "`waypost <command> --help` says more about one of them. Settings come from the environment",
            "(WAYPOST_…) and from waypost.env in the home folder; `waypost settings` lists them.",
        ]
    )
