"""An audience on a running sandbox: counts and words that show as time passes, and outlive a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from waypost.networks.contract import Account, Address, Metric, Outgoing
from waypost.networks.sandbox import connect, converse, measure, publish
from waypost.networks.sandbox.audience.tests.harbour import MONDAY, audience, persona
from waypost.networks.sandbox.server import Sandbox, SandboxWire, open_sandbox
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock, http

TALKATIVE = persona(habits={"likes": 0.05, "comments": 0.003, "shares": 0.01, "clicks": 0.02, "buys": 0.1})


@pytest.fixture
def account(sandbox: Sandbox) -> Iterator[Account]:
    sandbox.settle(audience(**TALKATIVE), seed=1)
    with clock.frozen_at(MONDAY):
        yield connect.sign_up("http://sandbox.example", "pier", "The pier")


def send(account: Account, text: str, key: str, under: str = "") -> str:
    return ready(publish, account, Outgoing(text=text, key=key, in_reply_to=under)).send(5).remote_id


def test_counts_grow_as_time_passes(account: Account) -> None:
    post = send(account, "A boat: https://pier.example", "k1")
    counts = []
    for hours in (0, 1, 24, 24 * 30):
        with clock.frozen_at(MONDAY + timedelta(hours=hours)):
            counts.append(measure.posts(account, [post])[post])

    for metric in (Metric.IMPRESSIONS, Metric.LIKES, Metric.CLICKS, Metric.CONVERSIONS):
        seen = [one[metric] for one in counts]
        assert seen == sorted(seen)
        assert seen[0] == 0 < seen[-1]


def test_people_speak_are_answered_and_some_thank(account: Account) -> None:
    for number in range(3):
        send(account, f"Boat number {number}: https://pier.example", f"k{number}")
    with clock.frozen_at(MONDAY + timedelta(days=3)):
        first = converse.arrivals(account, "")
        comments = [said for said in first.messages if said.address is Address.COMMENT]
        for said in comments:
            send(account, "At ten.", f"answer-{said.remote_id}", under=said.remote_id)
    with clock.frozen_at(MONDAY + timedelta(days=4)):
        later = converse.arrivals(account, first.cursor)

    thanks = [said for said in later.messages if said.address is Address.REPLY]
    assert comments
    assert 0 < len(thanks) < len(comments)
    assert all(said.text.startswith("Thank you") and said.root for said in thanks)


def test_followers_come_with_posts(account: Account, sandbox: Sandbox) -> None:
    sandbox.settle(audience(**persona(habits={"follows": 0.02})), seed=1)
    before = measure.account(account)[Metric.FOLLOWERS]
    send(account, "A boat.", "k1")

    with clock.frozen_at(MONDAY + timedelta(days=40)):
        after = measure.account(account)[Metric.FOLLOWERS]

    assert (before, after > before + 10) == (500, True)


def test_a_page_shows_what_the_audience_did(account: Account, sandbox: Sandbox) -> None:
    post = send(account, "A boat: https://pier.example", "k1")

    with clock.frozen_at(MONDAY + timedelta(days=2)):
        page = sandbox.handle("GET", f"/posts/{post}", {}).body.decode()

    for word in ("views", "likes", "shares", "clicks"):
        assert f" {word}" in page


def test_an_audience_and_its_memory_outlive_a_restart(tmp_path: Path) -> None:
    path = str(tmp_path / "sandbox.sqlite3")
    found = []
    for is_restarted in (False, True):
        Path(path).unlink(missing_ok=True)
        network = open_sandbox(path)
        network.settle(audience(**persona(tires=3, bores={"topic": 3, "format": 3})), seed=1)
        with clock.frozen_at(MONDAY), http.wired(SandboxWire(network)):
            account = connect.sign_up("http://sandbox.example", "pier", "The pier")
            posts = [
                send(account, f"Boat number {number}: https://pier.example", f"k{number}")
                for number in range(6)
            ]
        if is_restarted:
            with clock.frozen_at(MONDAY):
                network.truth.close()
                network = open_sandbox(path)
        with clock.frozen_at(MONDAY + timedelta(hours=3)), http.wired(SandboxWire(network)):
            send(account, "Another boat: https://pier.example", "last")
        found.append((network.truth.drawn(posts), [worth for _, worth in network.truth.worths()]))
        network.truth.close()

    assert found[0] == found[1]
    assert found[0][1][-1] < found[0][1][0]


def test_what_stood_before_an_audience_came_is_not_counted_by_it(sandbox: Sandbox) -> None:
    with clock.frozen_at(MONDAY):
        account = connect.sign_up("http://sandbox.example", "pier", "The pier")
        post = send(account, "A boat.", "k1")
        sandbox.settle(audience(), seed=1)
    with clock.frozen_at(MONDAY + timedelta(days=2)):
        assert measure.posts(account, [post])[post] == {Metric.LIKES: 0, Metric.COMMENTS: 0}


def test_whom_these_people_do_not_meet_they_leave_alone(sandbox: Sandbox) -> None:
    sandbox.settle(audience(**persona(elsewhere=0)), seed=1)
    stranger = connect.sign_up("http://sandbox.example", "bakery", "A bakery")
    post = send(stranger, "A boat: https://pier.example", "k1")

    with clock.frozen_at(clock.now() + timedelta(days=3)):
        assert measure.posts(stranger, [post])[post] == {Metric.LIKES: 0, Metric.COMMENTS: 0}


def test_an_audience_that_is_brought_into_the_file_lives_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "sandbox.sqlite3")
    here, elsewhere = open_sandbox(path), open_sandbox(path)

    elsewhere.settle(audience(), seed=1)

    assert here.living is not None
    assert here.living.crowd.audience == audience()
    here.truth.close()
    elsewhere.truth.close()
