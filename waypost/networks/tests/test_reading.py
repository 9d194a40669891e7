"""The contract of converse.py and measure.py, held against every network that has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from waypost.networks import registry
from waypost.networks.contract import (
    Ability,
    Address,
    Arrival,
    Conversation,
    Disconnected,
    Measure,
    Metric,
    Outgoing,
    PastPost,
    TryLater,
)
from waypost.networks.tests.conftest import Subject
from waypost.networks.tests.fakes import People, Trouble, answering, raising
from waypost.networks.tests.showing import shows
from waypost.networks.tests.test_contract import DOUBTS
from waypost.toolkit import http


def names_with(ability: Ability) -> list[str]:
    return [name for name in registry.names() if ability in registry.abilities(name)]


conversing = pytest.mark.parametrize("sender", names_with(Ability.CONVERSE))
measuring = pytest.mark.parametrize("sender", names_with(Ability.MEASURE))
counting = pytest.mark.parametrize(
    "sender", [name for name in names_with(Ability.MEASURE) if registry.card(name).post_metrics]
)
remembering = pytest.mark.parametrize(
    "sender", [name for name in names_with(Ability.MEASURE) if registry.card(name).past]
)
reading = pytest.mark.parametrize(
    ("sender", "ability"),
    [(name, ability) for ability in (Ability.CONVERSE, Ability.MEASURE) for name in names_with(ability)],
)


def people_of(subject: Subject) -> People:
    assert subject.fake.people is not None, "a fake network that is read needs its people"
    return subject.fake.people


def publish(subject: Subject, text: str, under: str = "") -> str:
    said = len(subject.fake.stored())
    outgoing = Outgoing(text=text, key=f"key{said}", in_reply_to=under)
    return subject.ready(outgoing).send(5).remote_id


def heard(subject: Subject, cursor: str = "") -> tuple[list[Arrival], str]:
    """Everything after a cursor, page by page, each message once."""
    conversation: Conversation = registry.conversation(subject.name)
    found: dict[str, Arrival] = {}
    while True:
        page = conversation.arrivals(subject.account, cursor)
        found |= {message.remote_id: message for message in page.messages}
        cursor = page.cursor
        if not page.more:
            return list(found.values()), cursor


def past(subject: Subject) -> list[PastPost]:
    measure: Measure = registry.measure(subject.name)
    page = measure.history(subject.account, "")
    found = [*page.posts]
    while page.cursor:
        page = measure.history(subject.account, page.cursor)
        found += page.posts
    return found


# Conversation


@conversing
def test_where_nobody_spoke_nothing_arrives(subject: Subject) -> None:
    publish(subject, "The tide turns at six.")

    assert heard(subject)[0] == []


@shows("answers")
def test_a_comment_arrives_with_who_said_it_and_where(subject: Subject) -> None:
    post = publish(subject, "The tide turns at six.")
    comment = people_of(subject).says("See you on the pier.", under=post)

    (message,), _ = heard(subject)

    assert (message.remote_id, message.address) == (comment, Address.COMMENT)
    assert (message.in_reply_to, message.root) == (post, post)
    assert message.text == "See you on the pier."
    assert message.by.remote_id
    assert message.by.handle
    assert message.by.remote_id != subject.account.remote_id
    assert message.at.tzinfo is not None


@shows("answers")
def test_an_answer_stands_under_what_it_answers(subject: Subject) -> None:
    comment = people_of(subject).says("When do you open?", under=publish(subject, "The tide turns at six."))

    publish(subject, "At ten.", under=comment)

    assert people_of(subject).under(comment) == ["At ten."]


@conversing
def test_an_answer_sent_twice_under_one_key_stands_once_where_keys_are_identities(subject: Subject) -> None:
    comment = people_of(subject).says("When do you open?", under=publish(subject, "The tide turns at six."))
    answer = Outgoing(text="At ten.", key="answer", in_reply_to=comment)

    first = subject.ready(answer).send(5)

    if subject.card.offers == "key":
        assert subject.ready(answer).send(5) == first
    assert people_of(subject).under(comment) == ["At ten."]


@conversing
def test_a_reply_to_our_answer_arrives_as_a_reply_in_its_thread(subject: Subject) -> None:
    people, post = people_of(subject), publish(subject, "The tide turns at six.")
    answer = publish(subject, "At ten.", under=people.says("When do you open?", under=post))
    people.says("Thank you!", under=answer)

    first, second = heard(subject)[0]

    assert [first.address, second.address] == [Address.COMMENT, Address.REPLY]
    assert (second.in_reply_to, second.root) == (answer, post)


@conversing
def test_a_mention_elsewhere_arrives(subject: Subject) -> None:
    people = people_of(subject)
    mention = people.says(f"Have you seen {people.mention} by the harbour?")

    (message,), _ = heard(subject)

    assert (message.remote_id, message.address) == (mention, Address.MENTION)
    assert "by the harbour?" in message.text


@conversing
def test_what_does_not_speak_to_us_does_not_arrive(subject: Subject) -> None:
    people_of(subject).says("A fine morning by the harbour.")

    assert heard(subject)[0] == []


@conversing
def test_messages_arrive_oldest_first_and_the_cursor_goes_on(subject: Subject) -> None:
    people, post = people_of(subject), publish(subject, "The tide turns at six.")
    earlier = [people.says(f"Number {number}.", under=post) for number in range(3)]
    found, cursor = heard(subject)
    later = people.says("Another one.", under=post)

    assert [message.remote_id for message in found] == earlier
    assert heard(subject, cursor)[0][-1].remote_id == later
    assert heard(subject, cursor)[0][:-1] in ([], found, found[-1:])


@conversing
def test_no_message_is_lost_between_pages(subject: Subject) -> None:
    people, post = people_of(subject), publish(subject, "The tide turns at six.")
    said = [people.says(f"Number {number}.", under=post) for number in range(130)]

    assert [message.remote_id for message in heard(subject)[0]] == said


# Measuring


@counting
def test_a_new_post_counts_only_what_the_card_says(subject: Subject) -> None:
    post = publish(subject, "The tide turns at six.")

    counts = registry.measure(subject.name).posts(subject.account, [post])[post]

    assert set(counts) <= set(subject.card.post_metrics)
    assert counts.get(Metric.LIKES, 0) == counts.get(Metric.COMMENTS, 0) == 0
    assert subject.card.measures_at_once > 0


@counting
def test_likes_and_comments_count(subject: Subject) -> None:
    people, post = people_of(subject), publish(subject, "The tide turns at six.")
    other = publish(subject, "The tide turns at seven.")
    people.likes(post)
    people.says("See you there.", under=post)

    counts = registry.measure(subject.name).posts(subject.account, [post, other])

    for metric in {Metric.LIKES, Metric.COMMENTS} & set(subject.card.post_metrics):
        assert counts[post][metric] == 1
        assert counts[other].get(metric, 0) == 0


@counting
def test_a_post_that_is_gone_is_absent(subject: Subject) -> None:
    gone, stays = publish(subject, "The tide turns at six."), publish(subject, "The tide turns at seven.")
    people_of(subject).takes_away(gone)

    assert set(registry.measure(subject.name).posts(subject.account, [gone, stays])) == {stays}


@counting
def test_as_many_as_the_card_says_are_measured_at_once(subject: Subject) -> None:
    posts = [publish(subject, f"Post number {number}.") for number in range(subject.card.measures_at_once)]

    assert set(registry.measure(subject.name).posts(subject.account, posts)) == set(posts)


@counting
def test_nothing_to_measure_asks_nobody(subject: Subject) -> None:
    before = len(subject.wire.heard)

    assert registry.measure(subject.name).posts(subject.account, []) == {}
    assert len(subject.wire.heard) == before


@measuring
def test_the_account_counts_only_what_the_card_says(subject: Subject) -> None:
    assert set(registry.measure(subject.name).account(subject.account)) <= set(subject.card.account_metrics)


@remembering
def test_the_past_is_the_account_s_own_posts_newest_first(subject: Subject) -> None:
    people = people_of(subject)
    posts = [publish(subject, f"Post number {number}.") for number in range(60)]
    comment = people.says("A comment.", under=posts[0])
    if Ability.CONVERSE in registry.abilities(subject.name):
        publish(subject, "An answer.", under=comment)
    people.says("Something else altogether.")

    found = past(subject)

    assert [post.remote_id for post in found] == posts[::-1]
    assert [post.text for post in found[:2]] == ["Post number 59.", "Post number 58."]
    assert all(post.at.tzinfo is not None for post in found)
    assert all(post.url.startswith("http") for post in found)
    assert {post.format for post in found} <= set(subject.card.formats)


# When reading fails


def read_everything(subject: Subject, ability: Ability, post: str) -> None:
    """Each of the ability's calls in turn; all must raise, and the first error goes on."""
    measure = registry.measure(subject.name) if ability is Ability.MEASURE else None
    calls = (
        [lambda: registry.conversation(subject.name).arrivals(subject.account, "")]
        if measure is None
        else readings_of(subject, measure, post)
    )
    errors = []
    for call in calls:
        with pytest.raises(Exception) as caught:
            call()
        errors.append(caught.value)
    assert len({type(error) for error in errors}) == 1, errors
    raise errors[0]


def readings_of(subject: Subject, measure: Measure, post: str) -> list[Callable[[], object]]:
    """Every call of a network's `measure.py` that its card lets us make."""
    card, account = subject.card, subject.account
    calls: list[Callable[[], object]] = [lambda: measure.posts(account, [post])] if card.post_metrics else []
    calls += [lambda: measure.account(account)] if card.account_metrics else []
    calls += [lambda: measure.history(account, "")] if card.past else []
    return calls


@measuring
def test_what_a_card_does_not_promise_is_not_there(subject: Subject) -> None:
    measure = registry.measure(subject.name)

    assert hasattr(measure, "posts") == bool(subject.card.post_metrics)
    assert hasattr(measure, "history") == subject.card.past


@pytest.fixture
def post(subject: Subject) -> str:
    return publish(subject, "The tide turns at six.")


@reading
@pytest.mark.parametrize(
    "trouble",
    [*DOUBTS.values(), answering(429), raising(http.NotSent("nobody listens"))],
    ids=[*DOUBTS, "too many calls", "nobody listens"],
)
def test_a_reading_that_fails_means_later(
    subject: Subject, ability: Ability, post: str, trouble: Trouble
) -> None:
    subject.wire.instead = trouble

    with pytest.raises(TryLater) as caught:
        read_everything(subject, ability, post)

    assert caught.value.after_seconds > 0


@reading
def test_too_many_readings_say_when_to_come_back(subject: Subject, ability: Ability, post: str) -> None:
    subject.wire.instead = answering(429, retry_after="7")

    with pytest.raises(TryLater) as caught:
        read_everything(subject, ability, post)

    assert caught.value.after_seconds == 7


@reading
def test_reading_with_a_token_that_is_no_longer_good_means_disconnected(
    subject: Subject, ability: Ability, post: str
) -> None:
    subject.wire.instead = answering(401)

    with pytest.raises(Disconnected):
        read_everything(subject, ability, post)


@shows("answers")
def test_a_reader_whom_nobody_knows_is_disconnected(subject: Subject) -> None:
    with pytest.raises(Disconnected):
        registry.conversation(subject.name).arrivals(replace(subject.account, token="nobody's"), "")
