"""A drill is played against a simulated network: its people are unhappy, the levels they reach are logged, the first words calm them.

Nothing of it leaves the simulation: a wave is refused anywhere else, here and by the database.
"""

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions import answers, arrivals, incidents
from waypost.loop.engagement.actions.judging import judge
from waypost.loop.engagement.actions.moments import log
from waypost.loop.engagement.domain.counting import gravest_met
from waypost.loop.engagement.domain.spans import span
from waypost.loop.engagement.domain.states import NEVER_LEAVES, State
from waypost.loop.engagement.models import Conversation, Incident, IncidentMoment, Wave
from waypost.loop.engagement.models.wave import MESSAGES, MINUTES
from waypost.loop.engagement.queries.counting import counter_of
from waypost.loop.engagement.queries.waves import heard_of, opening_of_wave, said_between
from waypost.networks import contract, registry
from waypost.networks.contract import Ability, NetworkError, Scene
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

Kind = IncidentMoment.Kind
log_file = logging.getLogger(__name__)
CALM = 4
"""It has calmed when, in a fourth of the time in which it rose, half as much came as in such a time before the first words."""


def begin(
    workspace: Workspace,
    *,
    channel: Channel,
    scene: str,
    minutes: int,
    messages: int,
    seed: int | None = None,
    title: str,
    level_key: str,
    happened: str = "",
    conversation: Conversation | None = None,
    by: Actor,
) -> Incident:
    """Open a drill, and let the people of a simulated channel be unhappy about a scene from now on.

    The network is asked outside any transaction, before anybody is called: when it does not answer, there is no drill.
    """
    access = require(by, "incident.open", workspace.pk)
    ground = _ground(usable_channel(access, channel.pk))
    told = _scene(ground, scene)
    if minutes not in MINUTES or messages not in MESSAGES:
        raise Refusal("Choose how fast it rises and how many write from the lists.", field="minutes")
    key = secrets.token_urlsafe(18)
    drawn = secrets.randbelow(1_000_000) if seed is None else seed
    asked = contract.Wave(key=key, scene=told.key, seed=drawn, minutes=minutes, messages=messages)
    opening_id = _begun(ground, asked)
    try:
        with transaction.atomic():
            drill = incidents.open_one(
                workspace,
                title=title,
                level_key=level_key,
                happened=happened,
                is_drill=True,
                conversation=conversation,
                by=by,
            )
            Wave.objects.create(
                workspace=workspace, incident=drill, channel=ground, simulated=ground.simulated, key=key,
                scene=told.key, label=told.label, seed=drawn, minutes=minutes, messages=messages,
                opening_id=opening_id, began_at=drill.opened_at,
            )  # fmt: skip
            said = f"Played against {ground.name}: {told.label.lower()}, rising for {_minutes(minutes)}"
            log(drill, Kind.NOTE, said, who=by)
            record("wave.begun", drill, by=by, scene=told.key, channel=ground.pk)
    except Exception:
        _stop(ground, key)
        raise
    return drill


def follow(wave: Wave, *, by: Actor) -> None:
    """Fetch what came of a wave, and write into the log of its drill what that means; stop it where the drill is over."""
    require(by, "incident.open", wave.workspace_id)
    if not Incident.objects.filter(pk=wave.incident_id, closed_at=None).exists():
        end(wave, by=by)
        return
    if not wave.is_over:
        arrivals.fetch(wave.channel, by=by)
    with transaction.atomic():
        found = _locked(wave)
        if not found.incident.is_open:
            return
        _note_words(found, by)
        if not found.is_over:
            _note_level(found, by)
            _note_calm(found, by)
            _note_end(found, by)
            found.save(update_fields=["reached", "calm_at", "over_at"])


@transaction.atomic
def speak(wave: Wave, *, words: str, own: Mapping[str, str], rule: str = "", by: Actor) -> None:
    """Say the first words where the wave began, on its channel only; `own` are words for channels, by their keys.

    They leave as an answer does, through the same queue and gate. When they are out is written down by `follow`.
    """
    require(by, "incident.lead", wave.workspace_id)
    found = _locked(wave)
    _ground(found.channel)
    opening = opening_of_wave(found)
    if opening is None:
        raise Refusal(
            "The first message of the wave has not arrived yet; that takes a minute. Then try again."
        )
    message = answers.answer(opening, text=own.get(found.channel.key) or words, stands_on=rule, by=by)
    if found.words is None or found.words.state in NEVER_LEAVES:
        found.words = message.publication
        found.save(update_fields=["words"])
    record("wave.answered", found.incident, by=by, publication=message.publication_id)


def end(wave: Wave, *, by: Actor) -> None:
    """Let nothing more of it come, once its drill was ended, and close what it left in the inbox."""
    require(by, "incident.open", wave.workspace_id)
    if Incident.objects.filter(pk=wave.incident_id, closed_at=None).exists():
        raise Refusal("The drill goes on. Close it, and its wave stops.")
    _stop(wave.channel, wave.key)
    with transaction.atomic():
        found = _locked(wave)
        if found.ended_at is not None:
            return
        if not found.is_over:
            log(found.incident, Kind.NOTE, f"The wave was stopped: {_in_all(found)}", who=by)
        found.ended_at = clock.now()
        found.over_at = found.over_at or found.ended_at
        found.save(update_fields=["over_at", "ended_at"])
        _tidy(found, found.ended_at, by)
        record("wave.ended", found.incident, by=by)


def _tidy(wave: Wave, now: datetime, by: Actor) -> None:
    """Close every conversation of the drill: nobody has to do anything about it any more."""
    rows = Conversation.objects.select_for_update().filter(drill_id=wave.incident_id)
    left = list(rows.exclude(state=State.CLOSED))
    for one in left:
        one.seen_to = max(one.messages.values_list("pk", flat=True), default=0)
        one.closed_at, one.closed_by_label, one.reopened_at = now, by.label[:200], None
        one.state, one.waiting_since = State.CLOSED, None
    Conversation.objects.bulk_update(
        left, ["seen_to", "closed_at", "closed_by_label", "reopened_at", "state", "waiting_since"], 200
    )
    judge(left)


def _note_words(wave: Wave, by: Actor) -> None:
    """Write down when the first words were out, and whether that was in time."""
    drill, words = wave.incident, wave.words
    if drill.first_word_at is not None or words is None or not words.is_published:
        return
    drill.first_word_at = words.published_at or clock.now()
    drill.save(update_fields=["first_word_at"])
    assert drill.took_to_speak is not None
    plan = ""
    if drill.first_word_due_at is not None:
        allowed = span(drill.first_word_due_at - drill.opened_at)
        plan = f", {'too late' if drill.is_late else 'in time'}: the plan allows {allowed}"
    said = f"The first words are out on {wave.channel.name} after {span(drill.took_to_speak)}{plan}"
    log(drill, Kind.WORDS, said, at=drill.first_word_at, who=by)
    record("incident.spoke", drill, by=by, publication=words.pk)


def _note_level(wave: Wave, by: Actor) -> None:
    """Write down the gravest level that it reaches as if it were real; nobody is told."""
    strategy, now = strategy_of(wave.workspace_id), clock.now()
    levels = strategy.crisis_plan.levels if strategy else ()
    found = gravest_met(levels, counter_of(wave.workspace_id, now, levels, wave.incident_id))
    if found is None or found[0].key in wave.reached:
        return
    level, met = found
    keys = [each.key for each in levels]
    wave.reached = [
        *wave.reached,
        *(key for key in keys[: keys.index(level.key) + 1] if key not in wave.reached),
    ]
    after = span(now - wave.began_at)
    log(wave.incident, Kind.NOTE, f"The wave reached “{level.label}” after {after}: {met.sentence}", who=by)
    record("wave.reached", wave.incident, by=by, level=level.label)


def _note_calm(wave: Wave, by: Actor) -> None:
    """Write down that it calms, measured against the time just before the first words."""
    spoke, now = wave.incident.first_word_at, clock.now()
    stretch = timedelta(minutes=wave.minutes) / CALM
    if wave.calm_at is not None or spoke is None or wave.words is None or now < spoke + stretch:
        return
    before, lately = said_between(wave, spoke - stretch, spoke), said_between(wave, now - stretch, now)
    if 0 < before >= 2 * lately:
        wave.calm_at = now
        came = f"{count(lately, 'message', 'messages')} in the last {span(stretch)}, {before} before the first words"
        log(wave.incident, Kind.NOTE, f"The wave calms: {came}", who=by)


def _note_end(wave: Wave, by: Actor) -> None:
    if clock.now() >= wave.ends_at:
        wave.over_at = clock.now()
        log(wave.incident, Kind.NOTE, f"The wave is over: {_in_all(wave)}", who=by)


def _in_all(wave: Wave) -> str:
    heard = heard_of(wave)
    people = count(heard.people, "person", "people")
    return f"{count(heard.messages, 'message', 'messages')} of {people}, {heard.unhappy} unhappy"


def _ground(channel: Channel) -> Channel:
    """The channel, where nobody outside hears what is said there."""
    able = Ability.DRILL in registry.abilities(channel.network) and registry.card(channel.network).simulated
    if not (able and channel.simulated):
        raise Refusal(
            f"{channel.name} is real. A drill is played on a sandbox channel only.", field="against"
        )
    if not channel.is_connected:
        raise Refusal(
            f"{channel.name} is not connected. Connect it again, or choose another.", field="against"
        )
    return channel


def _scene(channel: Channel, key: str) -> Scene:
    known = registry.driller(channel.network).scenes()
    found = next((scene for scene in known if scene.key == key), None)
    if found is None:
        raise Refusal("Choose what people are unhappy about.", field="scene")
    return found


def _begun(channel: Channel, asked: contract.Wave) -> str:
    try:
        return registry.driller(channel.network).begin(channel.account, asked)
    except (NetworkError, http.HttpError) as error:
        raise Refusal(
            f"{channel.name} did not answer, so nobody was called: {error} Try again, or play it on paper.",
            field="against",
        ) from error


def _stop(channel: Channel, key: str) -> None:
    """Ask the network to end it; where that fails nothing is lost: nobody takes in what comes of a drill that is over."""
    if not channel.is_connected:
        return
    try:
        registry.driller(channel.network).end(channel.account, key)
    except (NetworkError, http.HttpError) as error:
        log_file.warning("wave.not_stopped", extra={"channel": channel.pk, "error": type(error).__name__})


def _locked(wave: Wave) -> Wave:
    rows = Wave.objects.select_for_update(of=("self",))
    return rows.select_related("incident__workspace", "channel__workspace", "words").get(pk=wave.pk)


def _minutes(number: int) -> str:
    return count(number, "minute", "minutes")
