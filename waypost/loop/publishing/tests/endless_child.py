"""`python -m waypost.loop.publishing.tests.endless_child …`: says again and again that it has just begun."""

import json
import os
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    settings = sorted(name for name in os.environ if name.startswith("WAYPOST_"))
    (Path(sys.argv[1]).parent / "child").write_text(json.dumps({"pid": os.getpid(), "settings": settings}))
    while True:
        sys.stdout.write(json.dumps({"percent": 1, "at": ""}) + "\n")
        sys.stdout.flush()
        time.sleep(0.01)
