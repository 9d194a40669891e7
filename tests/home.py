"""A home of its own for each test process: loaded before Django reads its settings (pyproject: addopts)."""

import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="waypost-tests-")
os.environ["WAYPOST_HOME"] = HOME
os.environ["OPENBLAS_NUM_THREADS"] = (
    "1"  # before anything loads numpy: its threads would wait for each other, busily
)
os.environ["WAYPOST_GALLERY"] = "true"
for name in ("WAYPOST_PORT", "WAYPOST_PUBLIC_URL", "WAYPOST_MAIL_URL", "WAYPOST_PROCESS"):
    os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
