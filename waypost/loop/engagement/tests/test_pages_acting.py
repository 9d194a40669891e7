"""What people do on the pages of the inbox, and what the pages say to it."""

from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.actions import health
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement.models import Conversation, Message, SavedReply
from waypost.loop.engagement.tests.factories import channel_of, conversation, member
from waypost.loop.publishing.actions import holds
from waypost.loop.strategy.tests.factories import accepted_strategy


def at(name: str = "inbox", query: str = "", **kwargs: object) -> str:
    return reverse(f"engagement:{name}", kwargs={"workspace": "tern", **kwargs}) + query


def of(found: Conversation, name: str = "conversation", query: str = "") -> str:
    return at(name, query, conversation_id=found.pk)


def text(world: World, address: str, role: str = "manager") -> str:
    answer = world.client(role).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_answer_is_sent_from_the_page_with_the_rule_that_it_stands_on(world):
    accepted_strategy(world)
    found = conversation(world)

    answer = world.client("manager").post(
        of(found, "answer", "?show=mine"), {"text": "At nine.", "stands_on": "tone:complaint", "seen": "1"}
    )

    assert answer["Location"] == of(found, query="?show=mine")
    assert Message.objects.get(is_ours=True).stands_on == "Somebody is unhappy"
    assert "stands on “Somebody is unhappy”" in text(world, of(found))


def test_an_answer_that_is_refused_stays_in_the_box(world):
    found = conversation(world)

    answer = world.client("manager").post(of(found, "answer"), {"text": "tide " * 200})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "too long" in page
    assert "tide tide tide" in page
    assert "999" in page.split('class="count-now">')[1][:8]


def test_the_network_counts_while_one_writes(world):
    page = (
        world.client("manager")
        .post(of(conversation(world), "count"), {"text": "👩‍👩‍👧 tide"})
        .content.decode()
    )

    assert '<span class="count-now">6</span>/500' in page


def test_during_a_hold_the_page_says_that_an_answer_waits(world):
    found = conversation(world)
    holds.put(world.workspace, reason="A storm at the coast", by=world.actor("owner"))

    page = text(world, of(found))
    answer = world.client("manager").post(of(found, "answer"), {"text": "At nine."}, follow=True)

    assert "A hold is on, so an answer will wait" in page
    assert "A storm at the coast" in page
    assert "It waits until the hold is lifted" in answer.content.decode()


def test_without_a_connection_the_page_leads_to_it(world, long_open):
    found = conversation(world)
    health.needs_attention(channel_of(world, "gallery"), reason="Gone.", by=Actor.system("a test"))

    assert reverse("channels:channel", args=["tern", found.channel_id]) in text(world, of(found))


def test_a_saved_reply_is_put_in_with_the_person_s_name(world):
    found = conversation(world)
    world.client("manager").post(at("saved_replies"), {"label": "Hours", "text": "Dear {name}, at ten."})
    assert "Dear Ana Prata, at ten." in text(world, of(found))

    assert "Dear {name}, at ten." in text(world, at("saved_replies"))


def test_a_saved_reply_works_without_script(world):
    found = conversation(world)
    world.client("manager").post(at("saved_replies"), {"label": "Hours", "text": "Dear {name}, at ten."})
    link = text(world, of(found)).split("?reply=")[1].split("#")[0]

    page = text(world, of(found, query=f"?reply={link}"))

    assert "Dear Ana Prata, at ten.</textarea>" in page.replace("\n", "")


def test_saved_replies_are_changed_thrown_away_and_named_once(world):
    client = world.client("manager")
    for _ in range(2):
        answer = client.post(at("saved_replies"), {"label": "Hours", "text": "At ten."})
    assert "Another saved reply has that name" in answer.content.decode()
    reply_id = SavedReply.objects.get().pk

    client.post(at("saved_reply", reply_id=reply_id), {"label": "Hours", "text": "At eleven."})
    assert "At eleven." in text(world, at("saved_replies"))
    client.post(at("saved_reply_removal", reply_id=reply_id))
    assert "At eleven." not in text(world, at("saved_replies"))


def test_the_buttons_take_give_close_and_open_again(world):
    found, client = conversation(world), world.client("manager")

    client.post(of(found, "assignment"), {"to": member(world, "manager").pk})
    assert "Yours" in text(world, of(found))
    client.post(of(found, "assignment"), {"to": ""})
    client.post(of(found, "closure"))
    assert "Closed by Mateus Ribeiro" in text(world, of(found))
    client.post(of(found, "reopening"))
    assert "Waits for us" in text(world, of(found))


def test_only_those_who_may_answer_are_offered(world):
    page = text(world, of(conversation(world), "assignment"))

    assert "Marit Holm" in page
    assert "Cato Lind" not in page


def test_looking_now_fetches_and_says_how_much(world, network):
    owner = network.truth.account_of("token-gallery")
    post_id = network.truth.store_post(owner, "Low tide at nine.", (), "k", honours_key=True)
    network.truth.let_say("May I bring the dog?", "ana", under=network.truth.post(post_id))

    page = world.client("manager").post(at("arrivals"), follow=True).content.decode()

    assert "1 new message." in page
    assert "May I bring the dog?" in page
