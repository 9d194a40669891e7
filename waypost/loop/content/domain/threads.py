"""More than one post: a text that is longer than one may be, where the writer asks for it; and the first comment."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.snapshot import Snapshot
from waypost.networks.contract import FIRST_COMMENT, THREAD, Count, Option

YES = "yes"


def is_asked(options: Mapping[str, str]) -> bool:
    """Whether the writer wants a thread where one post is too short."""
    return options.get(THREAD) == YES


def with_choice(options: Mapping[str, str], asked: bool) -> dict[str, str]:
    """The options of a variant with the writer's choice of a thread; everything else stays."""
    others = {name: value for name, value in options.items() if name != THREAD}
    return others | ({THREAD: YES} if asked else {})


def parts_of(
    snapshot: Snapshot, count: Callable[[str], Count], split: Callable[[str], list[str]] | None
) -> list[str]:
    """The texts of the posts that go out. `split` is how the network cuts a text, None where it has no threads."""
    if split is not None and is_asked(snapshot.options) and count(snapshot.text).over:
        return split(snapshot.text)
    return [snapshot.text]


def first_comment(options: Mapping[str, str]) -> str:
    """What we say under the post ourselves as soon as it is out; nothing where the writer did not ask for it."""
    return options.get(FIRST_COMMENT, "").strip()


def check_first_comment(
    snapshot: Snapshot, offered: Sequence[Option], count: Callable[[str], Count], network: str
) -> Iterator[Finding]:
    """Hold the first comment against the network's own count: it is a post like any other, unless it has its own limit."""
    counted = count(first_comment(snapshot.options))
    own = next((option.limit for option in offered if option.name == FIRST_COMMENT), 0)
    limit = own or counted.limit
    if counted.length > limit:
        details: dict[str, str | int] = {"over": counted.length - limit, "limit": limit, "network": network}
        yield Finding("comment.too_long", Severity.STOP, Place("options"), details)
