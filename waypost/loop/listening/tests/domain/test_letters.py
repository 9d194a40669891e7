import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.content.tests.pictures import png
from waypost.loop.listening.domain.letters import MOST_PICTURES, letter_of
from waypost.loop.listening.tests.factories import written


def test_a_letter_says_who_what_and_where_to():
    content = written(
        "Odile Tern <Odile@Tern.example>", "Fwd: Low tide", "Look at https://tern.example/tide. Soon!"
    )

    letter = letter_of(content)

    assert (letter.sender, letter.sender_name) == ("odile@tern.example", "Odile Tern")
    assert (letter.title, letter.link) == ("Low tide", "https://tern.example/tide")
    assert letter.words == "Look at https://tern.example/tide. Soon!"


def test_signature_and_quoted_words_stay_out():
    letter = letter_of(written(words="The nets.\n> Do you have an idea?\n-- \nRui\n+351 555"))

    assert letter.words == "The nets."


def test_without_a_subject_the_first_line_is_the_title():
    assert (
        letter_of(written(subject="", words="\nThe nets are oiled.\nBy hand.")).title == "The nets are oiled."
    )


def test_a_letter_of_marks_alone_is_read_as_text():
    content = (
        b"From: a@b.example\r\nSubject: Nets\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n"
        b"<style>p {}</style><p>Gr\xfc\xdfe vom <b>Hafen</b></p><script>alert(1)</script><p>Bald</p>"
    )

    assert letter_of(content).words == "Grüße vom Hafen\nBald"


def test_pictures_come_with_it_and_other_files_do_not():
    content = written(pictures=tuple(png(shade=shade) for shade in range(MOST_PICTURES + 2)))

    pictures = letter_of(content).pictures

    assert len(pictures) == MOST_PICTURES
    assert (pictures[0].name, pictures[0].content) == ("net-0.png", png(shade=0))


@pytest.mark.parametrize(
    ("verdict", "doubtful"),
    [
        ("mx.tern.example; dmarc=fail header.from=tern.example", True),
        ("mx.tern.example; spf=fail smtp.mailfrom=x", True),
        ("mx.tern.example; spf=fail; dkim=pass header.d=tern.example", False),
        ("mx.tern.example; dmarc=pass", False),
        ("", False),
    ],
)
def test_what_the_mail_server_doubts_is_doubted(verdict, doubtful):
    headers = {"Authentication_Results": verdict} if verdict else {}

    assert letter_of(written(**headers)).is_doubtful is doubtful


def test_what_a_program_wrote_is_known():
    assert letter_of(written(Auto_Submitted="auto-replied")).is_automatic
    assert not letter_of(written(Auto_Submitted="no")).is_automatic


def test_the_same_letter_has_the_same_key():
    first, again, other = (letter_of(written(subject=each)) for each in ("Nets", "Nets", "Boats"))

    assert first.key == again.key != other.key


@settings(max_examples=40)
@given(st.binary(max_size=600))
def test_whatever_comes_is_read(content):
    letter = letter_of(content)

    assert len(letter.title) <= 160


@settings(max_examples=40)
@given(st.binary(max_size=200), st.sampled_from(["From", "Subject", "Date", "Message-ID", "Content-Type"]))
def test_a_broken_header_says_nothing_and_breaks_nothing(value, name):
    content = name.encode() + b": " + value + b"\r\n\r\nThe nets."

    assert letter_of(content).key
