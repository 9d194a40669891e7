"""A home of its own for each test process: loaded before Django reads its settings (pyproject: addopts)."""

import os
import tempfile

os.environ["WAYPOST_HOME"] = tempfile.mkdtemp(prefix="waypost-tests-")
os.environ["WAYPOST_GALLERY"] = "true"
for name in ("WAYPOST_PORT", "WAYPOST_PUBLIC_URL", "WAYPOST_MAIL_URL", "WAYPOST_PROCESS"):
    os.environ.pop(name, None)
