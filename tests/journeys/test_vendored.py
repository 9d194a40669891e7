"""What the journeys check pages with is what its author published."""

import hashlib

from tests.journeys.axe import VENDOR, vendored


def test_axe_is_the_file_that_was_published():
    content = (VENDOR / vendored()["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == vendored()["sha256"]
    assert (VENDOR / vendored()["licence_file"]).is_file()
