"""What a draft's page says beside the difference: comments by section, and the review that somebody was asked for."""

from collections import defaultdict
from dataclasses import dataclass, field

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.strategy import queries
from waypost.loop.strategy.domain.difference import Difference, SectionDifference
from waypost.loop.strategy.domain.sections import SECTIONS, Section
from waypost.loop.strategy.models import Comment, StrategyVersion, VersionReview


@dataclass
class Thread:
    """A comment with the answers to it."""

    first: Comment
    answers: list[Comment] = field(default_factory=list)


@dataclass(frozen=True)
class SectionTalk:
    """A section of a draft with what changed in it and what was said about it."""

    section: Section
    difference: SectionDifference | None
    threads: tuple[Thread, ...]


@dataclass(frozen=True)
class Reviewing:
    """The reviews of a draft, what the latest one leaves to do, and whether it is this person's turn."""

    latest: VersionReview | None
    earlier: tuple[VersionReview, ...]
    in_the_way: str
    is_mine: bool


def threads_of(access: Access, version: StrategyVersion) -> dict[str, list[Thread]]:
    """What was said about a version, by section."""
    found: dict[int, Thread] = {}
    by_section: dict[str, list[Thread]] = defaultdict(list)
    for comment in queries.comments(access).filter(version=version):
        if comment.thread_id is None:
            found[comment.pk] = Thread(comment)
            by_section[comment.section].append(found[comment.pk])
        else:
            found[comment.thread_id].answers.append(comment)
    return by_section


def open_threads(access: Access, source: StrategyVersion | None, section: str) -> list[Thread]:
    """What was said about a section of a draft and is not settled."""
    if source is None or not source.is_draft:
        return []
    return [thread for thread in threads_of(access, source)[section] if not thread.first.is_settled]


def talk_of(access: Access, version: StrategyVersion, changes: Difference | None) -> list[SectionTalk]:
    """The sections of a version in which something changed or about which something was said."""
    threads = threads_of(access, version)
    changed = {part.section.name: part for part in changes.sections} if changes else {}
    return [
        SectionTalk(section, changed.get(section.name), tuple(threads.get(section.name, ())))
        for section in SECTIONS
        if section.name in changed or section.name in threads
    ]


def reviewing(access: Access, draft: StrategyVersion) -> Reviewing:
    """Where the review of a draft stands."""
    found = tuple(queries.reviews(access).filter(version=draft))
    latest = found[0] if found else None
    return Reviewing(
        latest=latest,
        earlier=found[1:],
        in_the_way=latest.in_the_way if latest else "",
        is_mine=latest is not None
        and latest.is_waiting
        and latest.asked_id is not None
        and latest.asked_id == access.member_id,
    )
