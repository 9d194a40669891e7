"""Files that do not say how they are written, the short ones above all."""

import pytest

from waypost.toolkit.encodings import encoding_of
from waypost.toolkit.sheets import read

FEW_WORDS = (
    ("cp1252", "Grüße"),
    ("cp1252", "Für Sie"),
    ("cp1252", "Nur heute: 20 € Rabatt"),
    ("cp1252", "Grüße vom Fluß, „heute“"),
    ("cp1252", "Öffnungszeiten ändern sich über Ostern"),
    ("cp1252", "café"),
    ("cp1252", "L’été arrive"),
    ("cp1252", "À bientôt"),
    ("cp1252", "cœur"),
    ("cp1252", "mañana"),
    ("cp1252", "¿Qué tal?"),
    ("cp1252", "¡Feliz Año!"),
    ("cp1252", "São João"),
    ("cp1252", "Più tardi"),
    ("cp1252", "Smörgåsbord"),
    ("cp1252", "Rødgrød med fløde"),
    ("cp1252", "Hyvää päivää"),
    ("cp1252", "It’s here"),
    ("cp1252", "5 £"),
    ("cp1250", "Zażółć gęślą jaźń"),
    ("cp1250", "Książka"),
    ("cp1250", "Środa"),
    ("cp1250", "Dzień dobry"),
    ("iso8859-2", "Sześć książek"),
    ("cp1250", "Příliš žluťoučký kůň"),
    ("cp1250", "Hűvös idő"),
    ("cp1254", "Günaydın"),
    ("cp1254", "İstanbul"),
    ("cp1254", "Çok güzel bir gün"),
    ("cp1254", "Doğum günü"),
    ("cp1251", "Привет"),
    ("koi8-r", "Доброе утро"),
    ("cp1253", "Καλημέρα"),
    ("cp1255", "בוקר טוב"),
    ("cp1256", "مرحبا"),
    ("mac_roman", "Grüße aus München"),
    ("cp850", "Süßigkeiten für die Müden"),
    ("big5", "週末愉快"),
    ("big5", "海邊的早晨"),
    ("shift-jis", "おはよう"),
    ("shift-jis", "カフェ"),
    ("shift-jis", "新商品"),
    ("euc-jp", "本日十時に開店します"),
    ("gbk", "今天"),
    ("gbk", "海边的早晨"),
    ("gb18030", "iPhone 手机, 新品上市"),
    ("euc-kr", "오늘"),
    ("euc-kr", "바다의 아침"),
    ("cp949", "커피"),
)


@pytest.mark.parametrize(("encoding", "words"), FEW_WORDS)
def test_a_file_of_few_words_is_read_as_it_was_written(encoding: str, words: str) -> None:
    table = read(f'Date;Text\r\n2026-12-24;"{words}"\r\n'.encode(encoding))

    assert table.rows[1].cells == ("2026-12-24", words)


def test_a_file_in_several_languages_has_the_encoding_that_reads_all_of_them() -> None:
    words = "Grüße, São João, smörgåsbord, l’été, ¿qué?"

    assert words.encode("cp1252").decode(encoding_of(words.encode("cp1252"))) == words


def test_an_encoding_that_cannot_read_the_last_letter_is_not_taken() -> None:
    content = "Grüße; ".encode("cp1252") * 1000 + b"\x81"

    assert "Gr" in content.decode(encoding_of(content))


def test_repeating_a_word_proves_nothing_more() -> None:
    once, often = (f"Text\n{'Dobrý den. ' * count}\n".encode("cp1250") for count in (1, 500))

    assert encoding_of(once) == encoding_of(often)


def test_what_is_likely_in_no_language_is_read_all_the_same() -> None:
    content = bytes(range(0x80, 0x100)) * 3

    assert content.decode(encoding_of(content))
