import re
import socket

import pytest

from waypost.interfaces.commands import ports
from waypost.toolkit.refusal import Refusal


def test_a_port_in_use_is_said_with_a_command_that_works():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal) as refused:
            ports.check("127.0.0.1", port, setting="WAYPOST_PORT")

    assert refused.value.sentence.startswith(f"Port {port} is in use by another program;")
    free = re.search(r"`WAYPOST_PORT=(\d+) make run`", refused.value.sentence)
    assert free is not None
    ports.check("127.0.0.1", int(free[1]), setting="WAYPOST_PORT")


def test_an_address_that_is_not_of_this_machine_is_refused():
    with pytest.raises(Refusal, match="Nothing can listen on"):
        ports.check("192.0.2.1", 18999, setting="WAYPOST_PORT")
