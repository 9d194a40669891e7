"""What one post makes on a network."""

from waypost.loop.content.domain.snapshot import Snapshot
from waypost.loop.publishing.domain.parts import options_for, parts_in
from waypost.networks import registry
from waypost.networks.contract import FIRST_COMMENT


def test_a_first_comment_goes_with_the_post_where_the_network_takes_both_at_once() -> None:
    card, texts = registry.card("instagram"), registry.texts("instagram")
    snapshot = Snapshot.of("The tide.", options={FIRST_COMMENT: "Prints by the door.", "place": "Pier 3"})

    (part,) = parts_in(snapshot, card, texts.count, texts.split)

    assert options_for(part, snapshot.options, card) == snapshot.options
