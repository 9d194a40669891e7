"""Threads and first comments on the pages: one post with all of it, and a part where somebody has to decide."""

import re

import pytest

from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.dividing import COMMENT, parts, prepared_parts, send_all
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time, send_due
from waypost.networks.sandbox.server.faults import Fault, FaultKind
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


def shown(world, address: str, role: str = "manager") -> str:
    page = world.client(role).get(f"/tern/{address}").content.decode()
    return re.sub(r"\s+", " ", page)


def page_of(world, publication: Publication) -> str:
    return shown(world, f"publishing/{publication.pk}/")


def refused_second(world, network, preparer, sender) -> list[Publication]:
    """A thread of which the second part was refused."""
    head, *_following = prepared_parts(world, preparer)
    with at_its_time(head):
        send_due(world, preparer, sender)
        network.faults.switch_on(Fault(kind=FaultKind.REFUSED, count=1))
        send_all(world, preparer, sender)
    return parts(world)


def test_the_page_of_a_post_lists_all_of_it(world, network, preparer) -> None:
    head, *following = prepared_parts(world, preparer)

    page = page_of(world, head)

    assert "None is out yet." in page
    for part in following:
        assert f"/tern/publishing/{part.pk}/" in page
    for place in ("The post itself", "Part 2", "Part 3", "First comment"):
        assert place in page
    assert page.count("Follows") == 3


def test_the_page_of_a_part_says_what_it_waits_for(world, network, preparer) -> None:
    comment = prepared_parts(world, preparer)[-1]

    page = page_of(world, comment)

    assert "first comment, after the one before it." in page
    assert "It goes out under the post before it, as soon as that one is on the network." in page
    assert COMMENT in page


def test_a_post_of_one_has_no_list_of_parts(world, network) -> None:
    assert "All of it" not in page_of(world, scheduled_publication(world))


def test_the_page_says_how_far_a_thread_is_and_who_holds_it_up(world, network, preparer, sender) -> None:
    head, second, *_rest = refused_second(world, network, preparer, sender)

    page = page_of(world, head)

    assert "1 is on the network, of 4. Part 2 needs a decision; what comes after it waits for that." in page
    assert second.reason in page


def test_the_page_says_when_all_of_it_is_out(world, network, preparer, sender) -> None:
    head, *_following = prepared_parts(world, preparer)
    with at_its_time(head):
        send_all(world, preparer, sender)

    assert "All 4 are on the network." in page_of(world, parts(world)[2])


def test_the_queue_shows_a_part_only_where_somebody_must_decide(world, network, preparer, sender) -> None:
    head, second, *_rest = refused_second(world, network, preparer, sender)

    queue = shown(world, "publishing/")

    assert '<span class="publication-place">Part 2</span>' in queue
    assert queue.count('class="row publication-row"') == 2  # the refused part, and the post as sent
    assert f"/tern/publishing/{head.pk}/" in queue
    assert f"/tern/publishing/{second.pk}/" in queue


def test_the_post_shows_where_it_goes_once_and_a_part_in_need_by_its_name(
    world, network, preparer, sender
) -> None:
    head, second, third, _comment = refused_second(world, network, preparer, sender)

    page = shown(world, f"posts/{head.post_id}")

    assert ", part 2</a>" in page
    assert f"/tern/publishing/{second.pk}/" in page
    assert f"/tern/publishing/{third.pk}/" not in page


def test_the_calendar_shows_one_slip_for_all_of_it(world, network, preparer) -> None:
    head, *_following = prepared_parts(world, preparer)

    page = shown(world, f"calendar?view=week&day={head.local_on.isoformat()}")

    assert page.count("Sentence number 0") == 1
    assert COMMENT not in page


def test_a_person_takes_out_the_first_comment(world, network, preparer) -> None:
    comment = prepared_parts(world, preparer)[-1]

    world.client("manager").post(f"/tern/publishing/{comment.pk}/cancellation/")

    comment.refresh_from_db()
    assert (comment.state, comment.given_up) == (State.CANCELLED, True)
    assert "Put it back" not in page_of(world, comment)


def test_a_part_gets_a_time_only_under_what_is_out(world, network, preparer) -> None:
    comment = prepared_parts(world, preparer)[-1]
    with clock.frozen_at(comment.due_at):
        schedule.cancel(comment, by=world.actor("manager"))

        with pytest.raises(Refusal, match="is not on the network yet"):
            schedule.move_to(comment, local=comment.local.replace(hour=15), by=world.actor("manager"))


def test_a_refused_part_goes_on_with_a_new_time(world, network, preparer, sender) -> None:
    _head, second, *_rest = refused_second(world, network, preparer, sender)
    with clock.frozen_at(second.due_at):
        schedule.move_to(second, local=second.local.replace(hour=15, second=0), by=world.actor("manager"))

    with at_its_time(parts(world)[1]):
        send_all(world, preparer, sender)

    assert {part.state for part in parts(world)} == {State.PUBLISHED}
