"""Whether the ports are free, before anything is started on them."""

import errno
import socket

from waypost.toolkit.refusal import Refusal


def check(host: str, port: int, *, setting: str) -> None:
    """Refuse with the command that mends it when nothing can listen there; `setting` names the variable."""
    try:
        _try(host, port)
    except OSError as error:
        raise Refusal(_sentence(error, host, port, setting)) from error


def _try(host: str, port: int) -> None:
    family, _, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.create_server(address[:2], family=family):
        pass


def _sentence(error: OSError, host: str, port: int, setting: str) -> str:
    if error.errno == errno.EADDRINUSE:
        free = _free_after(host, port)
        return f"Port {port} is in use by another program; start Waypost on another with `{setting}={free} make run`."
    elif error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system; start Waypost on another with `{setting}=8000 make run`."
    else:
        return f"Nothing can listen on {host} here; correct WAYPOST_HOST (`WAYPOST_HOST=127.0.0.1 make run`)."


def _free_after(host: str, port: int) -> int:
    for candidate in range(port + 2, min(port + 200, 65535), 2):
        try:
            _try(host, candidate)
            _try(host, candidate + 1)
        except OSError:
            continue
        return candidate
    return 0
