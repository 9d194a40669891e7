"""A text that is longer than one post may be, sent as several where the writer asks for it."""

from collections.abc import Callable, Mapping

from waypost.loop.content.domain.snapshot import Snapshot
from waypost.networks.contract import THREAD, Count

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
