"""Captions are read row by row: what is wrong is said with its line, what is right is kept as WebVTT."""

import pytest

from waypost.loop.content.domain.captions import LANGUAGE, Unreadable, read

SRT = "1\r\n00:00:00,500 --> 00:00:02,000\r\nThe terns are <font color=red>back</font>.\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\n<i>Wind</i>\r\non the jetty\r\n"


def test_srt_is_kept_as_webvtt_with_no_more_than_plain_marks() -> None:
    assert read(SRT.encode(), 5.0) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nThe terns are back.\n"
        "\n00:00:02.000 --> 00:00:04.000\n<i>Wind</i>\non the jetty\n"
    )


def test_webvtt_loses_its_styles_places_and_remarks() -> None:
    vtt = (
        "WEBVTT - terns\nKind: captions\n\nSTYLE\n::cue { background: url(https://x.example) }\n\nNOTE for us\n\n"
        "first\n00:01.000 --> 00:02.500 align:start position:0%\n<v Ana>Low & <c.loud>tide</c> &amp; late</v>\n"
    )

    assert (
        read(vtt.encode("utf-16"), 5.0)
        == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nLow &amp; tide &amp; late\n"
    )


def test_what_was_read_reads_the_same_again() -> None:
    once = read(SRT.encode(), 5.0)
    assert isinstance(once, str)

    assert read(once.encode(), 5.0) == once


def test_every_wrong_row_is_named_by_its_line() -> None:
    wrong = (
        "1\n00:00:01 --> 2\nNo times\n\n2\n00:00:03,000 --> 00:00:02,000\nBackwards\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nRight\n\n4\n00:00:01,000 --> 00:00:02,000\nToo early\n\n"
        f"5\n00:01:00,000 --> 00:01:01,000\nPast\n\n6\n00:00:04,000 --> 00:00:05,000\n<b></b>\n\n"
        f"7\n00:00:04,000 --> 00:00:05,000\n{'long ' * 101}\n"
    )

    found = read(wrong.encode(), 5.0)

    assert isinstance(found, list)
    assert [(each.line, each.code) for each in found] == [
        (2, "times"), (6, "backwards"), (14, "order"), (18, "past"), (22, "empty"), (26, "long"),
    ]  # fmt: skip
    assert found[1].sentence == "Line 6: it ends before it begins."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no captions"),
        (b"Low tide at nine.", "no captions"),
        (b"\xff\xfa\x00-->", "UTF-8"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nA\n\n" * 5001, "more than 5,000"),
        (b"-->" + b" " * 1_000_000, "larger than 1 MB"),
        (b"NOTE -->\n", "no captions"),
    ],
)
def test_what_is_no_captions_is_refused_whole(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(content, 0)


@pytest.mark.parametrize(
    ("tag", "is_one"),
    [
        ("en", True),
        ("pt-BR", True),
        ("zh-Hant-TW", True),
        ("EN", False),
        ("english", False),
        ("en_US", False),
        ("", False),
    ],
)
def test_a_language_is_named_by_its_tag(tag: str, is_one: bool) -> None:
    assert bool(LANGUAGE.fullmatch(tag)) is is_one
