"""Looks at the network for what nobody knows about."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from waypost.foundation.processes import queries as processes
from waypost.loop.publishing.actions import doubts, parts
from waypost.loop.publishing.engine.ledger import Ledger
from waypost.loop.publishing.engine.parcel import Parcel, as_it_left, pack
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import known_remote_ids, to_look_for
from waypost.toolkit import clock

log = logging.getLogger(__name__)

BATCH = 50


@dataclass
class Reconciler:
    """Resolves doubts."""

    ledger: Ledger

    def work(self) -> int:
        """Look for what is due, up to a batch; return how many looks it took."""
        due = self.ledger.read(lambda: list(to_look_for(clock.now())[:BATCH]))
        for publication_id in due:
            self.look(publication_id)
        return len(due)

    def look(self, publication_id: int) -> None:
        """Look once for one publication and follow what was seen."""
        taken = self.ledger.do(_take, publication_id)
        if taken is None:
            return
        parcel, since, known = taken
        if not parcel.card.findable:
            self.ledger.do(doubts.ask, parcel.publication, by=PUBLISHER)
            return
        looked_at = clock.now()
        try:
            sent = parcel.network.find(parcel.account, as_it_left(parcel), since, known)
        except Exception as error:  # noqa: BLE001 (a look that failed says nothing; it is repeated)
            log.info(
                "publication.look_failed",
                extra={"publication": publication_id, "error": type(error).__name__},
            )
            why = type(error).__name__
            self.ledger.do(doubts.could_not_look, publication_id, why=why, by=PUBLISHER)
            return
        if sent is not None:
            self.ledger.do(doubts.found, publication_id, sent, by=PUBLISHER)
        else:
            self.ledger.do(
                doubts.not_found, publication_id, looked_at=looked_at, card=parcel.card, by=PUBLISHER
            )


def _take(publication_id: int) -> tuple[Parcel, datetime, frozenset[str]] | None:
    if not doubts.begin_look(publication_id):
        return None
    parcel = pack(publication_id)
    if parcel is None:
        doubts.ask(Publication.objects.get(pk=publication_id), by=PUBLISHER)
        return None
    publication = parcel.publication
    if publication.head_id and not parts.may_be_there(publication):
        return None
    first = publication.attempts.order_by("armed_at").values_list("armed_at", flat=True).first()
    installation = processes.installation()
    began = first or (installation.doubt_from if installation else None) or publication.due_at
    since = began - timedelta(seconds=parcel.card.skew)
    return parcel, since, known_remote_ids(publication.channel_id, since)
