"""What people say on Slack, where it goes beyond the contract."""

from __future__ import annotations

from datetime import timedelta

from waypost.networks.contract import Account, Address, Arrival, Metric, Outgoing
from waypost.networks.slack import converse, measure, publish
from waypost.networks.slack.tests.fake import Ana
from waypost.networks.slack.tests.workspace import Workspace
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import clock


def say(account: Account, text: str, under: str = "") -> str:
    return ready(publish, account, Outgoing(text=text, key=text, in_reply_to=under)).send(5).remote_id


def heard(account: Account, cursor: str = "") -> list[Arrival]:
    return list(converse.arrivals(account, cursor).messages)


def test_who_speaks_has_a_name_and_words_are_read_as_written(account: Account, ana: Ana) -> None:
    post = say(account, "The tide turns at six.")
    ana.says(f"Fish &amp; chips, {ana.mention}? <https://ana.example|here>", under=post)

    (message,) = heard(account)

    assert message.text == "Fish & chips, @Tern & Tide? https://ana.example"
    assert (message.by.handle, message.by.name) == ("@ana", "Ana")
    assert f"thread_ts={post}" in message.url


def test_a_first_comment_of_ours_is_part_of_the_post(account: Account, ana: Ana) -> None:
    post = say(account, "The tide turns at six.")
    say(account, "More on our page.", under=post)
    ana.says("When?", under=post)

    (message,) = heard(account)

    assert (message.address, message.in_reply_to) == (Address.COMMENT, post)


def test_a_thread_of_others_concerns_us_where_it_names_us_or_we_answered(account: Account, ana: Ana) -> None:
    top = ana.says("Anybody at the pier?")
    ana.says("Me.", under=top)
    cursor = converse.arrivals(account, "").cursor
    named = ana.says(f"Ask {ana.mention}.", under=top)

    (mention,) = heard(account, cursor)
    answer = say(account, "At ten.", under=named)
    ana.says("Thank you!", under=top)
    thanks = heard(account, cursor)[-1]

    assert (mention.remote_id, mention.address, mention.root) == (named, Address.MENTION, top)
    assert (thanks.address, thanks.in_reply_to) == (Address.REPLY, answer)


def test_what_happens_is_not_what_somebody_says(workspace: Workspace, account: Account, ana: Ana) -> None:
    post = say(account, "The tide turns at six.")
    joined = ana.says(f"{ana.mention} has joined", under=post)
    workspace.messages[joined].subtype = "channel_join"

    assert heard(account) == []


def test_somebody_whom_the_app_may_not_see_is_called_by_their_id(
    workspace: Workspace, account: Account, ana: Ana
) -> None:
    ana.says("When?", under=say(account, "The tide turns at six."))
    del workspace.people[ana.user]

    assert heard(account)[0].by.name == ana.user


def test_an_answer_under_an_old_post_arrives(workspace: Workspace, account: Account, ana: Ana) -> None:
    now = clock.now()
    with clock.frozen_at(now - timedelta(days=20)):
        old = say(account, "The tide turned at six.")
    with clock.frozen_at(now):
        say(account, "The tide turns at seven.")
        cursor = converse.arrivals(account, "").cursor
        late = ana.says("I missed it.", under=old)

        assert [message.remote_id for message in heard(account, cursor)] == [late]


def test_the_channel_s_people_are_counted(workspace: Workspace, account: Account, ana: Ana) -> None:
    assert measure.account(account) == {Metric.FOLLOWERS: 2}


def test_reactions_of_all_kinds_are_counted_together(workspace: Workspace, account: Account) -> None:
    post = say(account, "The tide turns at six.")
    workspace.messages[post].likes = 3

    assert measure.posts(account, [post])[post][Metric.LIKES] == 3


def test_a_post_of_the_past_says_what_hung_on_it(account: Account) -> None:
    for number in (1, 2):
        outgoing = Outgoing(text=f"Number {number}", key=str(number), media=(image(),) * number)
        ready(publish, account, outgoing).send(5)

    assert [post.format for post in measure.history(account, "").posts] == ["carousel", "image"]
