from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.marking import Run, runs_of


def mark(start: int, end: int) -> Finding:
    return Finding("text.banned_word", Severity.WARN, Place("text", start, end), {"word": "x"})


def test_what_the_network_finds_is_lit():
    text = "Tide #LowTide by @ana"

    assert runs_of(text, lit=[(5, 13), (17, 21)]) == [
        Run("Tide "),
        Run("#LowTide", lit=True),
        Run(" by "),
        Run("@ana", lit=True),
    ]


def test_a_text_folds_where_no_grapheme_is_cut():
    assert runs_of("ab👨‍👩‍👧cd", fold=3) == [Run("ab👨‍👩‍👧"), Run("cd", folds=True)]
    assert runs_of("abcd", fold=4) == runs_of("abcd") == [Run("abcd")]
    assert runs_of("abc👍🏽", fold=4) == [Run("abc👍🏽")]


def test_a_finding_is_marked_where_it_stands():
    assert runs_of("a cheap day", [mark(2, 7)]) == [Run("a "), Run("cheap", numbers=(1,)), Run(" day")]


def test_two_findings_may_overlap():
    runs = runs_of("abcdef", [mark(0, 4), mark(2, 6)])

    assert [run.numbers for run in runs] == [(1,), (1, 2), (2,)]


@given(st.text(alphabet="ab #@./:htps\n", max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_the_runs_spell_the_text(text, start, length):
    runs = runs_of(text, [mark(start, start + length)])

    assert "".join(run.text for run in runs) == text
