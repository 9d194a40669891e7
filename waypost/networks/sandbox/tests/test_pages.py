"""The pages on which a person sees the sandbox."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from waypost.networks.contract import Account, Outgoing
from waypost.networks.sandbox import publish
from waypost.networks.sandbox.server import FaultKind, Sandbox
from waypost.networks.sandbox.server.asking import Answered
from waypost.networks.tests.fakes import image, ready

HERE = {"host": "sandbox.example", "origin": "http://sandbox.example"}


def get(sandbox: Sandbox, path: str) -> Answered:
    return sandbox.handle("GET", path, HERE)


def submit(sandbox: Sandbox, path: str, headers: dict[str, str] = HERE, **fields: str) -> Answered:
    return sandbox.handle("POST", path, headers, urlencode(fields).encode())


def send(account: Account, text: str) -> str:
    outgoing = Outgoing(text=text, key="k1", media=(image('A "tern"'),))
    return ready(publish, account, outgoing).send(5).remote_id


@pytest.mark.parametrize("path", ["/", "/accounts", "/faults"])
def test_every_page_says_that_the_network_is_simulated(sandbox: Sandbox, path: str) -> None:
    page = get(sandbox, path)

    assert page.status == 200
    assert b"This network is simulated" in page.body
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_post_stands_on_the_timeline_and_on_its_own_page(sandbox: Sandbox, account: Account) -> None:
    number = send(account, "Tide & <script>time</script>")

    for page in (get(sandbox, "/"), get(sandbox, f"/posts/{number}")):
        assert "Tide &amp; &lt;script&gt;time&lt;/script&gt;" in page.body.decode()
        assert 'alt="A &quot;tern&quot;"' in page.body.decode()


def test_an_image_is_shown(sandbox: Sandbox, account: Account) -> None:
    send(account, "With an image")

    shown = get(sandbox, f"/media/{image().sha256}")

    assert (shown.content_type, shown.body) == ("image/png", image().content)


@pytest.mark.parametrize(
    ("path", "content_type"), [("/icon.svg", "image/svg+xml"), ("/style.css", "text/css")]
)
def test_what_the_pages_name_is_there(sandbox: Sandbox, path: str, content_type: str) -> None:
    assert f'href="{path}"' in get(sandbox, "/").body.decode()
    assert get(sandbox, path).content_type.startswith(content_type)


def test_a_post_page_shows_its_thread(sandbox: Sandbox, account: Account) -> None:
    number = send(account, "The tide turns at six.")
    comment = sandbox.truth.let_say("See you <there>", "ana", under=sandbox.truth.post(number))
    answer = Outgoing(text="At ten & sharp.", key="k2", in_reply_to=comment)
    answered = ready(publish, account, answer).send(5)

    page = get(sandbox, f"/posts/{number}").body.decode()

    assert "See you &lt;there&gt;" in page
    assert "At ten &amp; sharp." in page
    assert "tern to ana" in page
    assert answered.url == f"http://sandbox.example/posts/{number}#reply-{answered.remote_id}"
    assert "At ten" not in get(sandbox, "/").body.decode()


def test_a_message_s_own_address_leads_to_its_thread(sandbox: Sandbox, account: Account) -> None:
    number = send(account, "The tide turns at six.")
    comment = sandbox.truth.let_say("See you there", "ana", under=sandbox.truth.post(number))

    answer = get(sandbox, f"/posts/{comment}")

    assert (answer.status, answer.headers["location"]) == (303, f"/posts/{number}#reply-{comment}")


@pytest.mark.parametrize("path", ["/posts/99", "/media/abc", "/nothing"])
def test_what_is_not_there_is_not_found(sandbox: Sandbox, path: str) -> None:
    assert get(sandbox, path).status == 404


def test_the_timeline_goes_back_page_by_page(sandbox: Sandbox, account: Account) -> None:
    owner = sandbox.truth.accounts()[0]
    for number in range(51):
        sandbox.truth.store_post(owner, f"Post number {number}.", [], "", honours_key=True)

    assert "Post number 0." not in get(sandbox, "/").body.decode()
    assert '"/?before=2"' in get(sandbox, "/").body.decode()
    assert "Post number 0." in get(sandbox, "/?before=2").body.decode()


def test_a_person_opens_an_account_and_sees_its_token_once(sandbox: Sandbox) -> None:
    page = submit(sandbox, "/accounts", handle="gull", name="Gull & Sons")

    token = page.body.decode().partition("<code>")[2].partition("</code>")[0]
    owner = sandbox.truth.account_of(token)
    assert owner is not None
    assert owner.name == "Gull & Sons"
    assert token not in get(sandbox, "/accounts").body.decode()


@pytest.mark.parametrize("fields", [{"handle": "gull"}, {"handle": "G G", "name": "G"}])
def test_an_account_that_cannot_be_opened_says_why(sandbox: Sandbox, fields: dict[str, str]) -> None:
    page = submit(sandbox, "/accounts", **fields)

    assert page.status == 422
    assert b"A handle has" in page.body


def test_a_taken_handle_is_said(sandbox: Sandbox, account: Account) -> None:
    assert b"is taken" in submit(sandbox, "/accounts", handle="tern", name="T").body


def test_a_person_switches_a_fault_on_and_off(sandbox: Sandbox) -> None:
    fields = {"kind": "lost_answer", "call": "publish", "account": "", "count": "3", "probability": "0.5"}
    submit(sandbox, "/faults", **fields)

    (switched,) = sandbox.faults.all()
    assert (switched.fault.kind, switched.fault.count) == (FaultKind.LOST_ANSWER, 3)
    assert "Lost answer" in get(sandbox, "/faults").body.decode()

    submit(sandbox, f"/faults/{switched.id}/end")
    assert sandbox.faults.all() == []


def test_a_fault_form_with_a_mistake_says_where(sandbox: Sandbox) -> None:
    page = submit(sandbox, "/faults", kind="slow", probability="7")

    assert page.status == 422
    assert b"probability" in page.body


@pytest.mark.parametrize("headers", [{"host": "sandbox.example"}, {**HERE, "origin": "https://evil.example"}])
def test_a_form_from_elsewhere_changes_nothing(sandbox: Sandbox, headers: dict[str, str]) -> None:
    assert submit(sandbox, "/faults", headers, kind="refused").status == 403
    assert submit(sandbox, "/accounts", headers, handle="gull", name="Gull").status == 403
    assert sandbox.faults.all() == []
    assert sandbox.truth.accounts() == []
