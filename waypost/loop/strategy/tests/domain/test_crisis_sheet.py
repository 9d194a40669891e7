from waypost.loop.strategy.domain.crisis_sheet import crisis_sheet
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.tests.documents import small, tern_and_tide
from waypost.loop.strategy.tests.domain.test_on_paper import words_in
from waypost.ui.paper.markdown import markdown
from waypost.ui.paper.sheet import as_record


def planned(**plan: object) -> Strategy:
    return Strategy.model_validate(small(crisis_plan=plan))


def test_contacts_come_first_and_each_level_has_its_page() -> None:
    sheet = crisis_sheet(tern_and_tide(), "Version 3")

    assert sheet is not None
    assert [(chapter.title, chapter.own_page) for chapter in sheet.chapters] == [
        ("Whom to call", True),
        ("Issue", True),
        ("Crisis", True),
        ("Answer or not", True),
        ("Log", False),
    ]


def test_a_level_says_all_that_is_needed_without_turning_back() -> None:
    sheet = crisis_sheet(tern_and_tide(), "")
    assert sheet is not None
    page = markdown(sheet).split("## Crisis\n")[1].split("## Answer or not")[0]

    for words in [
        "Owner: Phone on the inside of the shop door",
        "- **If nobody answers:** Gallery lead: Gallery phone",
        "- **First word:** within 60 minutes",
        "All of them wait.",
        "unhappy messages: 15 in 1 hour",
        "Signs the first words",
        "within 15 minutes",
        "Somebody was hurt in our workshop",
    ]:
        assert words in page, words
    assert "A print arrived damaged" not in page


def test_nothing_of_the_plan_is_left_out() -> None:
    strategy = tern_and_tide()
    said = "\n".join(words_in(as_record(crisis_sheet(strategy, ""))))
    written = words_in(strategy.crisis_plan.model_dump(mode="json"))

    assert [line for text in written for line in text.split("\n") if " " in line and line not in said] == []


def test_a_statement_for_no_level_stands_with_every_level() -> None:
    levels = [{"key": key, "label": key.capitalize()} for key in ("issue", "crisis")]
    sheet = crisis_sheet(
        planned(levels=levels, holding_statements=[{"key": "x", "label": "X", "text": "We look into it."}]),
        "",
    )

    assert sheet is not None
    assert markdown(sheet).count("We look into it.") == 2


def test_hours_are_said_as_hours() -> None:
    levels = [{"key": "issue", "label": "Issue", "first_word_minutes": 240}]
    sheet = crisis_sheet(planned(levels=levels), "")

    assert sheet is not None
    assert "within 4 hours" in markdown(sheet)


def test_without_a_plan_there_is_nothing_to_print() -> None:
    assert crisis_sheet(planned(), "") is None


def test_the_tree_is_numbered_so_that_it_can_be_walked_on_paper() -> None:
    sheet = crisis_sheet(tern_and_tide(), "")

    assert sheet is not None
    page = markdown(sheet).split("## Answer or not")[1]
    assert "### 2\\. Is it kind or a question" in page
    assert "**No:** go to question 2" in page
    assert "**No:** Leave it, and watch. Let it stand" in page
