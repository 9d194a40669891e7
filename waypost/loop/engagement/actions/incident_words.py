"""The first words of an incident: agreed beforehand, filled in, drafted as a post; they leave as any post does, when approved."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import posts, variants
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions import waves
from waypost.loop.engagement.actions.incidents import locked
from waypost.loop.engagement.actions.moments import log
from waypost.loop.engagement.domain.filling import filled_in, for_channels
from waypost.loop.engagement.domain.voice import blanks_in
from waypost.loop.engagement.models import Incident, IncidentMoment
from waypost.loop.engagement.queries.incidents import words_out
from waypost.loop.engagement.queries.waves import wave_of
from waypost.loop.strategy.domain.document import HoldingStatement
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

Kind = IncidentMoment.Kind


@transaction.atomic
def prepare(
    incident: Incident,
    *,
    statement_key: str,
    values: Mapping[str, str],
    channels: Sequence[Channel] = (),
    by: Actor,
) -> Incident:
    """Fill the agreed words in. With `channels` they become a draft post there, each with the words for it; never in a drill.

    In a drill that is played against a wave they are said where it began, and nowhere else.
    """
    access = require(by, "incident.lead", incident.workspace_id)
    found = locked(incident)
    statement = _statement(found, statement_key)
    words = filled_in(statement.text, values)
    if blanks := blanks_in(words):
        raise Refusal(f"Fill in {' and '.join(blanks)} first: half a sentence is worse than none.")
    chosen = [usable_channel(access, channel.pk) for channel in channels]
    found.statement_key, found.words = statement.key, words
    wave = wave_of(found)
    if wave is not None:
        waves.speak(wave, words=words, own=_own(statement, values), rule=statement.label, by=by)
        said = f"On their way to {wave.channel.name} (“{statement.label}”): {words}"
    elif found.is_drill:
        found.first_word_at = found.first_word_at or clock.now()
        said = f"Words ready (“{statement.label}”); nothing goes out in a drill: {words}"
    elif chosen:
        _draft(found, chosen, words, _own(statement, values), by)
        said = f"Drafted for {', '.join(channel.name for channel in chosen)} (“{statement.label}”): {words}"
    else:
        said = f"Words ready for answers (“{statement.label}”): {words}"
    found.save(update_fields=["statement_key", "words", "post", "first_word_at"])
    log(found, Kind.WORDS, said, who=by)
    record("incident.words_prepared", found, by=by, statement=statement.label, post=found.post_id)
    return found


@transaction.atomic
def spoken(incident: Incident, *, by: Actor) -> Incident:
    """Write down that the first words are out: said in an answer, on the phone, or on the door."""
    require(by, "incident.open", incident.workspace_id)
    found = locked(incident)
    if found.first_word_at is not None:
        raise Refusal("The first words are out already. Reload the page to see when.")
    found.first_word_at = clock.now()
    found.save(update_fields=["first_word_at"])
    log(found, Kind.WORDS, "The first words are out", who=by)
    record("incident.spoke", found, by=by)
    return found


@transaction.atomic
def follow_post(incident: Incident, *, by: Actor) -> bool:
    """Write down when the post with the first words went out; whether it did."""
    require(by, "incident.open", incident.workspace_id)
    row = words_out().filter(pk=incident.pk).first()
    if row is None:
        return False
    found = locked(incident)
    found.first_word_at = row.out_at  # type: ignore[attr-defined]
    found.save(update_fields=["first_word_at"])
    log(found, Kind.WORDS, "The post with the first words went out", who=by)
    record("incident.spoke", found, by=by, post=found.post_id)
    return True


def _draft(
    incident: Incident, channels: Sequence[Channel], words: str, own: Mapping[str, str], by: Actor
) -> None:
    post = posts.draft(incident.workspace, title=incident.title, body=words, channels=channels, by=by)
    for channel in channels:
        text = own.get(channel.key, "")
        if text:
            variants.adapt(post, channel=channel, text=text, by=by)
    incident.post = post


def _own(statement: HoldingStatement, values: Mapping[str, str]) -> dict[str, str]:
    """The words for single channels that have no blank left."""
    return {key: text for key, text in for_channels(statement, values).items() if not blanks_in(text)}


def _statement(incident: Incident, key: str) -> HoldingStatement:
    strategy = strategy_of(incident.workspace_id)
    known = strategy.crisis_plan.holding_statements if strategy else ()
    statement = next((one for one in known if one.key == key), None)
    if statement is None:
        raise Refusal("Choose words of the crisis plan.", field="statement_key")
    if statement.is_expired(incident.workspace.today):
        raise Refusal(
            f"The words for “{statement.label}” have ended. Read them again and give them another day in the strategy."
        )
    return statement
