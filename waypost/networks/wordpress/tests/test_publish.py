"""Publishing where it goes beyond the contract: drafts, pictures, terms, comments."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from waypost.networks.articles.naming import mark_of
from waypost.networks.contract import Account, Handle, MediaFile, Outgoing, Rejected, Sent, TryLater
from waypost.networks.tests.fakes import Troubled, answering, ready
from waypost.networks.wordpress import change, publish
from waypost.networks.wordpress.tests.fake import Reader
from waypost.networks.wordpress.tests.keeping import AUTHOR, Post, User
from waypost.networks.wordpress.tests.site import Site
from waypost.toolkit import clock, http

POST = Outgoing(
    text="The tide turns at six.\n\nCome & <see>.", key="k1", options={"title": "Low tide: 6 o'clock"}
)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def kept(site: Site, sent: Sent) -> Post:
    return site.kept.posts[int(sent.remote_id)]


def picture(alt: str, content: bytes = b"one") -> MediaFile:
    return MediaFile(content_type="image/jpeg", sha256=sha256(content).hexdigest(), alt=alt, content=content)


def handles(account: Account, outgoing: Outgoing) -> dict[str, Handle]:
    found: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        found[step.name] = publish.run_step(account, outgoing, step.name, found)
    return found


def test_a_post_is_written_in_blocks_under_its_title(site: Site, account: Account) -> None:
    sent = send(account, POST)

    post = kept(site, sent)
    assert post.said["title"] == "Low tide: 6 o'clock"
    assert post.said["content"] == (
        "<!-- wp:paragraph -->\n<p>The tide turns at six.</p>\n<!-- /wp:paragraph -->\n\n"
        "<!-- wp:paragraph -->\n<p>Come &amp; &lt;see&gt;.</p>\n<!-- /wp:paragraph -->"
    )
    assert post.slug == f"low-tide-6-oclock-{mark_of('k1')}"
    assert sent.url == f"{site.address}/{post.slug}"


def test_without_a_title_the_text_begins_with_one(site: Site, account: Account) -> None:
    assert kept(site, send(account, replace(POST, options={}))).said["title"] == "The tide turns at six."


def test_a_draft_is_made_once_whatever_becomes_of_its_title(site: Site, account: Account) -> None:
    ready(publish, account, POST).close()
    ready(publish, account, replace(POST, options={"title": "Another"})).close()

    (draft,) = site.kept.posts.values()
    assert (draft.status, draft.slug) == ("draft", mark_of("k1"))
    assert publish.find(account, POST, clock.now(), frozenset()) is None


def test_the_same_draft_published_twice_is_one_post(site: Site, account: Account) -> None:
    done = handles(account, POST)

    first = publish.prepare(account, POST, done).send(5)

    assert publish.prepare(account, POST, done).send(5) == first
    assert len(site.kept.posts) == 1


def test_a_draft_that_somebody_deleted_is_told_so(site: Site, account: Account) -> None:
    call = ready(publish, account, POST)
    site.kept.posts.clear()

    with pytest.raises(Rejected, match="deleted the draft"):
        call.send(5)


def test_the_first_picture_is_the_cover_and_the_others_a_gallery(site: Site, account: Account) -> None:
    media = (picture("A tern"), picture('A "pier"', b"two"), picture("Boots", b"three"))

    post = kept(site, send(account, replace(POST, media=media)))

    library = list(site.kept.media.values())
    assert [(one.alt, one.content) for one in library] == [
        ("A tern", b"one"),
        ('A "pier"', b"two"),
        ("Boots", b"three"),
    ]
    assert post.said["featured_media"] == library[0].id
    assert post.said["content"].count("<!-- wp:gallery") == 1
    assert 'alt="A &quot;pier&quot;"' in post.said["content"]
    assert "A tern" not in post.said["content"]


def test_all_pictures_stand_in_the_text_where_somebody_wants_it(site: Site, account: Account) -> None:
    post = kept(site, send(account, replace(POST, media=(picture("A tern"),), options={"cover": "text"})))

    assert post.said["featured_media"] == 0
    assert 'alt="A tern"' in post.said["content"]
    assert "wp:gallery" not in post.said["content"]


def test_a_picture_that_is_there_is_not_sent_again_and_gets_its_new_words(
    site: Site, account: Account
) -> None:
    handles(account, replace(POST, media=(picture("A tern"),)))

    handles(account, replace(POST, media=(picture("A sandwich tern"),)))

    (one,) = site.kept.media.values()
    assert one.alt == "A sandwich tern"


def test_terms_are_found_by_name_in_whatever_case_and_made_where_there_are_none(
    site: Site, account: Account
) -> None:
    known = handles(account, replace(POST, options={"categories": "Rock & roll"}))
    options = {"categories": "ROCK & roll, New", "tags": "#Tide, tide"}

    post = kept(site, send(account, replace(POST, options=options)))

    names = {one.id: (one.kind, one.name) for one in site.kept.terms.values()}
    assert [names[one] for one in post.said["categories"]] == [
        ("categories", "Rock & roll"),
        ("categories", "New"),
    ]
    assert [names[one] for one in post.said["tags"]] == [("tags", "Tide")]
    assert known["terms"].value


def test_a_term_that_somebody_else_made_meanwhile_is_taken(site: Site, account: Account) -> None:
    handles(account, replace(POST, options={"tags": "Tide"}))
    said = '{"code": "term_exists", "message": "There.", "data": {"status": 400, "term_id": 77}}'
    hidden = Troubled(site, instead=lambda request: (
        answering(400, said)(request) if request.method == "POST" else answering(200, "[]", x_wp_total="0")(request)
    ))  # fmt: skip

    with http.wired(hidden):
        found = publish.run_step(account, replace(POST, options={"tags": "Tide"}), "terms", {})

    assert found.value == '{"categories": [], "tags": [77]}'


def test_who_may_not_make_a_category_is_told_its_name(site: Site, account: Account, tern: User) -> None:
    tern.may = AUTHOR

    with pytest.raises(Rejected, match="no “Shore” among the site’s categories"):
        send(account, replace(POST, options={"categories": "Shore"}))


def test_a_comment_that_is_said_already_is_evidence(account: Account, reader: Reader) -> None:
    comment = reader.says("When?", under=send(account, POST).remote_id)
    answer = Outgoing(text="At ten & later.", key="a", in_reply_to=comment)
    before, said = clock.now(), send(account, answer)

    with pytest.raises(Rejected) as caught:
        send(account, answer)

    assert caught.value.code == "duplicate"
    assert publish.find(account, answer, before, frozenset()) == said
    assert publish.find(account, answer, before, frozenset({said.remote_id})) is None


def test_comments_that_come_too_quickly_wait(site: Site, account: Account) -> None:
    post = send(account, POST).remote_id
    site.is_flooded = True

    with pytest.raises(TryLater):
        send(account, Outgoing(text="At ten.", key="a", in_reply_to=post))


def test_an_answer_to_what_is_gone_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="no longer on the site"):
        send(account, Outgoing(text="At ten.", key="a", in_reply_to="comment-999"))


def test_a_site_without_a_trash_deletes_at_once(site: Site, account: Account) -> None:
    sent = send(account, POST)
    site.has_trash = False

    change.delete(account, sent.remote_id, POST.key)

    assert site.kept.posts == {}


def test_a_comment_of_ours_is_changed_and_taken_away(site: Site, account: Account, reader: Reader) -> None:
    said = send(account, Outgoing(text="At ten.", key="a", in_reply_to=send(account, POST).remote_id))

    change.edit(account, said.remote_id, Outgoing(text="At <eleven>.", key="a"), {})
    (comment,) = site.kept.comments.values()
    assert comment.text == "At &lt;eleven&gt;."
    change.delete(account, said.remote_id, "a")
    change.delete(account, said.remote_id, "a")

    assert comment.status == "trash"


def test_an_edit_under_another_title_leaves_no_draft(site: Site, account: Account) -> None:
    sent = send(account, POST)
    better = replace(POST, text="Seven.", options={"title": "Seven"})

    change.edit(account, sent.remote_id, better, handles(account, better))

    (post,) = site.kept.posts.values()
    assert (post.said["title"], post.slug) == ("Seven", f"low-tide-6-oclock-{mark_of('k1')}")


@pytest.mark.parametrize("is_off", [True, False], ids=["interface off", "site gone"])
def test_a_deletion_that_reached_nobody_is_no_deletion(site: Site, account: Account, is_off: bool) -> None:
    sent = send(account, POST)
    said = (
        '{"code": "rest_no_route", "message": "No route.", "data": {"status": 404}}'
        if is_off
        else "<h1>Gone</h1>"
    )

    with http.wired(Troubled(site, instead=answering(404, said))), pytest.raises(Exception) as caught:
        change.delete(account, sent.remote_id, POST.key)

    assert isinstance(caught.value, Rejected if is_off else http.HttpError)
