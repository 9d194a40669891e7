"""Does the steps before the time: uploads and containers, each result a row."""

import logging
from dataclasses import dataclass

from waypost.loop.publishing.actions import outcomes, preparing
from waypost.loop.publishing.domain import answers
from waypost.loop.publishing.domain.answers import Answer
from waypost.loop.publishing.engine.ledger import Ledger
from waypost.loop.publishing.engine.parcel import Parcel, pack, text_hash
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.queries import to_prepare
from waypost.networks.contract import NetworkError
from waypost.toolkit import clock

log = logging.getLogger(__name__)

BATCH = 100


@dataclass
class Preparer:
    """Prepares what is due for it."""

    ledger: Ledger

    def work(self) -> int:
        """Prepare what is due, up to a batch; return how many turns it took."""
        due = self.ledger.do(lambda: list(to_prepare(clock.now())[:BATCH]))
        for publication_id in due:
            self.prepare(publication_id)
        return len(due)

    def prepare(self, publication_id: int) -> None:
        """Do what is left to do for one publication, so that at its time only the one call remains."""
        parcel = self.ledger.do(_take, publication_id)
        if parcel is None:
            return
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
            self.ledger.do(
                preparing.finish,
                parcel.publication,
                content=parcel.content,
                text=parcel.outgoing.text,
                text_hash=text_hash(parcel.outgoing.text),
            )


def _take(publication_id: int) -> Parcel | None:
    if not preparing.begin(publication_id):
        return None
    parcel = pack(publication_id)
    if parcel is not None and not parcel.approved:
        preparing.wait_for_approval(parcel.publication)
        return None
    return parcel
