"""The sandbox network as a server: its API, its pages, and faults that a person can switch on.

Holds: what answers a call, over a socket (`python -m waypost.networks.sandbox.server`) or in this process.
Hands on: `open_sandbox`, and `SandboxWire` for simulation and tests.
Never: is imported by the product; to the product it is a network like any other.
"""

from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.opening import open_sandbox
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.networks.sandbox.server.wire import SandboxWire

__all__ = ["Call", "Fault", "FaultKind", "Sandbox", "SandboxWire", "open_sandbox"]
