"""Who reads the inbox, what it says, and what its pages take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.loop.engagement.actions import conversations
from waypost.loop.engagement.models import Conversation, Mailbox, Message
from waypost.loop.engagement.tests.factories import (
    LAYLA,
    answered,
    arrival,
    channel_of,
    conversation,
    member,
    taken_in,
    under_a_post,
)
from waypost.loop.publishing.domain.states import State as Sending
from waypost.loop.publishing.tests.factories import bring_to
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

READERS = {"owner", "strategist", "manager", "marketer", "contributor", "approver"}
WRITERS = {"owner", "strategist", "manager", "marketer"}


def at(name: str = "inbox", query: str = "", **kwargs: object) -> str:
    return reverse(f"engagement:{name}", kwargs={"workspace": "tern", **kwargs}) + query


def of(found: Conversation, name: str = "conversation", query: str = "") -> str:
    return at(name, query, conversation_id=found.pk)


def text(world: World, address: str, role: str = "manager") -> str:
    answer = world.client(role).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_team_reads_the_inbox(world, role):
    found = conversation(world, text="When is low tide?")

    assert "When is low tide?" in text(world, at(), role)
    assert ("Send the answer" in text(world, of(found), role)) == (role in WRITERS)


@pytest.mark.parametrize("role", ["client", "viewer"])
def test_clients_and_viewers_neither_read_it_nor_are_led_there(world, role):
    assert world.client(role).get(at()).status_code == 403
    assert at() not in text(world, reverse("home:home", kwargs={"workspace": "tern"}), role)


def test_before_anything_is_connected_the_page_teaches_what_it_is_for(world):
    page = text(world, at())

    assert "Nobody can write to you yet" in page
    assert "Connect a channel" in page


def test_before_anybody_wrote_it_says_that_it_listens(world, long_open):
    page = text(world, at())

    assert "Nobody has written yet" in page
    assert "Check now" in page


def test_whoever_waits_longest_stands_first_and_is_open(world, long_open):
    conversation(world, text="Just now?", at=clock.now() - timedelta(minutes=3))
    conversation(world, text="Since long?", by=LAYLA, at=clock.now() - timedelta(hours=50))

    page = text(world, at())

    assert page.index("Since long?") < page.index("Just now?")
    assert "2 people wait for an answer, the longest for 2 days." in page
    assert page.count("Since long?") == 2  # in the list, and opened beside it


@pytest.mark.parametrize(
    ("show", "words"),
    [("waiting", {"Nobody’s", "Marit’s"}), ("mine", {"Mateus’"}), ("unassigned", {"Nobody’s"}),
     ("answered", {"Mateus’"}), ("closed", {"Over"})],
)  # fmt: skip
def test_each_part_of_the_inbox_holds_its_own(world, show, words):
    conversation(world, text="Nobody’s")
    conversations.assign(
        conversation(world, text="Marit’s"), to=member(world, "marketer"), by=world.actor("manager")
    )
    answered(world, text="Mateus’")
    conversations.close(conversation(world, text="Over"), by=world.actor("manager"))

    listed = text(world, at(query=f"?show={show}")).split('class="talks"')[1].split("</ul>")[0]

    assert {word for word in ("Nobody’s", "Marit’s", "Mateus’", "Over") if word in listed} == words


def test_the_list_narrows_to_a_channel_a_person_and_a_post(world):
    here = under_a_post(world, text="Under the post")
    conversation(world, text="Elsewhere", by=LAYLA, channel_key="journal")

    for query in (
        f"?channel={here.channel_id}",
        "?words=prata",
        f"?post={here.publication.post_id}",
    ):
        page = text(world, at(query=query))
        assert "Under the post" in page
        assert "Elsewhere" not in page
        assert f"conversation_id={here.pk}" not in page
        assert f"{of(here)}{query}" in page, "a link keeps what was chosen"


@pytest.mark.parametrize(
    "query", ["?show=nonsense", "?channel=x&page=oops", "?page=999999", "?channel=99999999999999999999"]
)
def test_a_choice_that_makes_no_sense_is_none(world, query):
    conversation(world)

    assert world.client("manager").get(at(query=query)).status_code == 200


def test_names_and_words_of_strangers_are_words_and_nothing_else(world):
    page = text(world, of(conversation(world, text="<script>alert(1)</script>", by=LAYLA)))

    assert "<script>alert(1)" not in page
    assert "<bdi>ليلى الحداد</bdi>" in page


def test_a_text_without_end_is_folded(world):
    page = text(world, of(conversation(world, text="tide " * 2000)))

    assert "Read the rest" in page


def test_a_long_conversation_shows_its_end_and_leads_to_its_beginning(world):
    taken_in(
        world,
        *[
            arrival(f"Word number {n}.", under="post", at=clock.now() - timedelta(minutes=60 - n))
            for n in range(30)
        ],
    )
    found = Conversation.objects.get()

    page = text(world, of(found))

    assert "10 earlier messages" in page
    assert "Word number 3." not in page
    assert "Word number 3." in text(world, of(found, query="?all=1"))


def test_what_became_of_an_answer_is_said_and_leads_to_publishing(world):
    message = answered(world)
    bring_to(message.publication, Sending.UNKNOWN)

    page = text(world, of(message.conversation))

    assert "Needs checking" in page
    assert reverse("publishing:publication", args=["tern", message.publication_id]) in page


def test_beside_the_conversation_stand_the_person_the_why_and_the_voice(world):
    accepted_strategy(world)
    conversation(world, text="Lovely, as always")
    found = under_a_post(world, text="My print arrived broken and I am disappointed.")

    page = text(world, of(found))

    assert "You have spoken before" in page
    assert "Lovely, as always" in page
    assert "Why the post was made" in page
    assert "It reads like “Somebody is unhappy”" in page
    assert "Name other printers" in page
    assert 'value="tone:complaint" selected' in page


def test_a_mention_says_that_it_was_said_elsewhere_and_simulated_says_so(world):
    page = text(world, of(conversation(world)))

    assert "They named you somewhere else" in page
    assert "Simulated" in page


def test_a_post_that_is_not_ours_is_said_to_be_unknown(world):
    assert "that Waypost did not send" in text(world, of(conversation(world, under="gone")))


def test_trouble_with_fetching_is_said_above_the_list(world, long_open):
    conversation(world)
    Mailbox.objects.filter(channel=channel_of(world, "gallery")).update(trouble="The network is busy.")

    assert "could not be fetched: The network is busy." in text(world, at())


def test_a_member_of_some_channels_sees_only_theirs(world):
    theirs = conversation(world, text="On the gallery", channel_key="gallery")
    other = conversation(world, text="On the journal", by=LAYLA, channel_key="journal")
    limits.limit(member(world, "manager"), to=[world.channel("gallery")], by=world.actor("owner"))

    page = text(world, at())

    assert "On the gallery" in page
    assert "On the journal" not in page
    assert world.client("manager").get(of(other)).status_code == 404
    assert world.client("manager").get(of(theirs)).status_code == 200


def test_the_navigation_says_how_many_wait_for_this_person(world):
    conversations.assign(conversation(world), to=member(world, "marketer"), by=world.actor("manager"))
    conversation(world)

    def waiting(role: str) -> str:
        page = text(world, reverse("content:posts", args=["tern"]), role)
        return page.split(f'href="{at()}"')[1].split("</a>")[0]

    assert ">2<span" in waiting("marketer")
    assert ">1<span" in waiting("manager")
    assert "nav-count" not in waiting("contributor")


def test_search_finds_the_inbox_and_people(world):
    conversation(world)
    page = text(world, reverse("home:search", args=["tern"]) + "?q=prata")

    assert "Ana Prata" in page


def many(world: World, count: int) -> None:
    """Conversations in bulk, of every kind."""
    now, channels = clock.now(), world.channels
    rows = Conversation.objects.bulk_create(
        [
            Conversation(
                workspace=world.workspace,
                channel=channels[n % 3],
                remote_root=f"root-{n}",
                address="comment",
                person_remote_id=f"p{n % 50}",
                person_handle=f"p{n % 50}",
                person_name=f"Person {n % 50}",
                state=("waiting", "open", "closed")[n % 3],
                closed_at=now if n % 3 == 2 else None,
                waiting_since=now - timedelta(minutes=n) if n % 3 == 0 else None,
                opened_at=now - timedelta(minutes=n + 1),
                last_message_at=now - timedelta(minutes=n),
                last_words=f"Words of conversation {n}",
            )
            for n in range(count)
        ]
    )
    Message.objects.bulk_create(
        [
            Message(
                workspace=world.workspace, conversation=row, channel=row.channel, remote_id=f"m{n}",
                author_label=row.person_name, text=row.last_words, at=row.last_message_at,
            )
            for n, row in enumerate(rows)
        ]
    )  # fmt: skip


def queries(world: World, address: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        text(world, address)
    return len(taken)


def test_the_inbox_takes_as_many_queries_for_two_thousand_as_for_ten(world, long_open):
    accepted_strategy(world)
    many(world, 10)
    text(world, at())  # what is compiled once is compiled
    few = queries(world, at())
    Conversation.objects.all().delete()
    many(world, 2000)

    assert queries(world, at()) == few <= 15
    assert queries(world, of(Conversation.objects.all()[0], query="?show=closed&page=3")) <= 15
