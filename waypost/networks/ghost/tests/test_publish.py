"""Publishing, changing and counting where it goes beyond the contract."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from waypost.networks.articles.naming import mark_of
from waypost.networks.contract import Account, Handle, MediaFile, Metric, Outgoing, Rejected, Sent, TryLater
from waypost.networks.ghost import change, measure, publish
from waypost.networks.ghost.tests.site import Site
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock

POST = Outgoing(
    text="The tide turns at six.\n\nCome & <see>.",
    key="k1",
    options={"title": "Low tide", "tags": "Tide, #boots, tide", "excerpt": "A walk."},
)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def picture(alt: str, content: bytes = b"one") -> MediaFile:
    return MediaFile(content_type="image/jpeg", sha256=sha256(content).hexdigest(), alt=alt, content=content)


def handles(account: Account, outgoing: Outgoing) -> dict[str, Handle]:
    found: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        found[step.name] = publish.run_step(account, outgoing, step.name, found)
    return found


def test_a_post_appears_with_all_that_was_chosen(site: Site, account: Account) -> None:
    sent = send(account, POST)

    post = site.posts[sent.remote_id]
    assert (post.status, post.slug) == ("published", f"low-tide-{mark_of('k1')}")
    assert post.said["html"] == "<p>The tide turns at six.</p><p>Come &amp; &lt;see&gt;.</p>"
    assert post.said["tags"] == [{"name": "Tide"}, {"name": "boots"}]
    assert (post.said["title"], post.said["custom_excerpt"]) == ("Low tide", "A walk.")
    assert sent.url == f"{site.address}/{post.slug}/"
    assert site.mailed == []


def test_a_post_of_a_link_alone_has_some_title(site: Site, account: Account) -> None:
    sent = send(account, replace(POST, text="https://tern.example", options={}))

    assert site.posts[sent.remote_id].said["title"] == "…"


def test_the_first_picture_is_the_cover_and_the_others_stand_below(site: Site, account: Account) -> None:
    media = (picture("A tern"), picture('A "pier"', b"two"))

    said = site.posts[send(account, replace(POST, media=media)).remote_id].said

    assert [content for _name, _kind, content in site.pictures] == [b"one", b"two"]
    assert said["feature_image"].startswith(f"{site.address}/content/images/1-")
    assert said["feature_image_alt"] == "A tern"
    assert 'alt="A &quot;pier&quot;"' in said["html"]


def test_a_draft_is_made_once_whatever_becomes_of_its_title(site: Site, account: Account) -> None:
    ready(publish, account, POST).close()
    ready(publish, account, replace(POST, options={"title": "Another"})).close()

    (draft,) = site.posts.values()
    assert (draft.status, draft.slug) == ("draft", mark_of("k1"))
    assert publish.find(account, POST, clock.now(), frozenset()) is None


def test_the_same_draft_published_twice_is_one_post_and_one_mail(site: Site, account: Account) -> None:
    outgoing = replace(POST, options={"title": "Low tide", "mail": "yes"})
    done = handles(account, outgoing)

    first = publish.prepare(account, outgoing, done).send(5)

    assert publish.prepare(account, outgoing, done).send(5) == first
    assert len(site.posts) == 1
    assert site.mailed == [(first.remote_id, "low-tide", "all")]


def test_without_a_newsletter_no_mail_is_promised(site: Site, account: Account) -> None:
    site.newsletters = ()

    with pytest.raises(Rejected, match="no newsletter"):
        send(account, replace(POST, options={"mail": "yes"}))


def test_a_draft_that_somebody_deleted_is_told_so(site: Site, account: Account) -> None:
    done = handles(account, POST)
    call = publish.prepare(account, POST, done)
    site.posts.clear()

    with pytest.raises(Rejected, match="deleted the draft"):
        call.send(5)
    with pytest.raises(Rejected, match="deleted the draft"):
        publish.prepare(account, POST, done)


def test_whoever_writes_at_the_same_moment_is_not_written_over(site: Site, account: Account) -> None:
    call = ready(publish, account, POST)
    (draft,) = site.posts.values()
    draft.updated_at = site.moment()

    with pytest.raises(TryLater):
        call.send(5)

    assert draft.status == "draft"
    assert send(account, POST).remote_id == draft.id


def test_an_answer_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="only members comment"):
        send(account, replace(POST, in_reply_to="a"))


def test_an_edit_stays_at_its_address_sends_no_mail_and_leaves_no_draft(site: Site, account: Account) -> None:
    sent = send(account, POST)
    better = replace(POST, text="Seven.", options={"title": "Seven", "mail": "yes"})

    change.edit(account, sent.remote_id, better, handles(account, better))

    (post,) = site.posts.values()
    assert (post.said["title"], post.slug) == ("Seven", f"low-tide-{mark_of('k1')}")
    assert post.said["custom_excerpt"] is None
    assert site.mailed == []


def test_clicks_votes_and_members_are_counted(site: Site, account: Account) -> None:
    sent = send(account, POST)
    site.posts[sent.remote_id].clicks, site.posts[sent.remote_id].positive_feedback = 3, 2
    site.members = 41

    assert measure.posts(account, [sent.remote_id, "0" * 24]) == {
        sent.remote_id: {Metric.CLICKS: 3, Metric.LIKES: 2}
    }
    assert measure.account(account) == {Metric.FOLLOWERS: 41}


def test_the_past_says_what_hung_on_a_post(account: Account) -> None:
    media = (picture("A tern"), picture("A pier", b"two"))
    for number in range(3):
        send(account, replace(POST, key=str(number), media=media[:number]))

    assert [post.format for post in measure.history(account, "").posts] == ["carousel", "image", "text"]
