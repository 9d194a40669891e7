"""Makes the videos of a day ahead as their networks want them, long before the publisher needs them."""

from waypost.foundation.journal import reactions
from waypost.loop.content import watching
from waypost.loop.content.watching import Interrupted
from waypost.loop.publishing.engine.fitting import Busy, make_fit
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.parcel import pack
from waypost.loop.publishing.queries.films import with_films_ahead
from waypost.networks.contract import MediaLost
from waypost.toolkit import heavy_work
from waypost.toolkit.refusal import Refusal


def make_ahead() -> int:
    """Make what is missing, the first due first, and say how many posts it was for; never in simulated time.

    What cannot be made is left to the publisher, who says so to people.
    """
    made = 0
    if reactions.inline.get() and not heavy_work.is_done_here(watching.FIT):
        return made
    for publication_id in with_films_ahead():
        parcel = pack(publication_id)
        if parcel is None or not parcel.approved or not parcel.unmade:
            continue
        try:
            made += make_fit(DirectLedger(), parcel, before_each=lambda: None)
        except (Busy, Interrupted):
            return made
        except (Refusal, MediaLost):
            continue
    return made
