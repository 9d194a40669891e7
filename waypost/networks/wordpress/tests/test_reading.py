"""What readers say and what is counted, where it goes beyond the contract."""

from __future__ import annotations

from waypost.networks.contract import Account, Address, Metric, Outgoing
from waypost.networks.tests.fakes import ready
from waypost.networks.wordpress import converse, measure, publish
from waypost.networks.wordpress.places import comment_id
from waypost.networks.wordpress.tests.fake import Reader
from waypost.networks.wordpress.tests.site import Site


def post(account: Account, text: str = "The tide turns at six.") -> str:
    return ready(publish, account, Outgoing(text=text, key=text)).send(5).remote_id


def test_a_comment_is_read_line_by_line_and_says_who(account: Account, reader: Reader) -> None:
    reader.says("When do you <b>open</b> &amp; why?\nBye", under=post(account))

    (message,) = converse.arrivals(account, "").messages

    assert message.text == "When do you open & why?\nBye"
    assert (message.by.remote_id, message.by.name) == ("reader:ana", "Ana")


def test_what_waits_is_heard_and_spam_is_not(site: Site, account: Account, reader: Reader) -> None:
    where = post(account)
    waiting, spam = reader.says("Let me in", under=where), reader.says("Buy", under=where)
    for comment in site.kept.comments.values():
        comment.status = "hold" if comment_id(comment.id) == waiting else "spam"

    assert [one.remote_id for one in converse.arrivals(account, "").messages] == [waiting]
    assert spam


def test_our_own_comments_do_not_arrive(account: Account) -> None:
    publish_answer = Outgoing(text="More to come.", key="a", in_reply_to=post(account))
    ready(publish, account, publish_answer).send(5)

    assert converse.arrivals(account, "").messages == ()


def test_more_than_a_page_of_one_second_is_read_to_its_end(
    site: Site, account: Account, reader: Reader
) -> None:
    where = post(account)
    said = {reader.says(f"Number {number}", under=where) for number in range(230)}
    at = site.moment()
    for comment in site.kept.comments.values():
        comment.at = at

    heard: set[str] = set()
    cursor, pages = "", 0
    while True:
        page = converse.arrivals(account, cursor)
        heard |= {message.remote_id for message in page.messages}
        cursor, pages = page.cursor, pages + 1
        if not page.more:
            break
    later = reader.says("Later", under=where)

    assert (heard, pages) == (said, 4)
    assert later in {one.remote_id for one in converse.arrivals(account, cursor).messages}


def test_somebody_else_s_name_that_begins_as_ours_is_not_ours(account: Account, reader: Reader) -> None:
    reader.says("Ask @terner or tern@tern.example")
    named = reader.says("(@Tern!)")

    assert [(one.remote_id, one.address) for one in converse.arrivals(account, "").messages] == [
        (named, Address.MENTION)
    ]


def test_of_our_comments_nothing_is_counted_while_they_are_there(account: Account, reader: Reader) -> None:
    where = post(account)
    ours = ready(publish, account, Outgoing(text="At ten.", key="a", in_reply_to=where)).send(5).remote_id

    assert measure.posts(account, [where, ours, "comment-999"]) == {where: {Metric.COMMENTS: 1}, ours: {}}


def test_the_past_says_what_hung_on_a_post_and_a_title_where_there_are_no_words(
    site: Site, account: Account, reader: Reader
) -> None:
    by = reader.tern
    site.write(by, title="Only a &amp; title")
    site.write(by, content="<p>One</p><script>no()</script><img src='a'>")
    site.write(by, content="<ul><li>Two</li><li>three</li></ul><img src='a'>", featured_media=1)

    found = measure.history(account, "").posts

    assert [(one.text, one.format) for one in found] == [
        ("Two\nthree", "carousel"),
        ("One", "image"),
        ("Only a & title", "text"),
    ]
