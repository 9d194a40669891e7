from waypost.networks.by_hand import text
from waypost.networks.contract import Terms


def test_an_account_counts_by_the_limit_that_its_person_gave():
    given = text.under(Terms(text_limit=30))

    assert text.count("a" * 31).over == 0
    assert given.count("a" * 31).over == 1
    assert [len(part) for part in given.split("tide " * 12)] == [29, 29]


def test_where_no_limit_is_given_the_usual_one_holds():
    assert text.under(Terms()).count("tide").limit == text.count("tide").limit
