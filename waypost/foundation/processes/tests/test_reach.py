from datetime import timedelta

from waypost.foundation.processes.domain.reach import limits


def test_a_public_machine_that_stays_on_has_no_limits():
    assert limits(is_local=False, slept=timedelta(seconds=3)) == []


def test_a_local_address_says_that_links_phones_and_pictures_will_not_work():
    found = limits(is_local=True, slept=timedelta(0))

    assert {limit.key for limit in found} == {"local-people", "local-media"}
    assert "phones" in found[0].sentence


def test_a_machine_that_slept_says_for_how_long():
    (found,) = limits(is_local=False, slept=timedelta(hours=5, minutes=2))

    assert "slept for 5 hours" in found.sentence
    assert limits(is_local=False, slept=timedelta(minutes=12))[0].sentence.count("12 minutes") == 1
