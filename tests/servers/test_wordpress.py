"""WordPress itself: what we send appears as meant, what readers say comes back, and nothing appears twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.servers.proxy import Proxy
from tests.servers.sites import POST, open_to, picture, running
from tests.servers.wordpress.site import Site
from waypost.networks.articles.naming import mark_of
from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    Account,
    Address,
    Arrival,
    Disconnected,
    Metric,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
)
from waypost.networks.tests.fakes import ready
from waypost.networks.wordpress import change, connect, converse, measure, publish
from waypost.networks.wordpress.tests.specification import facts, known
from waypost.toolkit import clock

pytestmark = pytest.mark.server


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


def raw(site: Site, sent: Sent) -> dict[str, object]:
    found: dict[str, object] = site.ask("tern", "GET", f"/posts/{sent.remote_id}?context=edit")
    return found


def heard(account: Account) -> list[Arrival]:
    found: dict[str, Arrival] = {}
    cursor = ""
    while True:
        page = converse.arrivals(account, cursor)
        found |= {message.remote_id: message for message in page.messages}
        cursor = page.cursor
        if not page.more:
            return list(found.values())


def test_the_facts_are_those_of_a_site(site: Site) -> None:
    assert facts(site.described()) == known()


# Publishing


def test_a_post_appears_with_its_title_its_paragraphs_and_its_link(site: Site, account: Account) -> None:
    sent = send(account, POST)

    shown = site.page(sent.url)
    assert "<p>The tide turns at six.<br>Come &#038; see:" in shown or "Come &amp; see" in shown
    assert "https://tern.example/a?b=c" in shown
    assert "<p>Bring &lt;boots&gt;.</p>" in shown
    assert sent.url.startswith(f"{site.address}/low-tide-boots-w")
    assert (
        site.ask("tern", "GET", f"/posts/{sent.remote_id}?context=edit")["title"]["raw"]
        == "Low “tide” & boots"
    )


def test_nothing_is_to_be_seen_before_its_time(site: Site, account: Account) -> None:
    outgoing = replace(POST, key="unseen", text="Not yet to be seen.", options={})

    call = ready(publish, account, outgoing)

    assert "Not yet to be seen" not in site.page(site.address)
    assert publish.find(account, outgoing, clock.now(), frozenset()) is None
    assert "Not yet to be seen" in site.page(call.send(30).url)


def test_one_key_is_one_post_however_often_it_is_prepared_and_sent(site: Site, account: Account) -> None:
    outgoing = replace(POST, key="once")
    ready(publish, account, replace(outgoing, options={"title": "Its title before it was changed"})).close()
    first = send(account, outgoing)

    assert send(account, outgoing) == first
    slugs = [
        one["slug"] for one in site.ask("tern", "GET", "/posts?status=any,trash&context=edit&per_page=100")
    ]
    assert sum(mark_of("once") in slug for slug in slugs) == 1


def test_a_lost_answer_is_a_doubt_that_the_look_resolves(site: Site, proxy: Proxy) -> None:
    account, outgoing = site.account(server=proxy.address), replace(POST, key="lost")
    call = ready(publish, account, outgoing)
    proxy.lose_next("/index.php")

    with pytest.raises(OSError):
        call.send(20)

    assert proxy.lost[-1] == "200 /index.php"
    found = publish.find(account, outgoing, clock.now(), frozenset())
    assert found is not None
    assert mark_of("lost") in found.url
    assert send(account, outgoing) == found


def test_pictures_lie_in_the_library_with_their_alt_text_and_are_uploaded_once(
    site: Site, account: Account
) -> None:
    media = (picture("A tern", 10), picture('The "tide" & more', 90), picture("A pier", 200))
    outgoing = replace(POST, key="pictures", media=media, format="carousel")

    sent = send(account, outgoing)
    send(account, outgoing)

    shown = site.page(sent.url)
    assert shown.count("wp-block-gallery") >= 1
    assert 'alt="The &quot;tide&quot; &amp; more"' in shown
    library = site.ask("tern", "GET", f"/media?search={mark_of('pictures')}&per_page=100")
    assert sorted(one["alt_text"] for one in library) == ["A pier", "A tern", 'The "tide" & more']
    (cover,) = [one["id"] for one in library if one["alt_text"] == "A tern"]
    assert raw(site, sent)["featured_media"] == cover
    assert {past.remote_id: past.format for past in measure.history(account, "").posts}[
        sent.remote_id
    ] == "carousel"


def test_categories_and_tags_are_found_by_name_and_made_where_there_are_none(
    site: Site, account: Account
) -> None:
    made = site.ask("tern", "POST", "/categories", name="Rock & roll")["id"]
    options = {"title": "Terms", "categories": "rock & ROLL, New shore", "tags": "Tide, #boots, tide"}

    sent = send(account, replace(POST, key="terms", options=options))

    found = raw(site, sent)
    names = {one["id"]: one["name"] for one in site.ask("tern", "GET", "/categories?per_page=100")}
    assert made in found["categories"]  # type: ignore[operator]
    assert {names[one] for one in found["categories"]} == {"Rock &amp; roll", "New shore"}  # type: ignore[attr-defined]
    assert len(found["tags"]) == 2  # type: ignore[arg-type]


def test_an_author_may_make_tags_and_no_categories(site: Site) -> None:
    author = site.account("otto")

    assert send(author, replace(POST, key="o1", options={"tags": "Only tags"})).url
    with pytest.raises(Rejected, match="no “Unheard of” among the site’s categories"):
        send(author, replace(POST, key="o2", options={"categories": "Unheard of"}))


def test_a_post_that_is_empty_is_refused(account: Account) -> None:
    with pytest.raises(Rejected) as caught:
        send(account, Outgoing(text=" ", key="empty"))

    assert caught.value.code == "empty_content"


# What is out is changed


def test_a_post_says_something_else_at_its_address(site: Site, account: Account) -> None:
    sent = send(account, replace(POST, key="edited"))
    better = replace(POST, key="edited", text="The tide turns at seven.", options={"title": "Seven"})
    done = {
        step.name: publish.run_step(account, better, step.name, {}) for step in publish.steps(account, better)
    }

    change.edit(account, sent.remote_id, better, done)

    assert "The tide turns at seven." in site.page(sent.url)
    marked = mark_of("edited")
    every = site.ask("tern", "GET", "/posts?status=any&context=edit&per_page=100")
    assert [one["id"] for one in every if marked in one["slug"]] == [int(sent.remote_id)]


def test_a_post_that_is_taken_away_lies_in_the_trash(site: Site, account: Account) -> None:
    sent = send(account, replace(POST, key="trash"))

    change.delete(account, sent.remote_id, "trash")
    change.delete(account, sent.remote_id, "trash")

    assert site.page(sent.url) == ""
    assert raw(site, sent)["status"] == "trash"
    assert publish.find(account, replace(POST, key="trash"), clock.now(), frozenset()) is None
    with pytest.raises(Rejected, match="in the trash"):
        change.edit(account, sent.remote_id, POST, {})


# Conversation and counting


def test_comments_arrive_and_are_answered_once(site: Site, account: Account) -> None:
    of_others = {message.remote_id for message in heard(account)}
    post = send(account, replace(POST, key="talk")).remote_id
    comment = site.ask("otto", "POST", "/comments", post=int(post), content="When do you “open” & why?\nBye")[
        "id"
    ]
    elsewhere = send(site.account("otto"), replace(POST, key="otto's")).remote_id
    site.ask("otto", "POST", "/comments", post=int(elsewhere), content="A fine morning.")
    named = site.ask("otto", "POST", "/comments", post=int(elsewhere), content="Ask @tern about it.")["id"]
    answer = Outgoing(text="At ten & <later>.", key="a1", in_reply_to=f"comment-{comment}")
    before = clock.now()

    said = send(account, answer)
    thanks = site.ask(
        "otto",
        "POST",
        "/comments",
        post=int(post),
        parent=int(said.remote_id.partition("-")[2]),
        content="Thanks!",
    )["id"]

    arrived = {message.remote_id: message for message in heard(account)}
    found = {one: message for one, message in arrived.items() if one not in of_others}
    assert {one: message.address for one, message in found.items()} == {
        f"comment-{comment}": Address.COMMENT,
        f"comment-{named}": Address.MENTION,
        f"comment-{thanks}": Address.REPLY,
    }
    assert found[f"comment-{comment}"].text == "When do you “open” & why?\nBye"
    assert (found[f"comment-{thanks}"].in_reply_to, found[f"comment-{thanks}"].root) == (said.remote_id, post)
    assert publish.find(account, answer, before, frozenset()) == said
    with pytest.raises(Rejected) as caught:
        send(account, answer)
    assert caught.value.code == "duplicate"
    assert measure.posts(account, [post, said.remote_id, "999999"]) == {
        post: {Metric.COMMENTS: 3},
        said.remote_id: {},
    }


def test_the_cursor_loses_no_comment_of_one_second(site: Site, account: Account) -> None:
    post = send(account, replace(POST, key="many")).remote_id
    first = converse.arrivals(account, "").cursor
    said = {
        f"comment-{site.ask('otto', 'POST', '/comments', post=int(post), content=f'Number {one}')['id']}"
        for one in range(12)
    }

    assert said <= {message.remote_id for message in converse.arrivals(account, first).messages}


def test_the_past_is_our_own_posts_newest_first(site: Site, account: Account) -> None:
    theirs = send(site.account("otto"), replace(POST, key="not ours"))
    ours = send(account, replace(POST, key="ours", text="Ours."))

    found = measure.history(account, "").posts

    (last,) = [past for past in found if past.remote_id == ours.remote_id]
    assert (last.text, last.url, last.at) == ("Ours.", ours.url, max(past.at for past in found))
    assert theirs.remote_id not in {past.remote_id for past in found}
    assert abs((last.at - clock.now()).total_seconds()) < 60


# Signing in


def test_a_site_says_whose_password_it_is(site: Site, account: Account) -> None:
    found = connect.verify(replace(account, remote_id=""))

    assert (found.handle, found.name) == ("tern", "Tern & Tide")


def test_what_does_not_fit_together_is_told_apart(site: Site, account: Account) -> None:
    with pytest.raises(Disconnected):
        connect.verify(replace(account, token="abcd efgh ijkl"))
    with pytest.raises(Disconnected):
        connect.verify(replace(account, handle="nobody"))
    with pytest.raises(Rejected, match="may not publish posts or upload pictures") as caught:
        site.account("nora")
    assert caught.value.code == UNKNOWN_ACCOUNT
    with pytest.raises(TryLater):
        connect.verify(replace(account, server="http://127.0.0.1:1"))
