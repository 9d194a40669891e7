"""The sandbox's API, asked directly."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from waypost.networks.contract import Account, Address, Metric, Rejected, TryLater
from waypost.networks.sandbox import connect, converse, measure
from waypost.networks.sandbox.server import Call, Fault, FaultKind, Sandbox
from waypost.networks.sandbox.server.admin import ROUTES as ADMIN_ROUTES
from waypost.networks.sandbox.server.api import ROUTES
from waypost.toolkit import clock


def ask(sandbox: Sandbox, method: str, target: str, token: str = "", value: Any = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {token}", "Host": "sandbox.example"}
    answer = sandbox.handle(method, target, headers, b"" if value is None else json.dumps(value).encode())
    return answer.status, json.loads(answer.body)


def post(sandbox: Sandbox, account: Account, text: str = "The tide turns at six.") -> str:
    status, found = ask(sandbox, "POST", "/api/posts", account.token, {"text": text})
    assert status == 201
    return str(found["id"])


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route[0]} {route[1].pattern}")
def test_nothing_is_answered_to_a_stranger(sandbox: Sandbox, route: Any) -> None:
    path = (
        "/api/accounts" if route[1].fullmatch("/api/accounts") else route[1].pattern.partition("(")[0] + "x"
    )
    path = path if route[1].fullmatch(path) else route[1].pattern.replace("(?P<post_id>[^/]+)", "1")

    status, _ = ask(sandbox, route[0], path, "nobody", {})

    assert route[1].fullmatch(path)
    assert status == (422 if path == "/api/accounts" else 401)


@pytest.mark.parametrize("route", ADMIN_ROUTES, ids=lambda route: f"{route[0]} {route[1].pattern}")
def test_the_administrator_s_api_needs_the_secret(sandbox: Sandbox, account: Account, route: Any) -> None:
    path = route[1].pattern.replace("(?P<number>[^/]+)", "1")

    assert ask(sandbox, route[0], path, account.token, {})[0] == 401
    assert ask(sandbox, route[0], path, "", {})[0] == 401
    assert ask(sandbox, route[0], path, "s3cret", {})[0] != 401


def test_a_handle_is_taken_once(sandbox: Sandbox, account: Account) -> None:
    with pytest.raises(Rejected, match="taken"):
        connect.sign_up(account.server, "tern", "Another")


@pytest.mark.parametrize("handle", ["", "Tern", "a b", "../x", "x" * 41])
def test_an_odd_handle_is_refused(sandbox: Sandbox, handle: str) -> None:
    with pytest.raises(Rejected):
        connect.sign_up("http://sandbox.example", handle, "Tern")


def test_an_account_deletes_its_own_posts_only(sandbox: Sandbox, account: Account) -> None:
    other = connect.sign_up(account.server, "gull", "Gull")
    number = post(sandbox, account)

    assert ask(sandbox, "DELETE", f"/api/posts/{number}", other.token)[0] == 404
    assert ask(sandbox, "DELETE", f"/api/posts/{number}", account.token)[0] == 200
    assert ask(sandbox, "GET", f"/api/posts/{number}", account.token)[0] == 404


def test_the_list_holds_the_account_s_own_posts_newest_first(sandbox: Sandbox, account: Account) -> None:
    other = connect.sign_up(account.server, "gull", "Gull")
    numbers = [post(sandbox, account, text) for text in ("one", "two")]
    post(sandbox, other)

    _, found = ask(sandbox, "GET", "/api/posts", account.token)

    assert [shown["id"] for shown in found["posts"]] == numbers[::-1]
    assert found["older"] == ""


@pytest.mark.parametrize("since", ["yesterday", "2026-11-21T10:00:00"])
def test_a_moment_without_sense_is_refused(sandbox: Sandbox, account: Account, since: str) -> None:
    assert ask(sandbox, "GET", f"/api/posts?since={since}", account.token)[0] == 400


def test_what_is_not_a_post_is_refused(sandbox: Sandbox, account: Account) -> None:
    assert ask(sandbox, "POST", "/api/posts", account.token, ["text"])[0] == 400


def test_people_speak_and_like_by_script(sandbox: Sandbox, account: Account) -> None:
    number = post(sandbox, account)
    for author in ("ana", "rui", "ana"):
        ask(sandbox, "POST", "/admin/likes", "s3cret", {"post_id": number, "author": author})
    for text in ("first", "second"):
        ask(sandbox, "POST", "/admin/messages", "s3cret", {"under": number, "author": "ana", "text": text})
    ask(sandbox, "POST", "/admin/messages", "s3cret", {"author": "rui", "text": "Ask @tern."})

    messages = converse.arrivals(account, "").messages

    assert [(said.by.handle, said.text) for said in messages] == [
        ("ana", "first"),
        ("ana", "second"),
        ("rui", "Ask @tern."),
    ]
    assert messages[0].url == f"http://sandbox.example/posts/{number}#reply-{messages[0].remote_id}"
    assert measure.posts(account, [number])[number] == {Metric.LIKES: 2, Metric.COMMENTS: 2}


def test_nobody_speaks_under_nothing(sandbox: Sandbox, account: Account) -> None:
    said = {"under": "99", "author": "ana", "text": "hm"}

    assert ask(sandbox, "POST", "/admin/messages", "s3cret", said)[0] == 404
    assert ask(sandbox, "POST", "/api/posts", account.token, {"text": "hm", "in_reply_to": "99"})[0] == 422


def test_what_is_said_later_is_not_heard_before(sandbox: Sandbox, account: Account) -> None:
    number = post(sandbox, account)
    later = clock.now() + timedelta(hours=1)
    sandbox.truth.let_say("An hour on.", "ana", under=sandbox.truth.post(number), at=later)
    sandbox.truth.let_say("At once.", "rui", under=sandbox.truth.post(number))

    now = converse.arrivals(account, "")
    with clock.frozen_at(later):
        then = converse.arrivals(account, now.cursor)

    assert [said.text for said in now.messages] == ["At once."]
    assert [said.text for said in then.messages] == ["An hour on."]
    assert measure.posts(account, [number])[number][Metric.COMMENTS] == 1


def test_accounts_of_the_sandbox_speak_to_one_another(sandbox: Sandbox, account: Account) -> None:
    other = connect.sign_up(account.server, "gull", "Gull")
    number = post(sandbox, account)
    ask(sandbox, "POST", "/api/posts", other.token, {"text": "Hm, @gull?", "in_reply_to": number})

    (said,) = converse.arrivals(account, "").messages

    assert (said.address, said.by.handle, said.by.remote_id) == (Address.COMMENT, "gull", other.remote_id)
    assert converse.arrivals(other, "").messages == ()


@pytest.mark.parametrize(
    ("target", "code"),
    [("/api/arrivals?after=hm", 400), ("/api/counts?ids=" + ",".join(map(str, range(101))), 400)],
)
def test_a_question_without_sense_is_refused(
    sandbox: Sandbox, account: Account, target: str, code: int
) -> None:
    assert ask(sandbox, "GET", target, account.token)[0] == code


def test_nobody_else_s_posts_are_counted(sandbox: Sandbox, account: Account) -> None:
    other = connect.sign_up(account.server, "gull", "Gull")

    assert measure.posts(other, [post(sandbox, account), "odd"]) == {}


@pytest.mark.parametrize(
    ("call", "read"),
    [
        (Call.ARRIVALS, lambda account: converse.arrivals(account, "")),
        (Call.COUNTS, lambda account: measure.posts(account, ["1"])),
        (Call.COUNTS, measure.account),
        (Call.LOOK, lambda account: measure.history(account, "")),
    ],
)
@pytest.mark.parametrize("kind", [FaultKind.REFUSED, FaultKind.ERROR_AFTER, FaultKind.HANG_BEFORE])
def test_a_fault_of_reading_strikes_its_calls_alone(
    sandbox: Sandbox, account: Account, call: Call, read: Any, kind: FaultKind
) -> None:
    sandbox.faults.switch_on(Fault(kind=kind, call=call))

    with pytest.raises(TryLater):
        read(account)
    assert post(sandbox, account)


def test_the_log_tells_who_stored_what_under_which_key(sandbox: Sandbox, account: Account) -> None:
    ask(sandbox, "POST", "/api/posts", account.token, {"text": "one", "key": "k1"})
    ask(sandbox, "POST", "/api/posts", account.token, {"text": "one", "key": "k1"})
    number = post(sandbox, account, "two")
    ask(sandbox, "DELETE", f"/api/posts/{number}", account.token)

    _, found = ask(sandbox, "GET", "/admin/posts", "s3cret")
    _, rest = ask(sandbox, "GET", "/admin/posts?after=1", "s3cret")

    assert [(line["handle"], line["key"], line["text"]) for line in found["posts"]] == [
        ("tern", "k1", "one"),
        ("tern", "", "two"),
    ]
    assert [line["text"] for line in rest["posts"]] == ["two"]


def test_faults_and_switches_are_set_by_the_administrator(sandbox: Sandbox) -> None:
    status, made = ask(sandbox, "POST", "/admin/faults", "s3cret", {"kind": "refused", "count": 3})
    _, switches = ask(
        sandbox, "POST", "/admin/switches", "s3cret", {"honours_keys": False, "latency_seconds": 0.2}
    )
    _, found = ask(sandbox, "GET", "/admin/faults", "s3cret")

    assert status == 201
    assert [(one["id"], one["fault"]["kind"], one["fault"]["count"]) for one in found["faults"]] == [
        (made["id"], "refused", 3)
    ]
    assert switches == {
        "honours_keys": False,
        "latency_seconds": 0.2,
        "token_seconds": 0,
        "posts_a_minute": 0,
    }
    ask(sandbox, "DELETE", f"/admin/faults/{made['id']}", "s3cret")
    assert ask(sandbox, "GET", "/admin/faults", "s3cret")[1] == {"faults": []}


@pytest.mark.parametrize("fault", [{"kind": "earthquake"}, {"kind": "slow", "probability": 2}, {}])
def test_a_fault_without_sense_is_refused(sandbox: Sandbox, fault: dict[str, object]) -> None:
    status, found = ask(sandbox, "POST", "/admin/faults", "s3cret", fault)

    assert status == 422
    assert "Not understood" in found["message"]


def test_without_a_secret_the_administrator_s_api_is_closed(sandbox: Sandbox) -> None:
    sandbox._secret = ""

    assert ask(sandbox, "GET", "/admin/posts", "")[0] == 401


def test_a_wrong_method_and_a_wrong_path_are_told_apart(sandbox: Sandbox) -> None:
    assert ask(sandbox, "DELETE", "/api/me", "x")[0] == 405
    assert ask(sandbox, "GET", "/api/nothing", "x")[0] == 404
