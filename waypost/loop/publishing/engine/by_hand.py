"""What stands in a network's place where a person posts: nothing to do beforehand, nothing to call, nobody to ask."""

from collections.abc import Mapping
from datetime import datetime

from waypost.networks.contract import Account, Handle, Outgoing, Publisher, ReadyCall, Rejected, Sent, Step


class _ByHand:
    """A publisher that is never called: the sender hands over instead."""

    def steps(self, account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
        return ()

    def run_step(
        self, account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]
    ) -> Handle:
        raise Rejected("No program may post there.")

    def prepare(self, account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
        raise Rejected("No program may post there.")

    def find(
        self, account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
    ) -> Sent | None:
        raise NotImplementedError


BY_HAND: Publisher = _ByHand()
