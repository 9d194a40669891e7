"""The promises of publishing, held against anything that hypothesis can think of."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.chaos.harbour import Harbour
from waypost.networks.sandbox.server import FaultKind

HOLDERS = ["one", "two", "three"]
STEPS = ["claimed", "prepared", "armed", "under way", "answered", "settled"]
FAULTS = [kind for kind in FaultKind if kind not in {FaultKind.SLOW, FaultKind.DISCONNECTED}]
SPANS = [1, 15, 45, 80, 600, 4000]

happenings = st.lists(
    st.one_of(
        st.tuples(st.just("pass_time"), st.sampled_from(SPANS)),
        st.tuples(st.just("drain"), st.sampled_from(HOLDERS), st.integers(0, 1)),
        st.tuples(st.just("hold"), st.booleans()),
        st.tuples(st.just("lift")),
        st.tuples(st.just("edit"), st.booleans(), st.booleans()),
        st.tuples(st.just("sweep")),
        st.tuples(st.just("reconcile")),
        st.tuples(st.just("decide")),
        st.tuples(st.just("die")),
    ),
    max_size=4,
)


class Publishing(RuleBasedStateMachine):
    """Posts, people, processes, faults and time, in any order."""

    @initialize(honours_keys=st.booleans())
    def open(self, honours_keys: bool) -> None:
        self.harbour = Harbour(honours_keys=honours_keys).__enter__()
        self.posts = []

    def teardown(self) -> None:
        if hasattr(self, "harbour"):
            try:
                self.harbour.settle()
            finally:
                self.harbour.__exit__()

    @precondition(lambda self: len(self.posts) < 4)
    @rule(minutes=st.integers(1, 4), channel=st.integers(0, 1), in_campaign=st.booleans())
    def write(self, minutes: int, channel: int, in_campaign: bool) -> None:
        self.posts.append(self.harbour.write(len(self.posts), minutes, channel, in_campaign=in_campaign))

    @rule(
        holder=st.sampled_from(HOLDERS),
        channel=st.integers(0, 1),
        step=st.sampled_from(STEPS),
        during=happenings,
    )
    def drain_with_something_meanwhile(self, holder: str, channel: int, step: str, during: list) -> None:
        self.harbour.drain(holder, channel, {step: lambda: self._happen(during, holder)} if during else None)

    @rule(holder=st.sampled_from(HOLDERS))
    def a_new_process_takes_the_place_of_a_dead_one(self, holder: str) -> None:
        if holder in self.harbour.dead:
            self.harbour.drain(f"{holder}, started again", 0)

    @rule(kind=st.sampled_from(FAULTS))
    def fail(self, kind: FaultKind) -> None:
        self.harbour.fail(kind)

    @rule(seconds=st.sampled_from(SPANS))
    def pass_time(self, seconds: float) -> None:
        self.harbour.pass_time(seconds)

    @rule()
    def prepare(self) -> None:
        self.harbour.prepare()

    @rule()
    def sweep(self) -> None:
        self.harbour.sweep()

    @rule()
    def reconcile(self) -> None:
        self.harbour.reconcile()

    @rule(of_campaign=st.booleans())
    def hold(self, of_campaign: bool) -> None:
        self.harbour.hold(of_campaign)

    @rule()
    def lift(self) -> None:
        self.harbour.lift()

    @rule()
    def decide(self) -> None:
        self.harbour.decide()

    @precondition(lambda self: self.posts)
    @rule(data=st.data(), approve=st.booleans(), undo=st.booleans())
    def edit(self, data: st.DataObject, approve: bool, undo: bool) -> None:
        self.harbour.edit(data.draw(st.sampled_from(self.posts)), approve=approve, undo=undo)

    @rule()
    def back_up(self) -> None:
        self.harbour.back_up()

    @rule()
    def restore(self) -> None:
        self.harbour.restore(HOLDERS)

    @rule()
    def release_installation(self) -> None:
        self.harbour.release_installation()

    def _happen(self, during: list, holder: str) -> None:
        for what, *details in during:
            if what == "die":
                self.harbour.kill(holder)
                return
            if what == "edit":
                if self.posts:
                    self.harbour.edit(self.posts[-1], approve=details[0], undo=details[1])
            elif what != "drain" or details[0] != holder:
                getattr(self.harbour, what)(*details)


@pytest.mark.chaos
@pytest.mark.django_db
def test_never_twice_never_lost_never_unapproved_nothing_after_a_hold() -> None:
    run_state_machine_as_test(
        Publishing,
        settings=settings(
            max_examples=int(os.environ.get("TEST_EXAMPLES", "200")),
            stateful_step_count=30,
            deadline=None,
            report_multiple_bugs=False,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
