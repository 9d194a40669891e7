from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from waypost.networks.contract import Account, Handle, Outgoing, Rejected, Sent
from waypost.networks.mastodon import change, publish
from waypost.networks.mastodon.tests.fake import Ana
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Poll
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import clock

POST = Outgoing(text="Low tide at nine.", key="k1")


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def edit(account: Account, sent: Sent, outgoing: Outgoing) -> None:
    handles: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        handles[step.name] = publish.run_step(account, outgoing, step.name, handles)
    change.edit(account, sent.remote_id, outgoing, handles)


def test_an_edit_keeps_the_poll_that_it_does_not_change(instance: Instance, account: Account) -> None:
    poll = replace(POST, options={"poll": "Six\nSeven", "poll_days": "3"})
    sent = send(account, poll)

    edit(account, sent, replace(poll, text="Low tide at ten."))

    said = instance.posts[sent.remote_id].said
    assert (said["status"], said["poll"]["options"]) == ("Low tide at ten.", ["Six", "Seven"])


def test_a_warning_that_was_taken_out_goes_and_who_may_see_it_stays(
    instance: Instance, account: Account
) -> None:
    chosen = {"content_warning": "Wet feet", "visibility": "private"}
    sent = send(account, replace(POST, options=chosen))

    edit(account, sent, replace(POST, options={"visibility": "public"}))

    said = instance.posts[sent.remote_id].said
    assert (said["spoiler_text"], said["visibility"]) == ("", "private")


def test_pictures_are_replaced(instance: Instance, account: Account) -> None:
    sent = send(account, replace(POST, media=(image("A heron"),)))

    edit(account, sent, replace(POST, media=(image("A tern"), image("A tide"))))

    media = instance.posts[sent.remote_id].said["media_ids"]
    assert [instance.media[number]["alt"] for number in media] == ["A tern", "A tide"]


def test_an_answer_stays_where_it_stands(instance: Instance, account: Account, ana: Ana) -> None:
    question = ana.says("When is low tide?")
    answer = replace(POST, in_reply_to=question)
    sent = send(account, answer)

    edit(account, sent, replace(answer, text="At ten."))

    kept = instance.posts[sent.remote_id]
    assert (kept.text, kept.above) == ("@ana At ten.", question)


def test_a_picture_hidden_by_a_warning_is_shown_when_the_warning_goes(
    instance: Instance, account: Account
) -> None:
    warned = replace(POST, media=(image(),), options={"content_warning": "Fish"})
    sent = send(account, warned)

    edit(account, sent, replace(warned, options={}))

    assert not instance.posts[sent.remote_id].hidden


def test_an_account_that_hides_everything_hides_it_still(instance: Instance, account: Account) -> None:
    instance.hides_everything = True
    hidden = replace(POST, media=(image(),))
    sent = send(account, hidden)

    edit(account, sent, replace(hidden, text="Low tide at ten."))
    assert instance.posts[sent.remote_id].hidden

    edit(account, sent, replace(hidden, options={"sensitive": "no"}))
    assert not instance.posts[sent.remote_id].hidden


def test_the_language_and_who_may_quote_can_change(instance: Instance, account: Account) -> None:
    sent = send(account, replace(POST, options={"language": "pt"}))

    edit(account, sent, replace(POST, options={"quotes": "nobody"}))

    said = instance.posts[sent.remote_id].said
    assert (said["language"], said["quote_approval_policy"]) == ("pt", "nobody")


# Polls


POLL = replace(POST, options={"poll": "Six\nSeven", "poll_days": "3"})
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def edited_after(instance: Instance, account: Account, later: timedelta, outgoing: Outgoing) -> Poll:
    """The poll of a post that was edited a while after people voted."""
    with clock.frozen_at(NOW):
        sent = send(account, POLL)
        poll = instance.posts[sent.remote_id].poll
        assert poll is not None
        poll.votes = 7
    with clock.frozen_at(NOW + later):
        edit(account, sent, outgoing)
    found = instance.posts[sent.remote_id].poll
    assert found is not None
    return found


def test_new_words_leave_the_votes_and_the_end_of_a_poll(instance: Instance, account: Account) -> None:
    poll = edited_after(instance, account, timedelta(days=2), replace(POLL, text="Which tide?"))

    assert (poll.votes, poll.ends_at) == (7, NOW + timedelta(days=3))


def test_other_answers_begin_the_poll_anew(instance: Instance, account: Account) -> None:
    other = replace(POLL, options={**POLL.options, "poll": "Six\nEight"})

    poll = edited_after(instance, account, timedelta(days=2), other)

    assert (poll.votes, poll.ends_at) == (0, NOW + timedelta(days=5))


def test_one_answer_instead_of_several_begins_the_poll_anew(instance: Instance, account: Account) -> None:
    several = replace(POLL, options={**POLL.options, "poll_several": "yes"})

    assert edited_after(instance, account, timedelta(days=2), several).votes == 0


@pytest.mark.parametrize("later", [timedelta(days=3, hours=1), timedelta(days=3, minutes=-4)])
def test_a_poll_that_is_over_is_not_opened_again_by_an_edit(
    instance: Instance, account: Account, later: timedelta
) -> None:
    with pytest.raises(Rejected, match="poll of this post is over"):
        edited_after(instance, account, later, replace(POLL, text="Which tide?"))

    assert [post.text for post in instance.posts.values()] == [POLL.text]


def test_a_poll_that_is_taken_out_goes(instance: Instance, account: Account) -> None:
    sent = send(account, POLL)

    edit(account, sent, POST)

    assert instance.posts[sent.remote_id].poll is None


def test_neither_a_poll_nor_pictures_are_left_out_of_an_edit(instance: Instance, account: Account) -> None:
    sent = send(account, POLL)

    with pytest.raises(Rejected, match="either pictures or a poll"):
        edit(account, sent, replace(POLL, media=(image(),)))

    assert instance.posts[sent.remote_id].poll is not None
