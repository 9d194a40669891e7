"""Runs the sandbox network: `python -m waypost.networks.sandbox.server --port 8010 --data var/sandbox.sqlite3`.

Settings may also come from the environment: WAYPOST_SANDBOX_SECRET opens the administrator's API,
WAYPOST_SANDBOX_FAULTS switches faults on (as `--fault`, several parted by `;`).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from granian.constants import Interfaces
from granian.server.embed import Server
from pydantic import ValidationError

from waypost.networks.sandbox.audience import AudienceRefused, read_audience
from waypost.networks.sandbox.server.admin import NewFault
from waypost.networks.sandbox.server.app import App
from waypost.networks.sandbox.server.faults import FaultKind
from waypost.networks.sandbox.server.opening import open_sandbox
from waypost.networks.sandbox.server.sandbox import Sandbox


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop. Returns the exit code: 2 for settings that make no sense."""
    options = _options(arguments)
    try:
        faults = [_fault(entry) for entry in options.fault]
    except (ValidationError, ValueError) as error:
        sys.stderr.write(f"A fault is written as kind=lost_answer,probability=0.1,seed=3. {error}\n")
        return 2
    try:
        audience = read_audience(options.audience) if options.audience else None
    except (AudienceRefused, OSError) as error:
        sys.stderr.write(f"{options.audience} is no audience. {error}\n")
        return 2
    sandbox = open_sandbox(options.data, secret=options.secret, latency_seconds=options.latency)
    if options.ignore_keys:
        sandbox.honour_keys(honoured=False)
    if audience is not None:
        sandbox.settle(audience, options.seed)
    for fault in faults:
        sandbox.faults.switch_on(fault.fault())
    sys.stdout.write(f"The sandbox network is at http://{options.host}:{options.port}\n")
    sys.stdout.flush()
    asyncio.run(_serve(sandbox, options.host, options.port))
    sandbox.truth.close()
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="waypost.networks.sandbox.server", description="A simulated network to try things on."
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8010, help="the port to listen at (8010)")
    parser.add_argument(
        "--data", default=":memory:", help="the SQLite file that keeps everything (in memory)"
    )
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that each call takes (0)")
    parser.add_argument(
        "--secret",
        default=os.environ.get("WAYPOST_SANDBOX_SECRET", ""),
        help="opens the administrator's API; closed without one",
    )
    parser.add_argument("--ignore-keys", action="store_true", help="a client's key is no post's identity")
    parser.add_argument(
        "--audience",
        type=Path,
        help="a YAML file: from now on these people look, like, answer, click and buy",
    )
    parser.add_argument("--seed", type=int, default=1, help="the audience's chance (1)")
    parser.add_argument(
        "--fault",
        action="append",
        default=[entry for entry in os.environ.get("WAYPOST_SANDBOX_FAULTS", "").split(";") if entry],
        metavar="kind=…,call=…,account=…,count=…,probability=…,seed=…,seconds=…",
        help=f"switch a fault on; kinds: {', '.join(FaultKind)}; may be repeated",
    )
    return parser.parse_args(arguments)


def _fault(entry: str) -> NewFault:
    return NewFault.model_validate(dict(_pair(part) for part in entry.split(",")))


def _pair(part: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals:
        raise ValueError(f"“{part}” has no value.")
    return name.strip(), value.strip()


async def _serve(sandbox: Sandbox, host: str, port: int) -> None:
    server = Server(App(sandbox), address=host, port=port, interface=Interfaces.ASGI, log_enabled=False)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, server.stop)
    await server.serve()


def _leave(code: int) -> NoReturn:
    """Leave without unwinding the interpreter: the server's own threads, still closing connections, panic
    about once in twenty stops when Python ends beneath them (granian 2.8.7, seen 2026-11-21)."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _leave(main())
