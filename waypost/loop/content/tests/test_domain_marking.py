from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.marking import Run, runs_of


def mark(start: int, end: int) -> Finding:
    return Finding("text.banned_word", Severity.WARN, Place("text", start, end), {"word": "x"})


def test_links_hashtags_and_mentions_are_lit():
    assert [run.text for run in runs_of("Tide #LowTide by @ana.s: https://tern.example/#x") if run.lit] == [
        "#LowTide",
        "@ana.s",
        "https://tern.example/#x",
    ]


def test_a_finding_is_marked_where_it_stands():
    assert runs_of("a cheap day", [mark(2, 7)]) == [Run("a "), Run("cheap", numbers=(1,)), Run(" day")]


def test_two_findings_may_overlap():
    runs = runs_of("abcdef", [mark(0, 4), mark(2, 6)])

    assert [run.numbers for run in runs] == [(1,), (1, 2), (2,)]


@given(st.text(alphabet="ab #@./:htps\n", max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_the_runs_spell_the_text(text, start, length):
    runs = runs_of(text, [mark(start, start + length)])

    assert "".join(run.text for run in runs) == text
