"""What the contracts of .importlinter cannot say about the house. Each failure says what to do."""

import ast
import hashlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps as django_apps
from django.db.models import Model
from django.utils.module_loading import import_string

from tests.house import (
    ROOT,
    app_of,
    apps,
    called,
    files,
    imported,
    name_of,
    nodes,
    program,
    text,
    tree,
    without_tags,
)
from waypost.config.schedule import TIMETABLE
from waypost.networks import registry

CEILINGS = {".py": 400, ".html": 150, ".css": 300, ".js": 150}
LONGEST_FUNCTION = 50
PRIVATE_ROOMS = {"views", "forms", "tasks", "urls", "panels", "tests"}
BANNED_NAMES = re.compile(
    r"^(core|common|utils?|helpers?|services?|managers?|lib|base|misc|data|info|new_.*|.*_v2)$"
)
CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
HEAVY = {"numpy", "scipy", "sklearn", "statsmodels", "ortools", "av", "PIL"}
NEAR_HEAVY = {
    "waypost/interfaces/heavy/": "is the child process",
    "waypost/interfaces/simulation/": "is a child process too, with a clock of its own",
}
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
}

CLOCK_EXEMPT = {"waypost/toolkit/clock.py": "the one place that asks the machine"}
RECORD_EXEMPT = {
    "waypost/foundation/processes": "lies below the journal: whoever calls it records",
    "waypost/foundation/journal/actions/entries.py": "is the journal",
    "waypost/loop/publishing/actions/schedule.py:hurry": "moves when the publisher looks, not what it does",
}
NAME_EXEMPT = {
    "waypost/config/sqlite/base.py": "where Django looks for a database backend",
    "waypost/ui/templates/ui/base.html": "Django's own word for the outermost template",
    "waypost/loop/strategy/domain/templates/service.py": "a trade: those who offer a service",
}
WRITE_EXEMPT = {
    "waypost/foundation/journal/reactions.py": "ticks an entry off; nobody acts",
    "waypost/foundation/workspaces/actions/removal.py": "a brand that goes takes its history and simulated people along",
    "waypost/interfaces/simulation": "lives in a scratch database of its own",
}
TENANCY_EXEMPT = {
    "processes.Installation": "the installation's, of no brand",
    "processes.Sign": "the installation's, of no brand",
    "processes.Turn": "the installation's, of no brand",
    "people.Person": "somebody may belong to many brands",
    "notices.Device": "somebody's own, who may belong to many brands",
    "notices.PushKey": "by which push services know the installation, of no brand",
    "people.OwnerLink": "made before there is a brand",
    "workspaces.Organisation": "owns brands",
    "workspaces.Administrator": "of an organisation, above its brands",
    "workspaces.Workspace": "is the brand",
    "workspaces.HeldRole": "reached through its member only",
    "channels.ChannelAccess": "reached through its member only",
    "publishing.Circuit": "whether a server answers the installation, of no brand",
    "channels.Application": "what a server calls the installation, of no brand",
}


def none(complaints: Iterator[str], advice: str) -> None:
    """Fail with every complaint and what to do."""
    found = list(complaints)
    assert not found, "\n".join([advice, *found])


def test_files_stay_below_their_ceilings():
    vendored = {path for _, path, _ in vendored_files()}
    none(
        (
            f"{path}: {length} lines, at most {CEILINGS[path.suffix]}"
            for path in files(*CEILINGS)
            if path not in vendored and "migrations" not in path.parts
            if (length := text(path).count("\n")) > CEILINGS[path.suffix]
        ),
        "Find the noun that wants out, and give it a file of its own.",
    )


def test_functions_fit_on_a_screen():
    none(
        (
            f"{path}:{node.lineno}: {node.name} has {length} lines"
            for path in program()
            for node in nodes(path)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
        ),
        f"A function has at most {LONGEST_FUNCTION} lines: name its steps.",
    )


def test_every_stage_says_what_it_holds_hands_on_and_never_does():
    def complaints() -> Iterator[str]:
        for app in apps():
            lines = [
                line for line in (ast.get_docstring(tree(app / "__init__.py")) or "").splitlines() if line
            ]
            starts = [line.split()[0] for line in lines]
            if len(lines) != 3 or starts[1:] != ["Hands", "Never"]:
                yield f"{app}/__init__.py"

    none(complaints(), "Write three lines: what it holds. Hands on what. Never does what.")


def test_private_rooms_are_used_inside_their_app_only():
    def complaints() -> Iterator[str]:
        for path in files(".py"):
            for line, module in imported(path):
                place = Path(*module.split("."))
                owner, room = app_of(place), (*place.parts, "", "", "", "")[3]
                # A test may be built from the material of an earlier stage's tests, never from the tests themselves.
                material = (
                    "tests" in path.parts and room == "tests" and not place.parts[4].startswith("test_")
                )
                if owner and room in PRIVATE_ROOMS and owner != app_of(path) and not material:
                    yield f"{path}:{line}: {module}"

    none(
        complaints(),
        "Views, forms, tasks, urls, panels and tests are private: use an action, query, source or panel.",
    )


def test_pages_carry_no_style_and_no_script():
    rules = {
        r"<style": "no <style>: use the app's own style sheet",
        r"<script(?![^>]*\ssrc=)": "no script in a page: use a file and an element",
        r"<script[^>]*>\s*[^\s<]": "a script tag has no body",
        r"<[a-zA-Z][^<>\n]*\son[a-z]+\s*=": "no on…= attribute: use an element",
        r"\bhx-on": "no hx-on: use an element",
        r"(?<![\w-])style=([\"'])(?!\s*(--[\w-]+\s*:[^;\"']*;?\s*)+\1)": "style= holds custom properties only",
    }
    python = [path for path in program() if path.parts[1] in {"ui", "loop", "foundation", "interfaces"}]

    def complaints() -> Iterator[str]:
        for path in [*files(".html"), *(path for path in python if "</" in text(path))]:
            source = without_tags(text(path))
            for rule, advice in rules.items():
                for match in re.finditer(rule, source):
                    yield f"{path}:{source[: match.start()].count(chr(10)) + 1}: {advice}"

    none(complaints(), "The Content-Security-Policy forbids it:")


def test_nothing_has_a_name_that_says_nothing():
    none(
        (
            str(path)
            for path in files(".py", ".html", ".css", ".js")
            if str(path) not in NAME_EXEMPT
            if any(BANNED_NAMES.match(part) for part in (*path.parts[:-1], path.stem))
        ),
        "Find the noun: these names say nothing (STYLE.md, 11).",
    )


def test_civil_time_comes_from_the_clock():
    def complaints() -> Iterator[str]:
        for path in program():
            if str(path) in CLOCK_EXEMPT:
                continue
            for call in (node for node in nodes(path) if isinstance(node, ast.Call)):
                if any(ast.unparse(call.func).endswith(clock) for clock in CLOCKS):
                    yield f"{path}:{call.lineno}: {ast.unparse(call.func)}"
                yield from (
                    f"{path}:{call.lineno}: {word.arg}"
                    for word in call.keywords
                    if (word.arg or "").startswith("auto_now")
                )

    none(complaints(), "Ask waypost.toolkit.clock.now(); for waiting and timeouts use time.monotonic().")


def test_every_action_that_writes_records():
    def complaints() -> Iterator[str]:
        for path in program():
            for function in tree(path).body if "actions" in path.parts else []:
                place = f"{path}:{getattr(function, 'name', '')}"
                if not isinstance(function, ast.FunctionDef) or place.startswith(tuple(RECORD_EXEMPT)):
                    continue
                calls = list(calls_of(function, tree(path)))
                takes_by = "by" in {argument.arg for argument in function.args.kwonlyargs}
                writes = any(name_of(call) in WRITES for call in calls)
                hands_on = any(
                    name_of(call) == "record" or "by" in {w.arg for w in call.keywords} for call in calls
                )
                if takes_by and writes and not hands_on and function.name[0] != "_":
                    yield place

    none(complaints(), "record(verb, row, by=by) what the action did, or call the action that does it.")


def calls_of(function: ast.FunctionDef, module: ast.Module) -> Iterator[ast.Call]:
    """The calls of a function and of the private ones of its module that it reaches."""
    privates = {
        node.name: node for node in module.body if isinstance(node, ast.FunctionDef) and node.name[0] == "_"
    }
    waiting = [function]
    while waiting:
        for call in called(waiting.pop()):
            further = privates.pop(name_of(call), None)
            if further is None:
                yield call
            else:
                waiting.append(further)


def test_only_an_apps_own_actions_write_its_tables():
    def complaints() -> Iterator[str]:
        homes = homes_of_models()
        for path in program():
            if str(path).startswith(tuple(WRITE_EXEMPT)):
                continue
            acts = {"actions", "engine"} & {*path.parts[3:], path.stem}
            for call in (node for node in nodes(path) if isinstance(node, ast.Call)):
                written = ast.unparse(call.func) if name_of(call) in WRITES else ""
                model, writes, _ = written.partition(".objects.")
                own = acts and app_of(path) in homes.get(model.rpartition(".")[2], {app_of(path)})
                if writes and not own:
                    yield f"{path}:{call.lineno}: {written[:80]}"

    none(
        complaints(), "Only an app's own actions write its tables: call the one that does, or make it there."
    )


def homes_of_models() -> dict[str, set[tuple[str, ...]]]:
    """The apps of the models of each name."""
    homes: dict[str, set[tuple[str, ...]]] = {}
    for model in django_apps.get_models():
        homes.setdefault(model.__name__, set()).add(app_of(Path(*model.__module__.split("."))))
    return homes


def vendored_files() -> Iterator[tuple[Path, Path, str]]:
    """The list, the file and the sha256 of everything made by others that we ship."""
    for listed in files(".toml"):
        if listed.name == "vendor.toml":
            for entry in tomllib.loads(text(listed))["file"]:
                yield listed, listed.parent / entry["file"], entry["sha256"]


def test_vendored_files_are_what_their_list_says():
    def complaints() -> Iterator[str]:
        for listed, path, expected in vendored_files():
            if not (ROOT / path).is_file():
                yield f"{listed} names {path}, which is not there"
            elif hashlib.sha256((ROOT / path).read_bytes()).hexdigest() != expected:
                yield f"{path} is not what {listed} says"
        known = {path for _, path, _ in vendored_files()}
        for path in files(".js", ".css", ".woff2"):
            if ("vendor" in path.parts or path.suffix == ".woff2") and path not in known:
                yield f"{path} is in no vendor.toml"

    none(
        complaints(),
        "Take the file from its source again, and write its version and sha256 into vendor.toml.",
    )


def test_the_timetable_names_what_exists_and_takes_nothing():
    for entry in TIMETABLE:
        parameters = inspect.signature(import_string(entry.task)).parameters.values()
        needed = [each for each in parameters if each.default is each.empty]
        assert not needed, f"{entry.name}: {entry.task} takes {needed}; the timetable calls it with nothing."


def test_every_row_belongs_to_a_workspace():
    def complaints() -> Iterator[str]:
        for model in django_apps.get_models():
            label = model._meta.label
            if (
                model.__module__.startswith("waypost.")
                and label not in TENANCY_EXEMPT
                and not _has_workspace(model)
            ):
                yield label

    none(complaints(), "Give the model a workspace, or name in TENANCY_EXEMPT why it has none.")


def _has_workspace(model: type[Model]) -> bool:
    return "workspace_id" in {field.attname for field in model._meta.concrete_fields}


def test_exemptions_are_still_needed():
    known = {model._meta.label for model in django_apps.get_models()}
    none(
        (
            place
            for place in [*CLOCK_EXEMPT, *RECORD_EXEMPT, *NAME_EXEMPT, *WRITE_EXEMPT]
            if not (ROOT / place.partition(":")[0]).exists()
        ),
        "Remove exemptions of what is gone:",
    )
    assert known >= TENANCY_EXEMPT.keys(), "Remove exemptions of models that are gone."


def test_networks_are_not_told_apart_by_name_outside_their_folder():
    def complaints() -> Iterator[str]:
        names = set(registry.names())
        for path in program():
            for node in nodes(path):
                compared = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
                for side in compared:
                    words = {each.value for each in ast.walk(side) if isinstance(each, ast.Constant)}
                    inside = (
                        path.parts[1:2] == ("networks",) and len(path.parts) > 2 and path.parts[2] in words
                    )
                    if words & names and not inside:
                        yield f"{path}:{node.lineno}: {ast.unparse(node)[:80]}"

    none(
        complaints(),
        "Ask the network's card or abilities; a name in a comparison is a rule in the wrong place.",
    )


def test_pages_and_publisher_load_nothing_heavy():
    """Whoever is no child process imports no numeric package and nothing that does; so nobody loads one by another."""

    def complaints() -> Iterator[str]:
        for path in program():
            if "heavy" not in path.parts and not path.as_posix().startswith(tuple(NEAR_HEAVY)):
                for line, module in imported(path):
                    steps = module.split(".")
                    if steps[0] in HEAVY or "domain.heavy" in module:
                        yield f"{path}:{line}: {module}"

    none(
        complaints(),
        "Heavy packages belong into domain/heavy, run as a child process (toolkit.heavy_work).",
    )
