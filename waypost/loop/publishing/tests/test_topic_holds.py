"""A hold on a topic stops what is about it, now and later, and nothing else; its page lists that before it is put."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.world import World
from waypost.loop.content.actions import posts
from waypost.loop.content.models import Label, Labelling, Post
from waypost.loop.publishing.actions import holds, topics
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.domain.topics import About, Topic, is_about, words_of
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, send_due
from waypost.toolkit.refusal import NotAllowed, Refusal

FLOOD = Topic(words=("flood",))


def put(world: World, topic: Topic = FLOOD) -> Hold:
    return holds.put(world.workspace, topic=topic, reason="High water", by=world.actor("manager"))


def states() -> dict[int, str]:
    return dict(Publication.objects.values_list("pk", "state"))


def labelled(world: World, post_id: int) -> Label:
    label = Label.objects.create(workspace=world.workspace, name="Tide", folded="tide")
    Labelling.objects.create(workspace=world.workspace, post_id=post_id, label=label)
    return label


# What a topic is


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Flooding at the harbour", ("flood",), True),
        ("#FLOODS", ("flood",), True),
        ("A bloodflood", ("flood",), False),
        ("High\n water tonight", ("high water",), True),
        ("Überschwemmung am Hafen", ("überschwemm",), True),
        ("昨日の洪水について", ("洪水",), True),
        ("What (a) mess", ("(a)",), True),
        ("Low tide", ("flood", "storm"), False),
    ],
)
def test_a_word_counts_from_the_beginning_of_a_word_on(
    text: str, words: tuple[str, ...], found: bool
) -> None:
    assert is_about(About(text, None, ()), Topic(words=words)) is found


def test_words_come_by_commas_once_each_and_in_one_case() -> None:
    assert words_of(" Flood,  high   WATER\nflood,, ") == ("flood", "high water")


@pytest.mark.parametrize(
    ("said", "why"), [("a", "almost everything"), (",".join(f"word{n}" for n in range(21)), "too many")]
)
def test_words_that_are_no_use_are_refused(said: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        words_of(said)


# What it stops


def test_what_is_about_it_stays_and_everything_else_leaves(world, network, preparer, sender) -> None:
    about = scheduled_publication(world, body="The flood at our door.")
    other = scheduled_publication(world, body="Low tide at nine.")
    with at_its_time(about, minutes=-5):
        preparer.work()

    hold = put(world)
    with at_its_time(about, minutes=1):
        send_due(world, preparer, sender)

    assert on_the_network(network) == ["Low tide at nine."]
    assert states() == {about.pk: State.HELD, other.pk: State.PUBLISHED}
    assert list(hold.was_stopped.all()) == [about]


def test_at_the_gate_a_post_is_stopped_that_nobody_had_heard_of(world, network, preparer, sender) -> None:
    put(world)
    publication = scheduled_publication(world, body="Low tide at nine.")
    with at_its_time(publication, minutes=-5):
        preparer.work()
    Post.objects.filter(pk=publication.post_id).update(title="After the flood")

    with at_its_time(publication, minutes=1):
        send_due(world, preparer, sender)

    assert on_the_network(network) == []
    assert states() == {publication.pk: State.HELD}


def test_a_pillar_or_a_label_is_enough(world) -> None:
    by_label, other = scheduled_publication(world), scheduled_publication(world)
    label = labelled(world, by_label.post_id)

    hold = put(world, Topic(label_id=label.pk))

    assert states() == {by_label.pk: State.HELD, other.pk: State.SCHEDULED}
    assert hold.title == "The topic the label Tide is on hold"


def test_what_comes_to_be_about_it_is_held_and_what_is_scheduled_later_too(world) -> None:
    written_before = scheduled_publication(world)
    put(world)

    post = Post.objects.get(pk=written_before.post_id)
    posts.write(post, title="After the flood", version=post.version, by=world.actor("manager"))
    later = scheduled_publication(world, body="Floods again.")

    assert states() == {written_before.pk: State.HELD, later.pk: State.HELD}


def test_answers_to_people_are_not_stopped(world) -> None:
    answer = scheduled_publication(world, body="The flood: our shop is open.")
    Post.objects.filter(pk=answer.post_id).update(kind=Post.Kind.ANSWER)

    put(world)

    assert states() == {answer.pk: State.SCHEDULED}
    assert topics.follow(Post.objects.get(pk=answer.post_id), by=world.actor("manager")) == 0


def test_nothing_is_released_while_it_is_on_and_lifting_sends_nothing(world) -> None:
    about = scheduled_publication(world, body="The flood at our door.")
    hold = put(world)
    about.refresh_from_db()
    with pytest.raises(Refusal, match="The hold is still on"):
        holds.release(about, by=world.actor("manager"))

    holds.lift(hold, by=world.actor("manager"))
    assert states() == {about.pk: State.HELD}
    holds.release(about, by=world.actor("manager"))

    assert states() == {about.pk: State.SCHEDULED}


def test_the_same_topic_is_not_held_twice_and_another_is(world) -> None:
    put(world)

    with pytest.raises(Refusal, match="on hold already"):
        put(world, Topic(words=("FLOOD",)))
    assert put(world, Topic(words=("storm",))).is_on


def test_a_topic_names_something_of_this_brand(world) -> None:
    theirs = Label.objects.create(workspace=world.other, name="Bread", folded="bread")

    with pytest.raises(Refusal, match="Write a word"):
        put(world, Topic())
    with pytest.raises(Refusal, match="not one of this brand"):
        put(world, Topic(label_id=theirs.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(workspace=world.workspace, scope=Hold.Scope.TOPIC, reason="None", put_by_label="")


def test_whoever_may_not_stop_the_queue_holds_no_topic(world) -> None:
    with pytest.raises(NotAllowed):
        holds.put(world.workspace, topic=FLOOD, reason="No", by=world.actor("marketer"))


# Its page


def test_the_page_lists_what_it_would_stop_before_it_is_put(world) -> None:
    about = scheduled_publication(world, body="The flood at our door.")
    scheduled_publication(world, body="Low tide at nine.")
    page, client = reverse("publishing:topic-hold", kwargs={"workspace": "tern"}), world.client("manager")

    empty = client.get(page).content.decode()
    looked = client.get(page, {"words": "flood", "reason": "High water"}).content.decode()
    unsaid = client.post(f"{page}?words=flood", {"reason": ""})
    answer = client.post(f"{page}?words=flood", {"reason": "High water"}, follow=True).content.decode()

    assert "See what it would stop" in empty
    assert "Stop it" not in empty
    assert "1 post that is still to go out" in looked
    assert "The flood at our door." in looked
    assert "Low tide" not in looked
    assert "High water" in looked
    assert unsaid.status_code == 422
    assert "The topic “flood” is on hold" in answer
    assert "Nothing goes out about “flood”." in answer
    assert states()[about.pk] == State.HELD
    assert (
        "About “flood”"
        in client.get(reverse("publishing:holds", kwargs={"workspace": "tern"})).content.decode()
    )


def test_wrong_words_are_said_at_the_form_and_nothing_is_put(world) -> None:
    page, client = reverse("publishing:topic-hold", kwargs={"workspace": "tern"}), world.client("manager")

    short, nothing = client.get(page, {"words": "a"}), client.post(f"{page}?words=", {"reason": "High water"})

    assert (short.status_code, nothing.status_code) == (422, 422)
    assert "almost everything" in short.content.decode()
    assert "Write a word, or choose a pillar or a label." in nothing.content.decode()
    assert not Hold.objects.exists()


def test_whoever_may_not_put_it_may_look_and_reads_who_may(world) -> None:
    scheduled_publication(world, body="The flood at our door.")

    seen = world.client("marketer").get(
        reverse("publishing:topic-hold", kwargs={"workspace": "tern"}), {"words": "flood"}
    )

    assert "The flood at our door." in seen.content.decode()
    assert "A topic is held by an owner" in seen.content.decode()
