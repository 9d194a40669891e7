from waypost.networks import registry
from waypost.networks.contract import Terms


def test_an_account_counts_by_the_limit_that_its_person_gave():
    usual, given = registry.texts("by_hand"), registry.texts("by_hand", Terms(text_limit=30))

    assert usual.count("a" * 31).over == 0
    assert given.count("a" * 31).over == 1
    assert [len(part) for part in given.split("tide " * 12)] == [29, 29]


def test_it_has_no_way_to_send_by_itself():
    assert registry.abilities("by_hand") == frozenset()
