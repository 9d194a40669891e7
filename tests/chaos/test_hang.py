"""A network that hangs for one account holds up that channel and no other, in a real publisher."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.chaos.program import Program
from tests.chaos.tree import until
from waypost.networks.sandbox.card import CARD

POSTS, CHANNELS = 40, 4
EACH = POSTS // CHANNELS
HANGS = "pier-0"


@pytest.mark.chaos
def test_the_others_are_out_before_the_hanging_call_has_ended(tmp_path: Path) -> None:
    with Program(tmp_path, os.environ.get("WAYPOST_DATABASE_URL", "")) as program:
        program.environment["WAYPOST_SENDERS"] = str(CHANNELS)
        program.fault(kind="hang_after", account=HANGS)
        assert program.plant(POSTS, CHANNELS, seconds=5) == POSTS
        program.publisher()

        until(lambda: len(program.sent_keys()) > POSTS - EACH)
        program.heal()
        until(lambda: program.states() == {"published": POSTS}, seconds=120)

        stored = [(post["handle"] == HANGS, datetime.fromisoformat(post["at"])) for post in program.sent()]
        began, second, *_ = [at for hangs, at in stored if hangs]
        assert (second - began).total_seconds() >= CARD.deadline, "the first call hung to its deadline"
        last = max(at for hangs, at in stored if not hangs)
        assert (last - began).total_seconds() < CARD.deadline
        assert len(stored) == POSTS
