"""Two people at the same draft at the same moment: both are kept, or somebody chooses; never does work get lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection

from tests.world import World
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.actions.drafts import Overlapping
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import draft_of
from waypost.loop.strategy.tests.browser import fields_of
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft
from waypost.toolkit.refusal import Refusal

PILLARS = "/tern/strategy/sections/pillars/"


def opened() -> dict[str, Any]:
    """The section of pillars as it stood when everybody opened it."""
    return {"pillars": tern_and_tide().model_dump(mode="json")["pillars"]}


def with_purpose(place: int, purpose: str) -> dict[str, Any]:
    content = opened()
    content["pillars"][place] = {**content["pillars"][place], "purpose": purpose}
    return content


def purposes(world: World) -> list[str]:
    draft = draft_of(world.access("owner"))
    assert draft is not None
    return [pillar.purpose for pillar in draft.strategy.pillars]


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Each call in a thread with a connection of its own, all begun together; what each gave, or its Refusal."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait()
        try:
            return _persistently(call)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def _persistently(call: Callable[[], object]) -> object:
    """SQLite in memory says at once that a table is locked, where a file would wait its turn."""
    for _attempt in range(10_000):
        try:
            return call()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
    raise AssertionError("it was never this thread's turn")


@pytest.mark.django_db(transaction=True)
def test_three_who_save_at_the_same_moment_are_all_kept() -> None:
    world = World.build()
    accepted_strategy(world)
    drafts.start(world.workspace, by=world.actor("owner"))

    def saving(place: int) -> Callable[[], object]:
        return lambda: versions.save_section(
            world.workspace,
            section="pillars",
            content=with_purpose(place, f"Purpose {place}."),
            base=opened(),
            by=world.actor("strategist"),
        )

    answers = at_once(*(saving(place) for place in range(3)))

    assert all(isinstance(answer, StrategyVersion) for answer in answers), answers
    assert purposes(world) == ["Purpose 0.", "Purpose 1.", "Purpose 2."]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_same_field_at_the_same_moment_one_is_asked() -> None:
    world = World.build()
    accepted_strategy(world)
    drafts.start(world.workspace, by=world.actor("owner"))

    def saving(purpose: str) -> Callable[[], object]:
        return lambda: versions.save_section(
            world.workspace,
            section="pillars",
            content=with_purpose(0, purpose),
            base=opened(),
            by=world.actor("strategist"),
        )

    answers = at_once(saving("One."), saving("Two."))

    [asked] = [answer for answer in answers if isinstance(answer, Overlapping)]
    [conflict] = asked.conflicts
    assert {conflict.mine, conflict.theirs} == {"One.", "Two."}
    assert purposes(world)[0] == conflict.theirs


@pytest.mark.django_db(transaction=True)
def test_an_acceptance_at_the_moment_of_a_change_takes_what_was_seen_or_nothing() -> None:
    world = World.build()
    accepted_strategy(world)
    draft = open_draft(world)

    accepted, _saved = at_once(
        lambda: versions.accept(draft, based_on=1, seen=draft.seen, by=world.actor("owner")),
        lambda: drafts.replace_section(
            draft, section="voice", content={"voice": {"summary": "Drier."}}, by=world.actor("strategist")
        ),
    )

    if isinstance(accepted, StrategyVersion):
        assert accepted.strategy == draft.strategy
    else:
        assert "changed the draft while you were reading" in str(accepted)


def test_what_two_opened_together_is_merged_on_the_page(world: World) -> None:
    accepted_strategy(world)
    one, two = world.client("strategist"), world.client("owner")
    of_one, of_two = fields_of(one, PILLARS), fields_of(two, PILLARS)

    one.post(PILLARS, of_one | {"pillars-0-purpose": ["One."], "pillars-1-DELETE": ["on"]})
    answer = two.post(PILLARS, of_two | {"pillars-2-purpose": ["Two."]})

    assert answer.status_code == 302
    first, _gone, third = tern_and_tide().pillars
    draft = draft_of(world.access("owner"))
    assert draft is not None
    assert [(row.key, row.purpose) for row in draft.strategy.pillars] == [
        (first.key, "One."),
        (third.key, "Two."),
    ]


@pytest.mark.parametrize(("choice", "stays"), [("mine", "Mine."), ("theirs", "Theirs.")])
def test_the_same_field_is_chosen_on_the_page_and_the_rest_is_kept(
    world: World, choice: str, stays: str
) -> None:
    accepted_strategy(world)
    client = world.client("strategist")
    sent = fields_of(client, PILLARS) | {"pillars-0-purpose": ["Mine."], "pillars-1-purpose": ["Also mine."]}
    draft = drafts.start(world.workspace, by=world.actor("owner"))
    drafts.replace_section(
        draft, section="pillars", content=with_purpose(0, "Theirs."), by=world.actor("owner")
    )

    asked = client.post(PILLARS, sent)

    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Somebody else changed the same thing" in page
    assert purposes(world)[0] == "Theirs."
    name = page.split('name="prefer-')[1].split('"')[0]
    client.post(PILLARS, sent | {f"prefer-{name}": [choice]})
    assert purposes(world)[:2] == [stays, "Also mine."]


def test_a_choice_holds_for_what_was_seen_and_not_for_what_came_after(world: World) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("owner"))

    def save(purpose: str, **prefer: str) -> None:
        drafts.replace_section(
            draft,
            section="pillars",
            content=with_purpose(0, purpose),
            base=opened(),
            prefer=prefer,
            by=world.actor("strategist"),
        )

    save("Theirs.")
    with pytest.raises(Overlapping) as asked:
        save("Mine.")
    drafts.replace_section(
        draft, section="pillars", content=with_purpose(0, "Newer."), by=world.actor("owner")
    )

    with pytest.raises(Overlapping):
        save("Mine.", **{asked.value.conflicts[0].name: "mine"})


def test_a_page_that_cannot_say_what_it_showed_is_not_taken_at_once(world: World) -> None:
    accepted_strategy(world)
    client = world.client("strategist")
    sent = fields_of(client, PILLARS) | {"pillars-0-purpose": ["Mine."], "base": ["forged"]}

    answer = client.post(PILLARS, sent)

    assert answer.status_code == 422
    assert "what this section said when you opened it" in answer.content.decode()
    assert draft_of(world.access("owner")) is None
