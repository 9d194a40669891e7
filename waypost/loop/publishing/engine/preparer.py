"""Does the steps before the time: uploads and containers, each result a row."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from django.db import transaction

from waypost.foundation.channels.actions import quotas
from waypost.loop.content.watching import Interrupted
from waypost.loop.publishing.actions import limits, links, outcomes, parts, preparing
from waypost.loop.publishing.domain import answers
from waypost.loop.publishing.domain.answers import Answer, Outcome
from waypost.loop.publishing.domain.parts import Part, first_too_long
from waypost.loop.publishing.engine.brakes import step_failed, step_waits
from waypost.loop.publishing.engine.fitting import Busy, make_fit
from waypost.loop.publishing.engine.ledger import Ledger, is_away
from waypost.loop.publishing.engine.parcel import Parcel, pack, packed, text_hash, with_links
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.engine.turns import Work, at_once
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import to_prepare
from waypost.networks.contract import Count, MediaLost, NetworkError
from waypost.networks.contract import Step as Todo
from waypost.toolkit import clock
from waypost.toolkit.http import HttpError
from waypost.toolkit.refusal import Refusal

log = logging.getLogger(__name__)

BATCH = 100
TOGETHER = 25


@dataclass
class Preparer:
    """Prepares what is due for it. `elsewhere` does the steps of one channel, here or in another thread.

    So a network that hangs holds up the steps of its own channels and of nobody else.
    """

    ledger: Ledger
    elsewhere: Callable[[Work], object] = at_once
    _busy: set[int] = field(default_factory=set)

    def work(self) -> int:
        """Prepare what is due, up to a batch; return how many turns it took."""
        busy = frozenset(self._busy)
        due = self.ledger.read(lambda: list(to_prepare(clock.now(), busy=busy)[:BATCH]))
        if not due:
            return 0
        taken = self.ledger.do(preparing.begin, due)
        sorted_out = self._sort_out(taken)
        simple = [parcel for parcel, is_simple in sorted_out if is_simple]
        for start in range(0, len(simple), TOGETHER):
            self.ledger.do(_finish, simple[start : start + TOGETHER])
        rest = [parcel for parcel, is_simple in sorted_out if not is_simple]
        for channel_id, group in groupby(sorted(rest, key=_channel_of), _channel_of):
            self._busy.add(channel_id)
            self.elsewhere(partial(self._prepare_all, channel_id, list(group)))
        return len(taken)

    def _sort_out(self, publication_ids: list[int]) -> list[tuple[Parcel, bool]]:
        """The parcels that somebody approved, each with whether it is simple; one that breaks holds up no other."""
        try:
            return self._approved(publication_ids)
        except Exception as error:
            if is_away(error):
                raise
            broke = error  # below they are taken one by one, so that it is known which it is
        if len(publication_ids) == 1:
            self._breaks(publication_ids[0], broke)
            return []
        return [found for each in publication_ids for found in self._sort_out([each])]

    def _approved(self, publication_ids: list[int]) -> list[tuple[Parcel, bool]]:
        parcels = [each for each in self.ledger.read(_parcels, publication_ids) if self._is_approved(each)]
        return [(parcel, _is_simple(parcel)) for parcel in self._with_links(parcels)]

    def _prepare_all(self, channel_id: int, parcels: list[Parcel]) -> None:
        try:
            for parcel in parcels:
                try:
                    self.prepare(parcel)
                except preparing.TurnLost:
                    continue
                except Exception as error:
                    if is_away(error):
                        raise
                    self._breaks(parcel.id, error)
        finally:
            self._busy.discard(channel_id)

    def _breaks(self, publication_id: int, error: Exception) -> None:
        """Say why one cannot be prepared, which nobody foresaw: it is tried again until its time is too long past."""
        log.error("publication.breaks", exc_info=error, extra={"publication": publication_id})
        self.ledger.do(preparing.breaks, publication_id, why=answers.broken(error).said)

    def _with_links(self, parcels: list[Parcel]) -> list[Parcel]:
        """Make the links of those that have some, and unmake those of what was prepared when it had some."""
        linked = [
            (parcel.publication, parcel.targets)
            for parcel in parcels
            if parcel.targets or (parcel.publication.content_hash and not parcel.publication.head_id)
        ]
        if not linked:
            return parcels
        made = self.ledger.do(links.lay_out, linked)
        return [with_links(parcel, made[parcel.id]) if parcel.id in made else parcel for parcel in parcels]

    def _is_approved(self, parcel: Parcel) -> bool:
        if not parcel.approved:
            self.ledger.do(preparing.wait_for_approval, parcel.publication)
        return parcel.approved

    def prepare(self, parcel: Parcel) -> None:
        """Do what is left to do for one publication and for what will follow it, so that none goes out without the rest.

        Raises TurnLost where another does it by now.
        """
        if parcel.publication.head_id and not self.ledger.do(
            parts.still_fits, parcel.publication, parcel.parts, by=PUBLISHER
        ):
            return
        long = _too_long(parcel) if _is_divided(parcel) else None
        if long is not None:
            said = f"{long[0].name} is {long[1].over} too long for {parcel.card.label}."
            self.ledger.do(outcomes.refused_before, parcel.id, Answer(Outcome.REJECTED, said), by=PUBLISHER)
            return
        shaped = self._fitted(parcel)
        if shaped is None:
            return
        parcel = shaped
        whole = [parcel, *self._following(parcel)]
        if all(self._does_steps(each, parcel) for each in whole):
            again = preparing.again_at(parcel.handles.values(), parcel.publication)
            if again is not None:
                self.ledger.do(preparing.wait_for_step, parcel.publication, again)
            else:
                made = {
                    (each.id, name): handle.value for each in whole for name, handle in each.handles.items()
                }
                self.ledger.do(_finish, [parcel], made)

    def _fitted(self, parcel: Parcel) -> Parcel | None:
        """The parcel with every picture as the network wants it; None where one cannot be made so."""
        turn = partial(self.ledger.do, preparing.keep_turn, parcel.publication)
        try:
            changed = make_fit(self.ledger, parcel, before_each=turn)
        except (Busy, Interrupted):
            return None  # its turn comes again by itself
        except Refusal as refusal:
            answer = Answer(Outcome.REJECTED, refusal.sentence)
        except MediaLost as error:
            answer = Answer(Outcome.NOT_STORED, str(error))
        else:
            return self.ledger.read(pack, parcel.id) if changed else parcel
        self.ledger.do(outcomes.refused_before, parcel.id, answer, known=parcel.publication, by=PUBLISHER)
        return None

    def _following(self, parcel: Parcel) -> list[Parcel]:
        """What will follow, laid out in rows and packed: all but the place under which it belongs is known."""
        if not _is_divided(parcel):
            return []
        rows = self.ledger.do(parts.lay_out, parcel.publication, parcel.parts, by=PUBLISHER)
        return self.ledger.read(_parcels, [row.pk for row in rows])

    def _does_steps(self, parcel: Parcel, whole: Parcel) -> bool:
        """Do the steps of one part of a whole; False when one cannot be done, which holds up the whole."""
        for todo in parcel.network.steps(parcel.account, parcel.outgoing):
            known = parcel.handles.get(todo.name)
            if known is None or not preparing.lasts(known, parcel.publication):
                waits = step_waits(self.ledger, parcel, todo)
                if waits is not None:
                    self.ledger.do(limits.wait_to_prepare, whole.id, until=waits[0], why=waits[1])
                    return False
                answer = self._does(todo, parcel, whole)
                if answer is not None:
                    return self._fails(todo, parcel, whole, *answer)
        return True

    def _does(self, todo: Todo, parcel: Parcel, whole: Parcel) -> tuple[Answer, int] | None:
        """Do one step and keep its result; what went wrong otherwise, and at which try."""
        tries = self.ledger.do(
            preparing.begin_step,
            parcel.publication,
            content=parcel.content,
            todo=todo,
            turn_of=whole.publication,
        )
        try:
            with quotas.heeding(parcel.publication.channel, do=self.ledger.do):
                handle = parcel.network.run_step(parcel.account, parcel.outgoing, todo.name, parcel.handles)
        except NetworkError as error:
            return answers.of_exception(error, doubted_before=False), tries
        except MediaLost as error:
            return Answer(Outcome.NOT_STORED, str(error)), tries
        except Exception as error:  # noqa: BLE001 (a step may be repeated harmlessly, so any failure means: again)
            log.warning(
                "publication.step_failed", extra={"publication": parcel.id, "error": type(error).__name__}
            )
            said = f"“{todo.label}” failed before sending ({type(error).__name__})."
            heard = False if isinstance(error, HttpError) else None
            return Answer(Outcome.NOT_STORED, said, heard=heard), tries
        parcel.handles[todo.name] = handle
        self.ledger.do(
            preparing.keep_handle,
            parcel.publication,
            content=parcel.content,
            name=todo.name,
            handle=handle,
            tries=tries,
            turn_of=whole.publication,
        )
        return None

    def _fails(self, todo: Todo, parcel: Parcel, whole: Parcel, answer: Answer, tries: int) -> bool:
        noted = {"content": parcel.content, "name": todo.name, "said": answer.said}
        self.ledger.do(preparing.note_failure, parcel.publication, **noted)
        self.ledger.do(
            outcomes.refused_before, whole.id, answer, known=whole.publication, tries=tries, by=PUBLISHER
        )
        step_failed(self.ledger, parcel, answer)
        return False


def _is_divided(parcel: Parcel) -> bool:
    """Whether more than one post comes of it, or came of it when it was prepared before."""
    return len(parcel.parts) > 1 or parcel.publication.has_more or bool(parcel.publication.head_id)


def _too_long(parcel: Parcel) -> tuple[Part, Count] | None:
    channel = parcel.publication.channel
    return first_too_long(parcel.parts, lambda text: channel.count(text, parcel.written.options))


def _is_simple(parcel: Parcel) -> bool:
    """Whether nothing is to be done before its time."""
    has_steps = parcel.unmade or parcel.network.steps(parcel.account, parcel.outgoing)
    return not _is_divided(parcel) and not has_steps


def _parcels(publication_ids: list[int]) -> list[Parcel]:
    """The publications of these ids, packed channel by channel."""
    rows = Publication.objects.filter(pk__in=publication_ids).order_by("channel_id", "due_at", "id")
    found = rows.select_related("workspace", "channel", "variant__post")
    return [
        parcel for _, group in groupby(found, lambda row: row.channel_id) for parcel in packed(list(group))
    ]


def _channel_of(parcel: Parcel) -> int:
    return parcel.publication.channel_id


@transaction.atomic
def _finish(parcels: list[Parcel], made: Mapping[preparing.Made, str] | None = None) -> None:
    for parcel in parcels:
        text = parcel.outgoing.text
        hashed = text_hash(text)
        preparing.finish(parcel.publication, content=parcel.content, text=text, text_hash=hashed, made=made)
        if parcel.publication.has_more:
            parts.are_prepared(parcel.publication, content=parcel.content)
