"""What a writer chooses beside the text: who may answer and quote, language, warning; and many pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.bluesky import change, publish
from waypost.networks.bluesky.gates import POSTGATE, THREADGATE
from waypost.networks.bluesky.options import OPTIONS, REPLIES
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.bluesky.tests.test_publish import LONG, NOON, POST, send, sent_record
from waypost.networks.contract import Account, Outgoing, Rejected
from waypost.networks.tests.fakes import image

LIST = "https://bsky.app/profile/ana.example/lists/3kfriends"


def choosing(**options: str) -> Outgoing:
    return replace(POST, options=options, at=NOON)


def allowed(pds: Pds, account: Account, **options: str) -> list[dict[str, str]]:
    """The rules on who may answer a post."""
    sent = send(account, choosing(**options))
    (gate,) = pds.kept(THREADGATE)
    assert gate.value["post"] == sent.remote_id
    assert gate.uri.rpartition("/")[2] == sent.remote_id.rpartition("/")[2]
    rules: list[dict[str, str]] = gate.value["allow"]
    return rules


def test_a_post_without_a_choice_has_no_gate(pds: Pds, account: Account) -> None:
    send(account, POST)

    assert list(pds.records) == [pds.posts()[0].uri]


@pytest.mark.parametrize(
    ("choice", "rules"),
    [
        ("nobody", []),
        ("mentioned", ["mentionRule"]),
        ("followed", ["followingRule"]),
        ("followers", ["followerRule"]),
        ("mentioned followers", ["mentionRule", "followerRule"]),
    ],
)
def test_a_writer_says_who_may_answer(pds: Pds, account: Account, choice: str, rules: list[str]) -> None:
    said = allowed(pds, account, replies=choice)

    assert said == [{"$type": f"{THREADGATE}#{rule}"} for rule in rules]


def test_every_choice_of_who_may_answer_is_known(pds: Pds, account: Account) -> None:
    values = next(option.values for option in OPTIONS if option.name == REPLIES)

    for number, (value, _words) in enumerate(values):
        send(account, replace(choosing(replies=value), key=f"k{number}"))

    kept = {len(gate.value["allow"]) for gate in pds.kept(THREADGATE)}
    assert len(pds.kept(THREADGATE)) == len(values)
    assert kept == {0, 1, 2}


def test_people_on_a_list_may_answer_and_nobody_else(pds: Pds, account: Account) -> None:
    ana = pds.join("ana.example", "Ana", "secret")

    said = allowed(pds, account, reply_lists=f"{LIST}\nat://{ana.did}/app.bsky.graph.list/3kothers")

    uris = [f"at://{ana.did}/app.bsky.graph.list/{key}" for key in ("3kfriends", "3kothers")]
    assert said == [{"$type": f"{THREADGATE}#listRule", "list": uri} for uri in uris]


def test_lists_stand_beside_what_was_chosen(pds: Pds, account: Account) -> None:
    pds.join("ana.example", "Ana", "secret")

    said = allowed(pds, account, replies="followers", reply_lists=LIST)

    assert [rule["$type"].partition("#")[2] for rule in said] == ["followerRule", "listRule"]


@pytest.mark.parametrize(
    ("lists", "sentence"),
    [
        ("https://bsky.app/profile/ana.example", "is not a list"),
        ("\n".join(f"https://bsky.app/profile/ana.example/lists/3k{n}" for n in range(6)), "5 rules"),
        ("https://bsky.app/profile/nobody.example/lists/3k", "Unable to resolve"),
    ],
)
def test_lists_that_cannot_be_are_refused_before_the_time(
    pds: Pds, account: Account, lists: str, sentence: str
) -> None:
    pds.join("ana.example", "Ana", "secret")

    with pytest.raises(Rejected, match=sentence):
        publish.run_step(account, choosing(reply_lists=lists), "lists", {})


def test_nobody_may_quote(pds: Pds, account: Account) -> None:
    sent = send(account, choosing(quotes="nobody"))

    (gate,) = pds.kept(POSTGATE)
    assert gate.value["post"] == sent.remote_id
    assert gate.value["embeddingRules"] == [{"$type": f"{POSTGATE}#disableRule"}]


def test_a_post_and_its_gates_are_one_commit_that_cannot_come_twice(pds: Pds, account: Account) -> None:
    gated = choosing(replies="nobody", quotes="nobody")
    sent = send(account, gated)
    before = dict(pds.records)

    with pytest.raises(OSError):
        send(account, gated)

    assert pds.records == before
    assert len(before) == publish.posts(gated) == 3
    assert publish.find(account, gated, NOON, frozenset()) == sent


def test_a_gated_thread_has_one_gate(pds: Pds, account: Account) -> None:
    sent = send(account, replace(choosing(replies="nobody", thread="yes"), text=LONG))

    assert [gate.value["post"] for gate in pds.kept(THREADGATE)] == [sent.remote_id]
    assert len(pds.posts()) > 2


def test_an_answer_does_not_say_who_may_answer(pds: Pds, account: Account) -> None:
    first = send(account, POST)
    answer = replace(choosing(replies="nobody", reply_lists=LIST), key="k2", in_reply_to=first.remote_id)

    send(account, answer)

    assert pds.kept(THREADGATE) == []
    assert publish.posts(answer) == 1


def test_a_post_goes_away_with_its_gates(pds: Pds, account: Account) -> None:
    sent = send(account, choosing(replies="nobody", quotes="nobody"))

    change.delete(account, sent.remote_id, POST.key)
    change.delete(account, sent.remote_id, POST.key)

    assert pds.records == {}


def test_a_post_says_its_language_and_its_warning_on_every_part(pds: Pds, account: Account) -> None:
    send(account, replace(choosing(language="pt-BR", label="nudity", thread="yes"), text=LONG))

    assert {tuple(kept.value["langs"]) for kept in pds.posts()} == {("pt-BR",)}
    assert {kept.value["labels"]["values"][0]["val"] for kept in pds.posts()} == {"nudity"}


def test_every_language_and_every_warning_is_one_that_a_server_takes(pds: Pds, account: Account) -> None:
    offered = [(option.name, value) for option in OPTIONS for value, _ in option.values]

    for number, (name, value) in enumerate(offered):
        send(account, replace(choosing(**{name: value}), key=f"k{number}"))

    assert len(pds.posts()) == len(offered)


# Many pictures


def pictures(count: int) -> Outgoing:
    media = tuple(replace(image(f"Tern {number}"), width=640, height=480) for number in range(count))
    return replace(POST, media=media, format="carousel")


@pytest.mark.parametrize(
    ("count", "kind", "field"),
    [(4, "app.bsky.embed.images", "images"), (5, "app.bsky.embed.gallery", "items")],
)
def test_more_than_four_pictures_are_a_gallery(
    pds: Pds, account: Account, count: int, kind: str, field: str
) -> None:
    embed = sent_record(pds, account, pictures(count))["embed"]

    assert embed["$type"] == kind
    assert [one["alt"] for one in embed[field]] == [f"Tern {number}" for number in range(count)]
    assert {tuple(one["aspectRatio"].values()) for one in embed[field]} == {(640, 480)}


def test_ten_pictures_leave_in_their_order(pds: Pds, account: Account, tern: Member) -> None:
    items = sent_record(pds, account, pictures(10))["embed"]["items"]

    assert [item["alt"] for item in items] == [f"Tern {number}" for number in range(10)]


def test_a_picture_of_a_gallery_that_nobody_can_measure_is_refused(account: Account) -> None:
    unknown = replace(POST, media=tuple(image() for _ in range(5)))

    with pytest.raises(Rejected, match="Picture 2 cannot be measured"):
        publish.run_step(account, unknown, "image-2", {})
