"""What happens to a fleet while posts go out: machines come and go, and the database is restarted, twice."""

import contextlib
import signal
import time
from collections import Counter as Count
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import EMAIL, PASSWORD, SLUG
from benchmarks.browser import Browser
from benchmarks.publish.network import Network
from tests.machines.connections import Counter
from tests.machines.fleet import Fleet, until

SETTLED_WITHIN = 180.0
BACK_WITHIN = 180.0
AT_WORK = 12
"""Connections of a process that has all it needs: a publisher's eight to work with, and those of its other threads."""
PUBLISHERS, WORKERS, WEBS = ("pier", "mole", "quay"), ("shed", "loft"), ("shop", "stall")


@dataclass
class Story:
    """What was due, what the network has, and what was seen on the way."""

    due: set[str]
    missing: set[str] = field(default_factory=set)
    stored: Count[str] = field(default_factory=Count)
    states: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    connections: dict[str, int] = field(default_factory=dict)
    calm: dict[str, int] = field(default_factory=dict)
    """The connections of those that are left, when all is out and what the restarts made open anew is given back."""
    away: list[float] = field(default_factory=list)
    """For how many seconds the pages were away after each restart of the database."""

    @property
    def twice(self) -> list[str]:
        return [key for key, count in self.stored.items() if count > 1]


def machines_come_and_go(
    fleet: Fleet, count: int, over: float, *, tell: Callable[[str], None] = print
) -> Story:
    """Let so many posts go out over so many seconds while three publishers become others, and so do web and worker."""
    fleet.begin()
    for place in PUBLISHERS:
        fleet.publisher(place)
    for place in WORKERS:
        fleet.worker(place)
    for place in WEBS:
        fleet.web(place)
    for place in WEBS:
        until(lambda place=place: answers(fleet, place))
    story = Story(fleet.queue(count, over))
    network = fleet.network
    begun = time.monotonic()
    with Counter(fleet.server.url) as counter:
        for share, words, act in _events(fleet, story):
            _wait_until_stored(network, story.due, share)
            tell(f"{share:.0%} are out after {time.monotonic() - begun:.0f} s: {words}")
            act()
        story.missing = network.wait_for(story.due, over + SETTLED_WITHIN)
        story.states = _settled(fleet, count)
        story.seconds = time.monotonic() - begun
        see_the_queue(fleet, "stall", "booth")
        with contextlib.suppress(AssertionError):
            until(lambda: max(counter.now().values()) <= AT_WORK, BACK_WITHIN)
        story.calm = counter.now()
    network.read()
    story.stored = Count(line.key for line in network.lines)
    story.connections = counter.most()
    return story


def _events(fleet: Fleet, story: Story) -> list[tuple[float, str, Callable[[], None]]]:
    """At which share of the posts what happens."""

    def replace(old: str, how: signal.Signals, start: Callable[[str], None], new: str) -> Callable[[], None]:
        def act() -> None:
            fleet.end(old, how)
            start(new)

        return act

    def another_web_server() -> None:
        # Should the database be away just then, a service manager would start it again; nobody does that here.
        replace("shop", signal.SIGKILL, fleet.web, "booth")()
        until(lambda: answers(fleet, "booth"))

    def restart(how: signal.Signals) -> Callable[[], None]:
        def act() -> None:
            fleet.server.restart(how)
            story.away.append(until(lambda: answers(fleet, "stall")))

        return act

    return [
        (0.05, "a publisher is killed, another one comes", replace("pier", signal.SIGKILL, fleet.publisher, "jetty")),
        (0.15, "a worker is taken away", lambda: fleet.end("shed", signal.SIGTERM)),
        (0.25, "the database is restarted as after a power cut", restart(signal.SIGQUIT)),
        (0.40, "a publisher is taken away, another one comes", replace("mole", signal.SIGTERM, fleet.publisher, "dock")),
        (0.50, "the last worker is killed, another one comes", replace("loft", signal.SIGKILL, fleet.worker, "barn")),
        (0.60, "a web server is killed, another one comes", another_web_server),
        (0.70, "the database is restarted in order", restart(signal.SIGINT)),
        (0.85, "a publisher is killed", lambda: fleet.end("quay", signal.SIGKILL)),
    ]  # fmt: skip


def _wait_until_stored(network: Network, due: set[str], share: float) -> None:
    def are_there() -> bool:
        network.read()
        return len({line.key for line in network.lines} & due) >= share * len(due)

    until(are_there, 300)


def _settled(fleet: Fleet, count: int) -> dict[str, int]:
    """The states, once nothing moves any more."""
    deadline = time.monotonic() + SETTLED_WITHIN
    while (states := fleet.states()) != {"published": count} and time.monotonic() < deadline:
        time.sleep(2)
    return states


def answers(fleet: Fleet, place: str) -> bool:
    """Whether the pages of a machine are there, with the database behind them."""
    try:
        with urlopen(f"http://127.0.0.1:{fleet.ports[place]}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def see_the_queue(fleet: Fleet, first: str, second: str) -> None:
    """Sign in on one machine and look at the queue on another: it is one installation."""
    until(lambda: answers(fleet, second))
    browser = Browser(fleet.ports[first])
    browser.sign_in(EMAIL, PASSWORD)
    elsewhere = Browser(fleet.ports[second])
    elsewhere._cookies = browser._cookies
    found = elsewhere.get(f"/{SLUG}/publishing/")
    assert found.status == 200, (found.status, found.location)
