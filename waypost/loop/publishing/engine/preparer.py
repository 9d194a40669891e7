"""Does the steps before the time: uploads and containers, each result a row."""

import logging
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from waypost.loop.publishing.actions import outcomes, preparing
from waypost.loop.publishing.domain import answers
from waypost.loop.publishing.domain.answers import Answer
from waypost.loop.publishing.engine.ledger import Ledger
from waypost.loop.publishing.engine.parcel import Parcel, packed, text_hash
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import to_prepare
from waypost.networks.contract import NetworkError
from waypost.toolkit import clock

log = logging.getLogger(__name__)

BATCH = 100
TOGETHER = 25


@dataclass
class Preparer:
    """Prepares what is due for it."""

    ledger: Ledger

    def work(self) -> int:
        """Prepare what is due, up to a batch; return how many turns it took."""
        due = self.ledger.read(lambda: list(to_prepare(clock.now())[:BATCH]))
        if not due:
            return 0
        taken = self.ledger.do(preparing.begin, due)
        parcels = [parcel for parcel in self.ledger.read(_parcels, taken) if self._is_approved(parcel)]
        steps = {parcel.id: parcel.network.steps(parcel.account, parcel.outgoing) for parcel in parcels}
        without = [parcel for parcel in parcels if not steps[parcel.id]]
        for start in range(0, len(without), TOGETHER):
            self.ledger.do(_finish, without[start : start + TOGETHER])
        for parcel in parcels:
            if steps[parcel.id]:
                self.prepare(parcel)
        return len(taken)

    def _is_approved(self, parcel: Parcel) -> bool:
        if not parcel.approved:
            self.ledger.do(preparing.wait_for_approval, parcel.publication)
        return parcel.approved

    def prepare(self, parcel: Parcel) -> None:
        """Do what is left to do for one publication, so that at its time only the one call remains."""
        try:
            for step in parcel.network.steps(parcel.account, parcel.outgoing):
                if step.name not in parcel.handles:
                    handle = parcel.network.run_step(
                        parcel.account, parcel.outgoing, step.name, parcel.handles
                    )
                    parcel.handles[step.name] = handle
                    self.ledger.do(
                        preparing.keep_handle,
                        parcel.publication,
                        content=parcel.content,
                        name=step.name,
                        handle=handle,
                    )
        except NetworkError as error:
            answer = answers.of_exception(error, doubted_before=False)
            self.ledger.do(outcomes.refused_before, parcel.id, answer, by=PUBLISHER)
        except Exception as error:  # noqa: BLE001 (a step may be repeated harmlessly, so any failure means: again)
            log.warning(
                "publication.step_failed", extra={"publication": parcel.id, "error": type(error).__name__}
            )
            answer = Answer(
                answers.Outcome.NOT_STORED, f"A step before sending failed ({type(error).__name__})."
            )
            self.ledger.do(outcomes.refused_before, parcel.id, answer, by=PUBLISHER)
        else:
            self.ledger.do(_finish, [parcel])


def _parcels(publication_ids: list[int]) -> list[Parcel]:
    """The publications of these ids, packed channel by channel."""
    rows = Publication.objects.filter(pk__in=publication_ids).order_by("channel_id", "due_at", "id")
    found = rows.select_related("workspace", "channel", "variant__post")
    return [
        parcel for _, group in groupby(found, lambda row: row.channel_id) for parcel in packed(list(group))
    ]


@transaction.atomic
def _finish(parcels: list[Parcel]) -> None:
    for parcel in parcels:
        text = parcel.outgoing.text
        preparing.finish(parcel.publication, content=parcel.content, text=text, text_hash=text_hash(text))
