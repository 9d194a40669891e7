import pytest

from waypost.loop.planning.domain.feeds import NotAFeed, entries_of, newest

HOME = "https://harbour.example/feed"
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour</title><link>https://harbour.example/</link>
<item><title>Low tide &amp; fog</title><link>/fog</link><guid>7</guid><description>&lt;p&gt;Mist on &lt;b&gt;the jetty&lt;/b&gt;.&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description></item>
<item><description>No title, only words.</description></item>
<item><title></title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Möwen</title>
<entry><title type="html">Die &lt;i&gt;Möwe&lt;/i&gt;</title><id>urn:1</id><link rel="self" href="https://a.example/self"/><link href="https://a.example/moewe"/><summary>Sie ist zurück.</summary></entry></feed>"""


def test_rss_is_read_as_plain_words():
    fog, untitled = entries_of(RSS, HOME)

    assert (fog.title, fog.link, fog.words) == (
        "Low tide & fog",
        "https://harbour.example/fog",
        "Mist on the jetty.",
    )
    assert (untitled.title, untitled.words) == ("No title, only words.", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_atom_is_read_in_any_of_the_usual_encodings(encoding):
    (entry,) = entries_of(ATOM.encode(encoding), HOME)

    assert (entry.title, entry.link, entry.words) == (
        "Die Möwe",
        "https://a.example/moewe",
        "Sie ist zurück.",
    )


def test_a_link_that_runs_a_script_leads_nowhere():
    document = (
        b"<rss><channel><item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"
    )

    assert entries_of(document, HOME)[0].link == ""


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html><body>Hello</body></html>",
        b"<rss><channel>",
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="nonsense"?><rss/>',
        b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
        b"<rss>" + b"<a>" * 50 + b"</a>" * 50 + b"</rss>",
    ],
)
def test_what_is_no_feed_is_said_to_be_none(document):
    with pytest.raises(NotAFeed) as refused:
        entries_of(document, HOME)

    assert str(refused.value).endswith(".")


def test_what_is_known_does_not_come_again_and_a_long_feed_comes_in_parts():
    entries = entries_of(RSS, HOME)

    assert list(newest(entries, {entries[0].key}, 5)) == [entries[1]]
    assert list(newest([*entries, *entries], set(), 1)) == [entries[0]]
    assert len(list(newest([*entries, *entries], set(), 9))) == 2
