from datetime import timedelta

from waypost.foundation.processes.actions.signs import give
from waypost.foundation.processes.models import Sign
from waypost.foundation.processes.queries import last_sign
from waypost.toolkit import clock


def test_a_kind_that_was_never_seen_has_no_last_sign(db):
    give("web", "a-web-process")

    assert last_sign("publisher") is None


def test_the_last_sign_of_a_living_process_is_fresh(db):
    give("publisher", "one")

    sign = last_sign("publisher")

    assert sign is not None
    assert sign.is_fresh


def test_the_last_sign_of_a_silent_process_says_when_it_was(db):
    give("publisher", "one")
    seen = clock.now() - timedelta(minutes=3)
    Sign.objects.update(seen_at=seen)

    sign = last_sign("publisher")

    assert sign is not None
    assert (sign.seen_at, sign.is_fresh) == (seen, False)
