"""Does to posts that are out what people want: takes them down, lets them say something else."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from waypost.foundation.channels.actions import health, quotas
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes import queries as processes
from waypost.loop.content.watching import Interrupted
from waypost.loop.publishing.actions import changes, links, preparing
from waypost.loop.publishing.domain.changes import Kind
from waypost.loop.publishing.engine.fitting import Busy, make_fit
from waypost.loop.publishing.engine.ledger import Ledger
from waypost.loop.publishing.engine.parcel import Parcel, pack, text_hash, with_links
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Change
from waypost.loop.publishing.queries import hold_over
from waypost.loop.publishing.queries.changing import to_make
from waypost.networks import registry
from waypost.networks.contract import Disconnected, Handle, MediaLost, Rejected, Spend, TryLater
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

log = logging.getLogger(__name__)

BATCH = 20
REFUSAL = Actor.system("the network's refusal")
WAITS_SECONDS = 60.0


class Wait(Exception):
    """Not now: why."""


class Never(Exception):
    """Not at all: why."""


@dataclass
class Changer:
    """Makes the changes that are due."""

    ledger: Ledger

    def work(self) -> int:
        """Make what is due, up to a batch; return how many turns it took."""
        due = self.ledger.read(lambda: list(to_make(clock.now())[:BATCH]))
        for change_id in due:
            change = self.ledger.do(changes.begin, change_id)
            if change is not None:
                self.make(change)
        return len(due)

    def make(self, change: Change) -> None:
        """Do one change and note how that ended; whatever cannot be known is done again, which does no harm."""
        try:
            text = self._take_down(change) if change.kind == Kind.TAKE_DOWN else self._edit(change)
        except (Never, Rejected) as error:
            self.ledger.do(changes.refused, change, why=str(error), by=PUBLISHER)
        except Wait as wait:
            self.ledger.do(changes.again, change, why=str(wait), after_seconds=WAITS_SECONDS, by=PUBLISHER)
        except TryLater as error:
            after = max(0.0, error.after_seconds)
            self.ledger.do(changes.again, change, why=error.reason, after_seconds=after, by=PUBLISHER)
        except Disconnected as error:
            channel = change.publication.channel
            self.ledger.do(health.needs_attention, channel, reason=error.reason, by=REFUSAL)
            self.ledger.do(changes.again, change, why=error.reason, after_seconds=WAITS_SECONDS, by=PUBLISHER)
        except Exception as error:  # noqa: BLE001 (nobody knows whether it was done, and twice is as once)
            name = type(error).__name__
            log.warning("publication.change_failed", extra={"change": change.pk, "error": name})
            self.ledger.do(changes.again, change, why=f"No usable answer came ({name}).", by=PUBLISHER)
        else:
            self.ledger.do(changes.done, change, text=text, text_hash=text_hash(text), by=PUBLISHER)

    def _take_down(self, change: Change) -> str:
        """Even while a hold is on: what is wrong must be able to go."""
        publication = change.publication
        self.ledger.read(_may_call, change)
        network = registry.changer(publication.channel.network)
        with quotas.asking(publication.channel, Spend.DELETE, do=self.ledger.do):
            network.delete(publication.channel.account, publication.remote_id, publication.key)
        return publication.text

    def _edit(self, change: Change) -> str:
        parcel = self.ledger.do(_packed, change)
        if self._fits(parcel):
            parcel = self.ledger.do(_packed, change)
        network = registry.changer(change.publication.channel.network)
        handles = self._handles(parcel)
        self.ledger.read(_may_still_leave, change)
        with quotas.asking(change.publication.channel, Spend.EDIT, do=self.ledger.do):
            network.edit(parcel.account, change.publication.remote_id, parcel.outgoing, handles)
        return parcel.outgoing.text

    def _fits(self, parcel: Parcel) -> bool:
        """Make its pictures fit; whether any was made."""
        try:
            return make_fit(self.ledger, parcel, before_each=lambda: None)
        except (Busy, Interrupted) as error:
            raise Wait("A video of it is still being made to fit.") from error
        except (Refusal, MediaLost) as error:
            raise Never(str(error)) from error

    def _handles(self, parcel: Parcel) -> Mapping[str, Handle]:
        """The results of the steps before it, as rows: resumed and not repeated."""
        for step in parcel.network.steps(parcel.account, parcel.outgoing):
            if step.name not in parcel.handles:
                with quotas.heeding(parcel.publication.channel, do=self.ledger.do):
                    handle = parcel.network.run_step(
                        parcel.account, parcel.outgoing, step.name, parcel.handles
                    )
                parcel.handles[step.name] = handle
                self.ledger.do(
                    preparing.keep_of_change,
                    parcel.publication,
                    content=parcel.content,
                    name=step.name,
                    handle=handle,
                )
        return parcel.handles


def _may_call(change: Change) -> None:
    """A held installation calls nobody, and a channel that is not connected cannot be called."""
    if processes.is_held():
        raise Wait("This installation is held, so it changes nothing on any network.")
    channel = change.publication.channel
    if not channel.is_connected:
        raise Wait(f"{channel.name} is not connected. Connect it again.")


def _may_still_leave(change: Change) -> Parcel:
    """What is approved at this moment and nothing else: the last look before the call."""
    _may_call(change)
    if hold_over(change.workspace_id, change.publication.channel_id, change.publication.post_id):
        raise Wait("A hold is on, so nothing new goes out.")
    parcel = pack(change.publication_id)
    if parcel is None:
        raise Never("The post no longer goes to this channel.")
    if not parcel.approved or parcel.content != change.content_hash:
        raise Never("The post changed after this was asked for. Have it approved and ask again.")
    return parcel


def _packed(change: Change) -> Parcel:
    """What is to be said, with its links as they leave."""
    parcel = _may_still_leave(change)
    if parcel.targets:
        made = links.lay_out([(parcel.publication, parcel.targets)])
        return with_links(parcel, made[parcel.id])
    return parcel
