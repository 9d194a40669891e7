"""What a writer chose beside the text on one network, held against what that network offers."""

from collections.abc import Iterator, Mapping

from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.snapshot import Snapshot
from waypost.networks.contract import Option, PollRules, poll_in

DAY = 24 * 60 * 60


def chosen(options: Mapping[str, str], offered: tuple[Option, ...]) -> dict[str, str]:
    """Those of a variant's options that a writer chose."""
    names = {option.name for option in offered}
    return {name: value for name, value in options.items() if name in names}


def with_choices(
    options: Mapping[str, str], offered: tuple[Option, ...], said: Mapping[str, str]
) -> dict[str, str]:
    """The options of a variant with the writer's choices; what is left blank is not chosen, everything else stays."""
    names = {option.name for option in offered}
    others = {name: value for name, value in options.items() if name not in names}
    ours = {name: tidy(value) for name, value in said.items() if name in names}
    return others | {name: value for name, value in ours.items() if value}


def tidy(value: str) -> str:
    """A choice without blank lines and blanks at the edges."""
    return "\n".join(line.strip() for line in value.splitlines() if line.strip())


def spoken(options: Mapping[str, str], offered: tuple[Option, ...]) -> list[tuple[str, str]]:
    """What was chosen as people read it: the option's label, and the chosen value's words or what was written."""
    known = chosen(options, offered)
    return [
        (option.label, dict(option.values).get(known[option.name], known[option.name]))
        for option in offered
        if option.name in known
    ]


def unknown_choice(offered: tuple[Option, ...], said: Mapping[str, str]) -> Option | None:
    """The first option of which something is chosen that is not offered."""
    return next(
        (
            option
            for option in offered
            if option.values and said.get(option.name) and said[option.name] not in dict(option.values)
        ),
        None,
    )


def check_poll(snapshot: Snapshot, polls: PollRules | None, network: str) -> Iterator[Finding]:
    """Hold a poll against the network's limits: number, length and difference of its answers, time, no pictures."""
    poll = poll_in(snapshot.options)
    if poll is None or polls is None:
        return
    answers = poll.answers
    about: dict[str, str | int] = {"network": network, "count": len(answers)}
    if snapshot.media:
        yield _stop("poll.with_pictures", about)
    if not snapshot.text.strip():
        yield _stop("poll.without_question", about)
    if len(answers) < 2:
        yield _stop("poll.too_few", about)
    elif len(answers) > polls.answers_max:
        yield _stop("poll.too_many", {**about, "limit": polls.answers_max})
    elif len({answer.casefold() for answer in answers}) < len(answers):
        yield _stop("poll.repeats", about)
    question, _line, rest = (part.strip() for part in snapshot.text.strip().partition("\n"))
    if polls.question_limit and len(question) > polls.question_limit:
        over = len(question) - polls.question_limit
        yield _stop("poll.question_too_long", {**about, "limit": polls.question_limit, "over": over})
    if polls.rest_limit and len(rest) > polls.rest_limit:
        over = len(rest) - polls.rest_limit
        yield _stop("poll.rest_too_long", {**about, "limit": polls.rest_limit, "over": over})
    for answer in answers:
        if len(answer) > polls.answer_limit:
            over = len(answer) - polls.answer_limit
            words: dict[str, str | int] = {"answer": answer, "limit": polls.answer_limit, "over": over}
            yield _stop("poll.answer_too_long", {**about, **words})
    if not polls.seconds_min <= poll.seconds <= polls.seconds_max:
        yield _stop("poll.open_too_long", {**about, "limit": polls.seconds_max // DAY})


def _stop(code: str, details: dict[str, str | int]) -> Finding:
    return Finding(code, Severity.STOP, Place("options"), details)
