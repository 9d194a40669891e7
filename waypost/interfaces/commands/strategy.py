"""A strategy as a file: checked without touching anything, brought in as a draft, written out."""

import argparse
import sys
from pathlib import Path

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.queries import person_with
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, workspaces_of
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.schema import as_text
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

EXAMPLES = """\
  waypost strategy check strategy.yaml
  waypost strategy import strategy.yaml --brand tern --note "Autumn"
  waypost strategy import strategy.yaml --brand tern --accept
  waypost strategy import docs/examples/corner-bakery.yaml --brand bakery
  waypost strategy export --brand tern > strategy.yaml
  waypost strategy export --brand tern --version 3
  waypost strategy schema > strategy.schema.json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|import|export|schema")
    check = verbs.add_parser("check", help="say what is wrong with a file, line by line")
    check.add_argument("file", type=Path, help="a strategy in YAML, or - for standard input")
    bring = verbs.add_parser("import", help="bring a file into the draft of a brand")
    bring.add_argument("file", type=Path, help="a strategy in YAML, or - for standard input")
    bring.add_argument("--note", default="", help="why this version is made")
    bring.add_argument("--accept", action="store_true", help="make it the current version at once")
    out = verbs.add_parser("export", help="write a brand's strategy as YAML")
    out.add_argument(
        "--version", type=int, metavar="NUMBER", help="an accepted version; default: the current one"
    )
    for verb in (bring, out):
        verb.add_argument(
            "--brand", metavar="SLUG", help="the first part of the brand's address; not needed for one"
        )
        verb.add_argument(
            "--as", dest="email", metavar="EMAIL", help="whose doing it is; default: the command line's"
        )
    verbs.add_parser("schema", help="print the JSON Schema of the file")


def run(given: argparse.Namespace) -> int:
    verbs = {"check": _check, "import": _import, "export": _export, "schema": _schema}
    return verbs[given.verb](given)


def _check(given: argparse.Namespace) -> int:
    try:
        strategy = read_yaml(_text(given.file))
    except DocumentRefused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        return 2
    print(f"Nothing is wrong with it: {_summary(strategy)}.")
    return 0


def _import(given: argparse.Namespace) -> int:
    actor = _actor(given.email)
    workspace = _workspace(actor, given.brand)
    try:
        draft = drafts.import_yaml(workspace, text=_text(given.file), note=given.note, by=actor)
    except drafts.Overlapping as overlapping:
        places = "; ".join(conflict.what for conflict in overlapping.conflicts)
        sentence = f"The open draft says something else than the file here: {places}."
        advice = f"Bring the file in on the page /{workspace.slug}/strategy/yaml/, where you can choose."
        raise Refusal(f"{sentence} {advice}") from overlapping
    if given.accept:
        accepted = versions.accept(draft, based_on=draft.based_on, by=actor)
        print(
            f"Version {accepted.number} of {workspace.name}'s strategy is current: {_summary(accepted.strategy)}."
        )
    else:
        print(
            f"{workspace.name} has a draft: {_summary(draft.strategy)}. Look at it and accept it on the strategy page."
        )
    return 0


def _export(given: argparse.Namespace) -> int:
    actor = _actor(given.email)
    workspace = _workspace(actor, given.brand)
    accepted = queries.accepted_versions(access_of(actor, workspace.pk))
    found = (
        queries.current_version(workspace.pk)
        if given.version is None
        else accepted.filter(number=given.version).first()
    )
    if found is None:
        raise Refusal(
            f"{workspace.name} has no such version. Accept a strategy first, or leave --version out."
        )
    print(write_yaml(found.strategy), end="")
    return 0


def _schema(given: argparse.Namespace) -> int:
    print(as_text(), end="")
    return 0


def _text(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    return file.read_bytes()


def _summary(strategy: Strategy) -> str:
    return ", ".join(
        [
            count(len(strategy.goals), "goal", "goals"),
            count(len(strategy.personas), "persona", "personas"),
            count(len(strategy.pillars), "pillar", "pillars"),
            count(len(strategy.channel_roles), "channel", "channels"),
        ]
    )


def _actor(email: str | None) -> Actor:
    if email is None:
        return Actor.system("the command line")
    person = person_with(email)
    if person is None:
        raise Refusal(f"Nobody signs in with {email}. Check the address, or leave --as out.")
    return Actor.of_person(person)


def _workspace(actor: Actor, slug: str | None) -> Workspace:
    known = list(workspaces_of(actor)[:20])
    if slug is None and len(known) == 1:
        return known[0]
    found = next((workspace for workspace in known if workspace.slug == slug), None)
    if found is None:
        names = ", ".join(workspace.slug for workspace in known) or "none yet"
        raise Refusal(f"Say which brand with --brand. The brands here: {names}.")
    return found
