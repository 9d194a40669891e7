from datetime import date, timedelta

import pytest

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.strategy import tasks
from waypost.loop.strategy.actions import changes, proposals
from waypost.loop.strategy.domain.evidence import Expectation, Interval, Outcome
from waypost.loop.strategy.domain.proposals import Verdict
from waypost.loop.strategy.domain.reasons import Reasons, title_of_change
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, proposed
from waypost.toolkit.refusal import NotAllowed, Refusal

WHY = Reasons(reason="People ask for it.", saw="Three questions a day at the counter.")
CLICKS = {"why-metric": "clicks", "why-gain": "5"}


def purpose(world: World, words: str = "To print the harbour anew.", by: str = "manager") -> Proposal:
    accepted = current_version(world.workspace.pk) or accepted_strategy(world)
    return changes.propose(
        world.workspace,
        content={"purpose": words},
        since=accepted.number or 0,
        reasons=WHY,
        by=world.actor(by),
    )


def send(world: World, part: str, **fields: str):
    sent = {
        "since": "1",
        "why-saw": "They stop at the harbour pictures.",
        "why-reason": "It is what we have and nobody else.",
        **fields,
    }
    return world.client("manager").post(f"/tern/strategy/proposals/new/{part}/", sent)


def shares(**percent: str) -> dict[str, str]:
    given = {"behind-the-scenes": "40", "finished-work": "35", "harbour-life": "25", **percent}
    return {f"part-share-{key}": value for key, value in given.items()}


def test_a_person_proposes_a_typed_change_and_nothing_changes_yet(world: World) -> None:
    found = purpose(world)

    assert (found.state, found.source) == ("open", "person")
    assert found.put_by == world.person("manager").label
    assert found.change.apply(tern_and_tide()).purpose == "To print the harbour anew."
    current = current_version(world.workspace.pk)
    assert current is not None
    assert current.number == 1


def test_a_change_is_proposed_of_the_version_that_was_read(world: World) -> None:
    accepted_strategy(world)

    with pytest.raises(Refusal, match="Version 1 came into force while you wrote"):
        changes.propose(
            world.workspace, content={"purpose": "Else."}, since=7, reasons=WHY, by=world.actor("manager")
        )


def test_a_contributor_suggests_in_words_and_proposes_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        purpose(world, by="contributor")


def test_what_changes_nothing_is_not_proposed(world: World) -> None:
    with pytest.raises(Refusal, match="would change nothing"):
        purpose(world, tern_and_tide().purpose)


def test_the_shares_of_pillars_are_proposed_side_by_side_with_what_is_expected(world: World) -> None:
    accepted_strategy(world)

    answer = send(
        world,
        "shares",
        **shares(**{"finished-work": "25", "harbour-life": "35"}),
        **CLICKS,
        **{
            "why-by": "2031-03-01",
            "why-page": "http://testserver/tern/results/posts/?weeks=4",
            "why-posts": "18",
        },
    )

    found = Proposal.objects.get()
    assert answer["Location"] == f"/tern/strategy/proposals/{found.pk}/"
    assert found.title.startswith("“")
    assert "35" in found.title
    assert found.stands_on.page == "results/posts/?weeks=4"
    assert found.stands_on.posts == 18
    expects = found.expectation
    assert expects is not None
    assert (expects.metric, expects.measure, expects.gain.value) == ("clicks", "clicks per post", 0.05)
    assert expects.by == date(2031, 3, 1)


def test_shares_that_do_not_come_to_a_whole_are_refused_where_they_were_written(world: World) -> None:
    accepted_strategy(world)

    answer = send(world, "shares", **shares(**{"harbour-life": "60"}))

    assert answer.status_code == 422
    assert "100" in answer.content.decode()
    assert 'value="60"' in answer.content.decode()
    assert not Proposal.objects.exists()


def test_rhythm_and_formats_of_channels_are_proposed(world: World) -> None:
    accepted_strategy(world)
    page = world.client("manager").get("/tern/strategy/proposals/new/rhythm/").content.decode()
    roles = tern_and_tide().channel_roles
    given = {f"part-posts_per_week-{role.key}": f"{role.posts_per_week:g}" for role in roles}
    given |= {
        f"part-formats-{role.key}": ", ".join(
            f"{name} {share * 100:g}%" for name, share in role.formats.items()
        )
        for role in roles
    }
    first = roles[0].key

    send(world, "rhythm", **{**given, f"part-posts_per_week-{first}": "1"})

    assert roles[0].label in page
    [change] = Proposal.objects.get().change.operations
    assert (change.at, change.key, change.field, change.value) == (
        "channel_roles",
        first,
        "posts_per_week",
        1,
    )  # type: ignore[union-attr]


def test_a_whole_section_can_be_proposed_anew(world: World) -> None:
    accepted_strategy(world)

    send(world, "purpose", brand="Tern & Tide", purpose="To print the harbour anew.")

    assert Proposal.objects.get().change.apply(tern_and_tide()).purpose == "To print the harbour anew."


def test_asking_for_a_blank_item_keeps_the_reasons(world: World) -> None:
    accepted_strategy(world)
    page = world.client("manager").get("/tern/strategy/proposals/new/competitors/").content.decode()
    assert 'name="competitors-TOTAL_FORMS"' in page

    answer = send(
        world,
        "competitors",
        **{"more": "competitors", "competitors-TOTAL_FORMS": "0", "competitors-INITIAL_FORMS": "0"},
    )

    assert answer.status_code == 200
    assert "They stop at the harbour pictures." in answer.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"why-saw": ""}, "Fill this in."),
        ({"why-metric": "clicks", "why-by": "2031-03-01"}, "Say how much more you expect"),
        ({**CLICKS, "why-by": "2001-03-01"}, "Choose a day to come."),
        ({"why-page": "https://elsewhere.example/news"}, "Paste the address of a page of this brand"),
    ],
)
def test_what_is_missing_is_said_at_its_field(world: World, given: dict[str, str], said: str) -> None:
    accepted_strategy(world)

    answer = send(world, "shares", **{**shares(**{"finished-work": "25", "harbour-life": "35"}), **given})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_without_a_strategy_the_page_leads_to_one(world: World) -> None:
    said = world.client("manager").get("/tern/strategy/proposals/new/").content.decode()

    assert "Begin the strategy" in said
    assert world.client("manager").get("/tern/strategy/proposals/new/shares/").status_code == 302


def test_an_unknown_part_is_not_there(world: World) -> None:
    assert world.client("manager").get("/tern/strategy/proposals/new/weather/").status_code == 404


def test_a_guess_of_a_person_has_no_interval_on_its_page(world: World) -> None:
    gain = Interval(value=0.05, low=0.05, high=0.05)
    expects = Expectation(metric="clicks", measure="clicks per post", gain=gain, by=date(2031, 3, 1))
    proposal = proposed(world, expects=expects)

    said = world.client("manager").get(f"/tern/strategy/proposals/{proposal.pk}/").content.decode()

    assert "5\u00a0% more clicks per post" in said
    assert "+5\u00a0% to" not in said


def test_a_person_says_what_came_of_what_no_posts_can_tell(world: World) -> None:
    accepted = proposals.accept(purpose(world), by=world.actor("owner"))
    address = f"/tern/strategy/proposals/{accepted.pk}/"
    assert "Say what came of it" in world.client("strategist").get(address).content.decode()
    assert "Say what came of it" not in world.client("manager").get(address).content.decode()

    world.client("strategist").post(f"{address}outcome/", {"verdict": "hit", "sentence": "They ask less."})

    accepted.refresh_from_db()
    assert (accepted.verdict, accepted.came_of_it and accepted.came_of_it.sentence) == (
        "hit",
        "They ask less.",
    )


def test_what_posts_told_is_not_asked_of_anybody(world: World) -> None:
    accepted = proposals.accept(proposed(world), by=world.actor("owner"))
    told = Outcome(verdict=Verdict.HIT, sentence="It came true.", posts=60)

    judged = proposals.judge(accepted, outcome=told, by=world.actor("owner"))

    assert not judged.asks_what_came


def test_what_came_is_asked_of_those_who_decide_once_its_day_has_come(world: World) -> None:
    accepted = proposals.accept(proposed(world), by=world.actor("owner"))
    tasks.ask_what_came()
    assert not Notice.objects.filter(sentence__startswith="What came of").exists()
    due = {**accepted.expects, "by": (world.workspace.today - timedelta(days=1)).isoformat()}
    Proposal.objects.filter(pk=accepted.pk).update(expects=due)

    tasks.ask_what_came()
    tasks.ask_what_came()

    asked = Notice.objects.filter(sentence__startswith="What came of", person=world.person("strategist"))
    assert asked.count() == 1


def test_the_title_says_the_first_change_and_how_many_more() -> None:
    before = tern_and_tide()
    after = before.model_copy(update={"purpose": "Else.", "brand": "Tern"})

    assert title_of_change(before, after).endswith(", and 1 change more")
    assert title_of_change(before, before) == ""
    assert len(title_of_change(before, before.model_copy(update={"purpose": "so " * 900}))) <= 200
