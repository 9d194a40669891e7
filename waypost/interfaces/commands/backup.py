"""One file with everything in it: safe to make while Waypost runs."""

import argparse
import json
import sys
from pathlib import Path

from django.conf import settings

from waypost.interfaces.commands import archive
from waypost.toolkit.refusal import Refusal

EXAMPLES = """\
  waypost backup
  waypost backup --to /mnt/backups/monday.tar.gz
  waypost backup --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="where to; default: the home's folder “backups”"
    )
    parser.add_argument("--json", action="store_true", help="print path and size as JSON")


def run(given: argparse.Namespace) -> None:
    if given.to is not None and given.to.exists():
        raise Refusal(f"{given.to} is there already. Choose another name, or delete it first.")
    path = archive.write(to=given.to, progress=_show if sys.stderr.isatty() else None)
    size = path.stat().st_size
    if given.json:
        print(json.dumps({"path": str(path), "bytes": size, "bucket": settings.WAYPOST.bucket}))
    else:
        print(f"{path} ({size / 1_000_000:.1f} MB)")
        print("It holds the keys that open your channels: keep it as safe as a password.")
        if settings.WAYPOST.bucket:
            print(
                f"It does not hold the pictures in {settings.WAYPOST.bucket}: let that bucket keep its versions."
            )


def _show(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done} of {total} files", end=end, file=sys.stderr, flush=True)
