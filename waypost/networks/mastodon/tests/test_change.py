from __future__ import annotations

from dataclasses import replace

from waypost.networks.contract import Account, Handle, Outgoing, Sent
from waypost.networks.mastodon import change, publish
from waypost.networks.mastodon.tests.fake import Ana
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.tests.fakes import image, ready

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
