from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.difference import Change, Piece, words_changed


def spell(pieces, without: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change is not without)


def test_one_changed_word_is_one_removed_and_one_added():
    assert words_changed("Low tide at nine.", "Low tide at ten.") == (
        Piece(Change.SAME, "Low tide at "),
        Piece(Change.REMOVED, "nine"),
        Piece(Change.ADDED, "ten"),
        Piece(Change.SAME, "."),
    )


def test_the_same_text_is_one_piece_and_nothing_is_none():
    assert words_changed("Tide", "Tide") == (Piece(Change.SAME, "Tide"),)
    assert words_changed("", "") == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_spell_both_texts(before, after):
    pieces = words_changed(before, after)

    assert spell(pieces, Change.ADDED) == before
    assert spell(pieces, Change.REMOVED) == after
