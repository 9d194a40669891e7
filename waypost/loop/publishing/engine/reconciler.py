"""Looks at the network for what nobody knows about."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from waypost.foundation.channels.actions import health, quotas
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes import queries as processes
from waypost.loop.publishing.actions import doubts, parts
from waypost.loop.publishing.engine.ledger import Ledger, is_away
from waypost.loop.publishing.engine.parcel import Parcel, as_it_left, pack
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.engine.turns import Work, at_once
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import known_remote_ids, to_look_for
from waypost.networks.contract import Disconnected, NetworkError, Outgoing, TryLater
from waypost.toolkit import clock

log = logging.getLogger(__name__)

BATCH = 50
REFUSAL = Actor.system("the network's refusal")


@dataclass
class Reconciler:
    """Resolves doubts. `elsewhere` looks through one channel, here or in another thread."""

    ledger: Ledger
    elsewhere: Callable[[Work], object] = at_once
    _busy: set[int] = field(default_factory=set)

    def work(self) -> int:
        """Look for what is due, up to a batch; return how many looks it took."""
        busy = frozenset(self._busy)
        due = self.ledger.read(lambda: list(to_look_for(clock.now(), busy=busy)[:BATCH]))
        of_channel: dict[int, list[int]] = {}
        for channel_id, publication_id in due:
            of_channel.setdefault(channel_id, []).append(publication_id)
        for channel_id, publication_ids in of_channel.items():
            self._busy.add(channel_id)
            self.elsewhere(partial(self._look_all, channel_id, publication_ids))
        return len(due)

    def _look_all(self, channel_id: int, publication_ids: list[int]) -> None:
        try:
            for publication_id in publication_ids:
                self.look(publication_id)
        finally:
            self._busy.discard(channel_id)

    def look(self, publication_id: int) -> None:
        """Look once for one publication and follow what was seen; a look that failed says nothing, and is repeated."""
        try:
            self._look(publication_id)
        except Exception as error:
            if is_away(error):
                raise
            why = error.reason if isinstance(error, NetworkError) else type(error).__name__
            log.info("publication.look_failed", extra={"publication": publication_id, "error": why})
            after = error.after_seconds if isinstance(error, TryLater) else 0.0
            self.ledger.do(doubts.could_not_look, publication_id, why=why, after_seconds=after, by=PUBLISHER)

    def _look(self, publication_id: int) -> None:
        taken = self.ledger.do(_take, publication_id)
        if taken is None:
            return
        parcel, outgoing, since, known = taken
        if not parcel.card.findable:
            self.ledger.do(doubts.ask, parcel.publication, by=PUBLISHER)
            return
        looked_at = clock.now()
        try:
            with quotas.heeding(parcel.publication.channel, do=self.ledger.do):
                sent = parcel.network.find(parcel.account, outgoing, since, known)
        except Disconnected as error:
            self.ledger.do(
                health.needs_attention, parcel.publication.channel, reason=error.reason, by=REFUSAL
            )
            raise
        if sent is not None:
            self.ledger.do(doubts.found, publication_id, sent, by=PUBLISHER)
        else:
            self.ledger.do(
                doubts.not_found, publication_id, looked_at=looked_at, card=parcel.card, by=PUBLISHER
            )


def _take(publication_id: int) -> tuple[Parcel, Outgoing, datetime, frozenset[str]] | None:
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
    return parcel, as_it_left(parcel), since, known_remote_ids(publication.channel_id, since)
