"""What nobody foresaw of one post holds up nothing but that post: neither another channel nor its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from waypost.loop.content.tests.factories import approve, attached
from waypost.loop.publishing.actions import preparing
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine import parcel as parcel_module
from waypost.loop.publishing.engine import preparer as preparer_module
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time
from waypost.networks import registry
from waypost.toolkit import clock

WORDS = "This one breaks."


def as_it_is(publication: Publication) -> Publication:
    return Publication.objects.get(pk=publication.pk)


def test_a_post_over_which_the_network_breaks_keeps_no_other_from_being_prepared(
    world, network, preparer, monkeypatch
) -> None:
    sandbox = registry.publisher("sandbox")
    monkeypatch.setattr(sandbox, "steps", _breaking(sandbox.steps))
    broken = scheduled_publication(world, "gallery", body=WORDS)
    beside, elsewhere = scheduled_publication(world, "gallery"), scheduled_publication(world, "journal")

    with at_its_time(broken, -5):
        preparer.work()
        again_at = clock.now() + preparing.TURN

    assert [as_it_is(each).state for each in (beside, elsewhere)] == [State.READY] * 2
    found = as_it_is(broken)
    assert (found.state, found.act_at) == (State.SCHEDULED, again_at)
    assert found.reason == "Something went wrong (ZeroDivisionError). Nothing was sent; it is tried again."


def test_a_post_that_breaks_before_its_steps_keeps_no_other_from_them(
    world, network, preparer, monkeypatch
) -> None:
    broken = _pictured(world, body=WORDS)
    beside = _pictured(world)
    monkeypatch.setattr(preparer_module, "make_fit", _breaking(preparer_module.make_fit))

    with at_its_time(broken, -5):
        preparer.work()

    assert as_it_is(beside).state == State.READY
    assert as_it_is(broken).reason.startswith("Something went wrong")


def test_a_post_that_breaks_at_its_time_keeps_no_other_of_its_channel_from_leaving(
    world, network, sender, monkeypatch
) -> None:
    sandbox = registry.publisher("sandbox")
    monkeypatch.setattr(sandbox, "prepare", _breaking(sandbox.prepare))
    broken = scheduled_publication(world, state=State.READY, body=WORDS)
    beside = scheduled_publication(world, state=State.READY)

    with at_its_time(broken):
        sender.drain(broken.channel_id)
        now = clock.now()

    assert as_it_is(beside).state == State.PUBLISHED
    found = as_it_is(broken)
    assert (found.state, found.tries) == (State.WAITING, 0)
    assert found.act_at >= now + timedelta(seconds=60)


def test_a_post_that_cannot_even_be_packed_keeps_no_other_of_its_channel_from_leaving(
    world, network, sender, monkeypatch
) -> None:
    broken, beside = (scheduled_publication(world, state=State.READY) for _ in range(2))
    pack = parcel_module._packed
    monkeypatch.setattr(
        parcel_module, "_packed", lambda row, *rest: [].pop() if row.pk == broken.pk else pack(row, *rest)
    )

    with at_its_time(broken):
        sender.drain(broken.channel_id)

    assert as_it_is(beside).state == State.PUBLISHED
    assert as_it_is(broken).reason.startswith("Something went wrong (IndexError).")


def _breaking(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, breaking where anything that it is given says WORDS."""

    def breaking(*given: Any, **named: Any) -> Any:
        said = [getattr(getattr(each, "outgoing", each), "text", "") for each in given]
        if WORDS in said:
            raise ZeroDivisionError
        return work(*given, **named)

    return breaking


def _pictured(world, body: str = "") -> Publication:
    publication = scheduled_publication(world, body=body, approved=False)
    attached(world, publication.post)
    approve(world, publication.post)
    return publication
