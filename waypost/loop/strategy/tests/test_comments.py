import pytest

from tests.world import ROLES, World
from waypost.foundation.notices.models import Notice
from waypost.loop.strategy.actions import comments, drafts, versions
from waypost.loop.strategy.models import Comment, StrategyVersion
from waypost.loop.strategy.tests.factories import accepted_strategy, commented, open_draft
from waypost.toolkit.refusal import NotAllowed, Refusal

DRAFT = "/tern/strategy/draft/"


def test_a_thread_is_answered_settled_and_opened_again_by_an_answer(world: World) -> None:
    first = commented(world)
    comments.say(
        first.version, section="pillars", words="It rains.", thread=first, by=world.actor("strategist")
    )
    settled = comments.settle(first, by=world.actor("strategist"))
    assert (settled.is_settled, settled.settled_by) == (True, "Sunniva Vale")

    comments.say(first.version, section="pillars", words="Still.", thread=first, by=world.actor("manager"))

    first.refresh_from_db()
    assert not first.is_settled
    assert [answer.words for answer in first.answers.all()] == ["It rains.", "Still."]


def test_what_was_said_stays_with_the_version_and_nothing_is_added_later(world: World) -> None:
    first = commented(world)
    draft = StrategyVersion.objects.get(pk=first.version_id)
    version = versions.accept(draft, based_on=None, by=world.actor("owner"))

    page = world.client("viewer").get("/tern/strategy/versions/1/").content.decode()

    assert "Why so little of the harbour?" in page
    with pytest.raises(Refusal, match="not open any more"):
        comments.say(version, section="pillars", words="Late.", by=world.actor("manager"))
    with pytest.raises(Refusal, match="not open any more"):
        comments.settle(first, by=world.actor("manager"))


def test_a_reader_does_not_comment_and_a_client_does(world: World) -> None:
    draft = open_draft(world)
    with pytest.raises(NotAllowed):
        comments.say(draft, section="voice", words="Louder.", by=world.actor("viewer"))

    comments.say(draft, section="voice", words="Louder.", by=world.actor("client"))

    assert Comment.objects.get().author_label == "Clara Nunes"


@pytest.mark.parametrize("section", ["nothing", "voice"])
def test_a_thread_stays_in_its_section(world: World, section: str) -> None:
    first = commented(world, section="pillars")

    with pytest.raises(Refusal, match="no such section"):
        comments.say(first.version, section=section, words="?", thread=first, by=world.actor("owner"))


def test_an_answer_to_another_draft_s_thread_is_refused(world: World) -> None:
    first = commented(world)
    versions.accept(StrategyVersion.objects.get(pk=first.version_id), based_on=None, by=world.actor("owner"))
    draft = drafts.start(world.workspace, by=world.actor("owner"))

    with pytest.raises(Refusal, match="another draft"):
        comments.say(draft, section="pillars", words="?", thread=first, by=world.actor("owner"))


def test_comments_are_written_and_settled_on_the_page(world: World) -> None:
    accepted_strategy(world)
    open_draft(world)
    client = world.client("contributor")

    client.post(f"{DRAFT}comments/", {"section": "voice", "words": "Nobody says “artisanal”."})

    thread = Comment.objects.get()
    assert "Nobody says “artisanal”." in client.get(DRAFT).content.decode()
    client.post(f"{DRAFT}comments/", {"section": "voice", "words": "True.", "thread": thread.pk})
    client.post(f"{DRAFT}comments/{thread.pk}/settlement/")
    assert "Settled" in client.get(DRAFT).content.decode()
    client.post(f"{DRAFT}comments/{thread.pk}/settlement/", {"open": "yes"})
    thread.refresh_from_db()
    assert not thread.is_settled


def test_an_empty_comment_is_not_kept(world: World) -> None:
    open_draft(world)

    answer = world.client("owner").post(f"{DRAFT}comments/", {"section": "voice", "words": "  "})

    assert answer.status_code == 422
    assert not Comment.objects.exists()


def test_a_comment_reaches_those_who_edit_and_an_answer_those_in_the_thread(world: World) -> None:
    first = commented(world, by="contributor")
    assert told(world) == {"owner", "strategist"}

    comments.say(first.version, section="pillars", words="It rains.", thread=first, by=world.actor("owner"))

    assert told(world) == {"owner", "strategist", "contributor"}


def told(world: World) -> set[str]:
    reached = set(Notice.objects.filter(kind="comment").values_list("person_id", flat=True))
    return {role for role in ROLES if world.person(role).pk in reached}


def test_what_is_not_settled_stands_beside_the_section_that_is_edited(world: World) -> None:
    first = commented(world, section="pillars")
    client = world.client("strategist")

    assert "Why so little of the harbour?" in client.get("/tern/strategy/sections/pillars/").content.decode()
    assert (
        "Why so little of the harbour?" not in client.get("/tern/strategy/sections/voice/").content.decode()
    )

    comments.settle(first, by=world.actor("strategist"))

    assert (
        "Why so little of the harbour?" not in client.get("/tern/strategy/sections/pillars/").content.decode()
    )
