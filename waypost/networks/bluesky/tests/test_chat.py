"""Direct messages: what people write to us alone arrives, and our answer goes to them alone, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from waypost.networks.bluesky import change, converse, homes, measure, publish, sessions
from waypost.networks.bluesky import text as counting
from waypost.networks.bluesky.tests.holding import Undefined
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.bluesky.tests.test_publish import POST, send
from waypost.networks.contract import (
    Account,
    Address,
    Arrival,
    Count,
    Outgoing,
    Rejected,
    Sent,
    TextUnit,
    TryLater,
)
from waypost.networks.tests.fakes import answering, image, ready
from waypost.toolkit import clock, http


@pytest.fixture
def ana(pds: Pds) -> Member:
    return pds.join("ana.example", "Ana", "secret")


@pytest.fixture(autouse=True)
def _nobody_is_known() -> Iterator[None]:
    yield
    homes._known.clear()


def heard(account: Account, cursor: str = "") -> tuple[list[Arrival], str]:
    found: dict[str, Arrival] = {}
    while True:
        page = converse.arrivals(account, cursor)
        found |= {one.remote_id: one for one in page.messages}
        cursor = page.cursor
        if not page.more:
            return list(found.values()), cursor


def answer(account: Account, to: str, text: str = "At ten.") -> Sent:
    return ready(publish, account, answering_to(to, text)).send(5)


def answering_to(remote_id: str, text: str = "At ten.") -> Outgoing:
    return Outgoing(text=text, key="k2", in_reply_to=remote_id)


def test_what_waits_when_we_come_arrives_with_who_wrote_it(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    convo = pds.writes(ana, tern, "When do you open?")

    (message,), _ = heard(account)

    assert (message.address, message.text) == (Address.DIRECT, "When do you open?")
    assert (message.by.remote_id, message.by.handle, message.by.name) == (ana.did, "ana.example", "Ana")
    assert message.root == f"chat://{convo}"
    assert message.remote_id.startswith(message.root)
    assert message.url == f"https://bsky.app/messages/{convo}"


def test_what_is_written_afterwards_arrives_once_each_and_ours_does_not(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    pds.writes(ana, tern, "One.")
    _, cursor = heard(account)
    pds.writes(ana, tern, "Two.")
    pds.writes(tern, ana, "Ours.")
    pds.writes(ana, tern, "Three.")

    found, after = heard(account, cursor)

    assert [one.text for one in found] == ["Two.", "Three."]
    assert {one.by.name for one in found} == {"Ana"}
    assert heard(account, after)[0] == []


def test_nothing_is_lost_between_pages(pds: Pds, account: Account, tern: Member, ana: Member) -> None:
    _, cursor = heard(account)
    pds.chat.page = 3
    said = [f"Number {number}." for number in range(40)]
    for words in said:
        pds.writes(ana, tern, words)

    assert [one.text for one in heard(account, cursor)[0]] == said


def test_where_the_log_does_not_say_who_wrote_the_profile_does(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    _, cursor = heard(account)
    pds.chat.tells_profiles = False
    pds.writes(ana, tern, "Two.")

    assert heard(account, cursor)[0][0].by.handle == "ana.example"


def test_public_and_private_arrive_together_in_their_order(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    post = send(account, POST)
    _, cursor = heard(account)
    pds.writes(ana, tern, "Privately.")
    under = {"uri": post.remote_id, "cid": pds.records[post.remote_id].cid}
    pds.write(ana, "3kaaaaaaaaaaa", {"$type": "app.bsky.feed.post", "text": "Publicly.", "reply": {"root": under, "parent": under}})  # fmt: skip

    assert {one.text: one.address for one in heard(account, cursor)[0]} == {
        "Privately.": Address.DIRECT, "Publicly.": Address.COMMENT
    }  # fmt: skip


def test_a_password_without_direct_messages_reads_what_is_public_and_keeps_its_session(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    tern.opens_chat = False
    pds.writes(ana, tern, "When do you open?")
    first = sessions.session(account)

    found, cursor = heard(account)

    assert (found, "|" in cursor) == ([], False)
    assert sessions.session(account) is first


def test_when_the_password_is_changed_for_one_with_them_they_begin(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    tern.opens_chat = False
    _, cursor = heard(account)
    pds.writes(ana, tern, "When do you open?")
    tern.opens_chat = True

    assert [one.text for one in heard(account, cursor)[0]] == ["When do you open?"]


def test_while_direct_messages_may_not_be_read_their_place_is_kept(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    pds.writes(ana, tern, "One.")
    _, cursor = heard(account)
    tern.opens_chat = False
    _, meanwhile = heard(account, cursor)
    tern.opens_chat = True
    pds.writes(ana, tern, "Two.")

    assert [one.text for one in heard(account, meanwhile)[0]] == ["Two."]


def test_a_service_that_breaks_down_keeps_nothing_public_from_us(
    pds: Pds, account: Account, tern: Member, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    pds.writes(ana, tern, "One.")
    _, cursor = heard(account)
    post = send(account, POST)
    under = {"uri": post.remote_id, "cid": pds.records[post.remote_id].cid}
    pds.writes(ana, tern, "Two.")

    def broken(*_all: object) -> dict[str, object]:
        raise http.UnreadableAnswer("reset")

    with monkeypatch.context() as patched:
        patched.setattr(pds.chat, "answer", broken)
        with pytest.raises(TryLater):
            converse.arrivals(account, cursor)
        pds.write(ana, "3kaaaaaaaaaaa", {"$type": "app.bsky.feed.post", "text": "Publicly.", "reply": {"root": under, "parent": under}})  # fmt: skip
        found, meanwhile = heard(account, cursor)

    assert [one.text for one in found] == ["Publicly."]
    assert "Two." in [one.text for one in heard(account, meanwhile)[0]]


# Answering


def test_an_answer_goes_to_them_alone(pds: Pds, account: Account, tern: Member, ana: Member) -> None:
    convo = pds.writes(ana, tern, "When do you open?")
    (message,), _ = heard(account)

    sent = answer(account, message.remote_id, f"At ten, @{ana.handle}.")

    said = pds.chat.convos[convo].messages[-1]
    assert (said["sender"]["did"], said["text"]) == (tern.did, "At ten, @ana.example.")
    assert said["facets"][0]["features"][0]["did"] == ana.did
    assert sent == Sent(remote_id=f"chat://{convo}/{said['id']}", url=f"https://bsky.app/messages/{convo}")
    assert pds.posts() == []
    assert publish.posts(answering_to(message.remote_id)) == 0


def test_a_direct_message_may_be_longer_than_a_post_and_has_an_end_too(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    convo = pds.writes(ana, tern, "When do you open?")
    (message,), _ = heard(account)
    in_public, alone = (counting.answering(one) for one in ("at://did/a/b", message.root))
    longest, family = "é" * 1000, "👨‍👩‍👧‍👦"

    answer(account, message.remote_id, longest)

    assert pds.chat.convos[convo].messages[-1]["text"] == longest
    assert (alone.count(longest).over, alone.count(longest + "é").over) == (0, 1)
    assert alone.count(family * 401) == Count(length=10_025, limit=10_000, unit=TextUnit.BYTES)
    assert (in_public.count(longest).over, counting.count(longest).over) == (700, 700)
    with pytest.raises(Undefined):
        answer(account, message.remote_id, longest + "é")


def test_a_direct_message_reads_no_page_and_has_no_gate(pds: Pds, account: Account) -> None:
    outgoing = replace(answering_to("chat://c/m", "See https://tern.example/"), options={"replies": "nobody"})

    assert publish.steps(account, outgoing) == ()


def test_a_message_of_which_nobody_knows_is_found_where_it_is_there(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    before = clock.now() - timedelta(minutes=1)
    convo = pds.writes(ana, tern, "When do you open?")
    first = answer(account, f"chat://{convo}/m0000")
    second = answer(account, f"chat://{convo}/m0000")

    outgoing = answering_to(f"chat://{convo}/m0000")
    assert publish.find(account, outgoing, before, frozenset()) == second
    assert publish.find(account, outgoing, before, frozenset({second.remote_id})) == first


def test_a_message_that_is_not_there_is_never_called_absent(
    pds: Pds, account: Account, tern: Member, ana: Member
) -> None:
    convo = pds.writes(ana, tern, "At ten.")
    answer(account, f"chat://{convo}/m0000")
    outgoing = answering_to(f"chat://{convo}/m0000")

    with pytest.raises(http.UnreadableAnswer):
        publish.find(account, outgoing, clock.now() + timedelta(hours=1), frozenset())


def test_a_message_to_somebody_who_takes_none_is_refused(pds: Pds, account: Account, tern: Member) -> None:
    with pytest.raises(Rejected, match="Convo not found"):
        answer(account, "chat://nowhere/m0000")


@pytest.mark.parametrize(
    ("status", "error"), [(400, "ConvoLocked"), (400, "MessagesDisabled"), (403, "BlockedActor")]
)
def test_what_the_service_refuses_is_rejected(
    pds: Pds, account: Account, tern: Member, ana: Member, status: int, error: str
) -> None:
    convo = pds.writes(ana, tern, "When do you open?")
    call = ready(publish, account, answering_to(f"chat://{convo}/m0000"))
    said = httpx.Response(status, json={"error": error, "message": "No"})
    pds.answer = lambda request, deadline: said  # type: ignore[method-assign]

    with pytest.raises(Rejected) as caught:
        call.send(5)

    assert caught.value.code == error


def test_a_broken_answer_is_a_doubt(pds: Pds, account: Account, tern: Member, ana: Member) -> None:
    convo = pds.writes(ana, tern, "When do you open?")
    call = ready(publish, account, answering_to(f"chat://{convo}/m0000"))
    pds.answer = lambda request, deadline: answering(502)(request)  # type: ignore[method-assign]

    with pytest.raises(http.UnreadableAnswer):
        call.send(5)


def test_a_direct_message_carries_text_alone(account: Account) -> None:
    with pytest.raises(Rejected, match="text alone"):
        publish.prepare(account, replace(answering_to("chat://c/m"), media=(image(),)), {})


def test_a_direct_message_cannot_be_taken_back(account: Account) -> None:
    with pytest.raises(Rejected, match="cannot be taken back"):
        change.delete(account, "chat://c/m", "k2")


def test_a_direct_message_is_not_measured(pds: Pds, account: Account) -> None:
    post = send(account, POST).remote_id

    assert set(measure.posts(account, ["chat://c/m", post])) == {post}
    assert measure.posts(account, ["chat://c/m"]) == {}


def test_the_account_s_own_server_is_asked_though_people_sign_in_elsewhere(
    pds: Pds, account: Account, tern: Member, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    pds.writes(ana, tern, "When do you open?")
    inside, asked = pds.answer, []

    def entrance(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        asked.append((request.url.host, request.url.path.rpartition("/")[2]))
        request.url = request.url.copy_with(host=pds.host)
        return inside(request, deadline)

    monkeypatch.setattr(pds, "answer", entrance)
    heard(replace(account, server="https://entrance.example"))

    assert {host for host, name in asked if name.startswith("chat.")} == {pds.host}
    assert {host for host, name in asked if name.startswith("app.")} == {"entrance.example"}
