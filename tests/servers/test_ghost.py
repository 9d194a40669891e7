"""Ghost itself: what we send appears as meant, once, by mail too where that is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tests.servers import sites
from tests.servers.ghost.site import Site
from tests.servers.proxy import Proxy
from tests.servers.sites import open_to, picture, running
from waypost.networks.articles.naming import mark_of
from waypost.networks.contract import (
    Account,
    Disconnected,
    Handle,
    Metric,
    Outgoing,
    Rejected,
    Sent,
)
from waypost.networks.ghost import change, client, connect, measure, publish
from waypost.networks.ghost.tests.specification import facts, known
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock

pytestmark = pytest.mark.server

POST = replace(sites.POST, options={**sites.POST.options, "tags": "Tide, #boots"})


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running(Site()) as found:
        yield found


@pytest.fixture(scope="module")
def proxy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    found = Proxy(site.address, tmp_path_factory.mktemp("proxy"))
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _open_the_guard(site: Site, proxy: Proxy) -> Iterator[None]:
    """No other server is needed here."""
    with open_to(site.address, proxy.address):
        yield


@pytest.fixture
def account(site: Site) -> Account:
    return site.account()


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(30)


def handles(account: Account, outgoing: Outgoing) -> dict[str, Handle]:
    return {
        step.name: publish.run_step(account, outgoing, step.name, {})
        for step in publish.steps(account, outgoing)
    }


def drafts(account: Account) -> list[str]:
    found = client.get(account, "/posts/", client.PostsAnswer, filter="status:draft", fields="id,slug")
    return [post.slug for post in found.posts]


def test_the_facts_are_those_of_a_site(site: Site) -> None:
    assert facts(site.schemas) == known()


def test_a_post_appears_at_its_time_with_all_that_was_chosen(site: Site, account: Account) -> None:
    outgoing = replace(POST, media=(picture("A tern", 10), picture('The "pier"', 90)))
    call = ready(publish, account, outgoing)
    assert publish.find(account, outgoing, clock.now(), frozenset()) is None
    assert mark_of("k1") in drafts(account)

    sent = call.send(30)

    shown = site.page(sent.url)
    assert sent.url == f"{site.address}/low-tide-boots-{mark_of('k1')}/"
    # On the page Ghost adds to a link from which site it was followed; what it keeps is ours.
    assert 'href="https://tern.example/a?' in shown
    kept = client.get(account, f"/posts/{sent.remote_id}/", client.PostAnswer, formats="html").post.html or ""
    assert '<a href="https://tern.example/a?b=c&amp;d=e">' in kept
    assert "Bring &lt;boots&gt;." in shown
    assert 'alt="The &quot;pier&quot;"' in shown
    assert 'alt="A tern"' in shown
    assert publish.find(account, outgoing, clock.now(), frozenset()) == sent
    past = {post.remote_id: post for post in measure.history(account, "").posts}
    assert (past[sent.remote_id].text, past[sent.remote_id].format) == (POST.text, "carousel")


def test_one_key_is_one_post_and_one_mail_however_often_it_is_sent(account: Account) -> None:
    outgoing = replace(POST, key="once", options={"title": "By mail", "mail": "yes"})
    ready(publish, account, replace(outgoing, options={"title": "Before it was changed"})).close()
    first = send(account, outgoing)

    assert send(account, outgoing) == first
    assert drafts(account) == []
    url = client.address(account.server, f"/posts/{first.remote_id}/", {"include": "newsletter"})
    post = httpx.get(url, headers=client.headers(account), timeout=30).json()["posts"][0]
    assert (post["newsletter"]["status"], post["email_segment"]) == ("active", "all")


def test_a_lost_answer_is_a_doubt_that_the_look_resolves(site: Site, proxy: Proxy) -> None:
    account, outgoing = site.account(server=proxy.address), replace(POST, key="lost")
    done = handles(account, outgoing)
    call = publish.prepare(account, outgoing, done)
    path = f"/posts/{done['draft'].value.strip(chr(34))}/"
    proxy.lose_next(path)

    with pytest.raises(OSError):
        call.send(20)

    assert proxy.lost[-1] == f"200 {path}"
    found = publish.find(account, outgoing, clock.now(), frozenset())
    assert found is not None
    assert send(account, outgoing).remote_id == found.remote_id


def test_what_ghost_refuses_is_rejected(account: Account) -> None:
    with pytest.raises(Rejected, match="custom_excerpt"):
        send(account, replace(POST, key="long", options={"title": "Long", "excerpt": "x" * 301}))


def test_a_post_says_something_else_at_its_address_and_is_taken_away(site: Site, account: Account) -> None:
    sent = send(account, replace(POST, key="edited"))
    better = replace(POST, key="edited", text="The tide turns at seven.", options={"title": "Seven"})

    change.edit(account, sent.remote_id, better, handles(account, better))

    assert "The tide turns at seven." in site.page(sent.url)
    assert drafts(account) == []
    assert measure.posts(account, [sent.remote_id]) == {sent.remote_id: {Metric.CLICKS: 0, Metric.LIKES: 0}}
    change.delete(account, sent.remote_id, "edited")
    change.delete(account, sent.remote_id, "edited")
    assert site.page(sent.url) == ""
    assert measure.posts(account, [sent.remote_id]) == {}
    with pytest.raises(Rejected):
        change.edit(account, sent.remote_id, better, {})


def test_a_key_opens_its_site_and_no_other_does(site: Site, account: Account) -> None:
    assert connect.verify(account).name == "Tern & Tide"
    assert measure.account(account) == {Metric.FOLLOWERS: 0}
    with pytest.raises(Disconnected):
        connect.verify(replace(account, token=f"{site.key[:-2]}{'00' if site.key[-2:] != '00' else '11'}"))
    with pytest.raises(Disconnected):
        connect.verify(replace(account, token=f"{'a' * 24}:{'b' * 64}"))
