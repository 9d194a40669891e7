"""Pages reach rows by queries only, which ask who looks."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house import called, name_of, nodes, program, tree
from tests.test_house import TENANCY_EXEMPT

PAGES = {"views", "forms", "panels"}
OF_NO_BRAND = {label.partition(".")[2] for label in TENANCY_EXEMPT}
FINDS = {"get_object_or_404", "get_list_or_404"}


def pages() -> list[Path]:
    """The files that answer people."""
    return [path for path in program() if PAGES & {*path.parts, path.stem}]


def test_pages_reach_rows_by_queries_only() -> None:
    found = [complaint for path in pages() for complaint in past_the_queries(path)]

    assert not found, "Ask a query with the access of who looks:\n" + "\n".join(found)


def past_the_queries(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            if ast.unparse(node.value) not in OF_NO_BRAND and not is_empty(path, node):
                yield f"{path}:{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Call) and name_of(node) in FINDS and ast.unparse(node.args[0])[0].isupper():
            yield f"{path}:{node.lineno}: {ast.unparse(node)[:80]}"


def is_empty(path: Path, manager: ast.Attribute) -> bool:
    """Whether a form only says which kind of row it will be given: `Member.objects.none()`."""
    return any(
        isinstance(call.func, ast.Attribute) and call.func.value is manager and call.func.attr == "none"
        for call in called(tree(path))
    )


def test_a_row_that_a_page_takes_by_itself_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("get_object_or_404(Post, pk=1)\nPost.objects.get(pk=1)\nPost.objects.none()\n")

    assert [complaint.rpartition(":")[0][-2:] for complaint in past_the_queries(page)] == [":1", ":2"]
