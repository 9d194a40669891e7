"""Every call to the outside goes through toolkit.http, where its address is checked and its time and size are limited."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house import imported, nodes, program

CLIENTS = {
    "urllib.request",
    "urllib3",
    "requests",
    "aiohttp",
    "http.client",
    "ftplib",
    "imaplib",
    "telnetlib",
}
CALLS_OF_HTTPX = {
    "get", "post", "put", "patch", "delete", "head", "options", "request", "stream", "Client", "AsyncClient",
}  # fmt: skip
WITH_A_SOCKET = {
    "waypost/toolkit/http/": "is the guarded client",
    "waypost/toolkit/imap.py": "connects where the guard says",
    "waypost/interfaces/commands/ports.py": "looks whether a port of this machine is free",
    "waypost/interfaces/commands/supervise.py": "waits for the web pages of this machine",
}


def test_nothing_is_fetched_past_the_guard() -> None:
    trusted = tuple(WITH_A_SOCKET)
    found = [
        complaint
        for path in program()
        if not str(path).startswith(trusted)
        for complaint in past_the_guard(path)
    ]

    assert not found, "Fetch it with toolkit.http, or say in WITH_A_SOCKET why not:\n" + "\n".join(found)


def past_the_guard(path: Path) -> Iterator[str]:
    for line, module in imported(path):
        if module == "socket" or any(f"{module}.".startswith(f"{client}.") for client in CLIENTS):
            yield f"{path}:{line}: {module}"
    for node in nodes(path):
        if (
            isinstance(node, ast.Attribute)
            and ast.unparse(node.value) == "httpx"
            and node.attr in CALLS_OF_HTTPX
        ):
            yield f"{path}:{node.lineno}: httpx.{node.attr}"


def test_each_kind_of_call_past_the_guard_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "fetching.py"
    module.write_text(
        "import socket\nfrom urllib.request import urlopen\nimport http.client\nhttpx.get(address)\nhttpx.Client()\n"
    )

    assert len(list(past_the_guard(module))) == 5
