from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.models import Post
from waypost.loop.engagement import queries, tasks
from waypost.loop.engagement.actions import (
    answers,
    conversations,
    incident_words,
    incidents,
    unhappy_words,
    waves,
)
from waypost.loop.engagement.models import Alarm, Conversation, Incident, Message, Wave
from waypost.loop.engagement.queries.counting import Asked, counts_of
from waypost.loop.engagement.queries.listing import Choice, counts
from waypost.loop.engagement.queries.waves import grounds
from waypost.loop.engagement.tests.factories import ROUND, arrival, member, taken_in
from waypost.loop.engagement.tests.waves import CHOSEN, MINUTES, after, go_on, log_of, played, wave_of
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.domain.document import Measure
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import NotAllowed, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_open")]
WORDS = {"statement_key": "workshop-accident", "values": {"time": "noon"}}


def speak(world: World, wave: Wave, minutes: float) -> None:
    with clock.frozen_at(after(minutes, wave)):
        incident_words.prepare(wave.incident, **WORDS, by=world.actor("manager"))


def test_what_people_of_a_wave_write_arrives_as_messages_do_and_is_of_its_drill(
    world: World, network: Sandbox
) -> None:
    wave = go_on(played(world), MINUTES)

    found = Conversation.objects.filter(workspace=world.workspace)
    assert found.count() > 5
    assert {one.drill_id for one in found} == {wave.incident_id}
    assert {one.channel_id for one in found} == {world.channel("gallery").pk}
    assert Message.objects.filter(reads_unhappy=True).count() >= 4


def test_the_log_says_which_level_it_reached_and_when(world: World, network: Sandbox) -> None:
    wave = played(world, messages=80)
    for minute in (1, 3, 6):
        wave = go_on(wave, minute)

    log = log_of(wave)
    reached = [(seconds, words) for seconds, words in log if words.startswith("The wave reached")]
    assert [words.split("”")[0] for _, words in reached] == [
        "The wave reached “Issue",
        "The wave reached “Crisis",
    ]
    seconds, words = reached[1]
    assert f"after {seconds // 60} minutes: " in words
    assert "unhappy messages in 1 hour" in words
    assert wave.reached == ["issue", "crisis"]


def test_the_same_seed_is_told_the_same(world: World, network: Sandbox) -> None:
    told = []
    for key in ("gallery", "harbour"):
        wave = played(world, key=key)
        for minute in (3, 6):
            wave = go_on(wave, minute)
        told.append([each for each in log_of(wave) if each[1].startswith("The wave")])
        incidents.close(wave.incident, by=world.actor("manager"))

    assert [words for _, words in told[0]] == [words for _, words in told[1]]
    assert told[0]


def test_the_first_words_go_to_the_sandbox_channel_are_timed_and_calm_it(
    world: World, network: Sandbox
) -> None:
    wave = go_on(played(world, messages=80), MINUTES)
    speak(world, wave, MINUTES)
    for minute in (MINUTES + 0.5, MINUTES + 4, 3 * MINUTES):
        wave = go_on(wave, minute)

    sent = Publication.objects.get()
    assert (sent.channel_id, sent.state, sent.post.kind) == (wave.channel_id, "published", Post.Kind.ANSWER)
    assert wave.words == sent
    assert wave.incident.first_word_at == sent.published_at
    log = [words for _, words in log_of(wave)]
    assert any(
        words.startswith("The first words are out on")
        and words.endswith("after 5 minutes, in time: the plan allows 1 hour")
        for words in log
    )
    calms = next(number for number, words in enumerate(log) if words.startswith("The wave calms: "))
    assert any(words.startswith("The wave is over: ") for words in log[calms:])
    assert Message.objects.filter(is_ours=False).count() < 60


def test_left_alone_it_does_not_calm(world: World, network: Sandbox) -> None:
    wave = played(world)
    for minute in (MINUTES, MINUTES + 3):
        wave = go_on(wave, minute)

    assert not any("calms" in words for _, words in log_of(wave))


def test_words_that_come_too_late_are_called_so(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), MINUTES)
    speak(world, wave, 70)
    wave = go_on(wave, 71)

    assert any("too late: the plan allows 1 hour" in words for _, words in log_of(wave))


def test_before_the_first_message_is_here_nothing_can_be_answered(world: World, network: Sandbox) -> None:
    wave = played(world)

    with pytest.raises(Refusal, match="has not arrived yet"):
        speak(world, wave, 0)
    assert not Publication.objects.exists()


def test_nothing_real_counts_it_and_nobody_is_told(world: World, network: Sandbox) -> None:
    taken_in(world, arrival("It arrived broken."))
    wave = played(world)
    Notice.objects.all().delete()
    wave = go_on(wave, MINUTES)
    asked: list[Asked] = [
        (measure, 60, False) for measure in (Measure.MESSAGES, Measure.UNHAPPY, Measure.PEOPLE)
    ]

    with clock.frozen_at(after(MINUTES, wave)):
        real = counts_of(world.workspace.pk, clock.now(), asked)
        played_too = counts_of(world.workspace.pk, clock.now(), asked, wave.incident_id)
        tasks.count_for_alarms()
        recounted = unhappy_words.write(world.workspace, words="broken", by=world.actor("owner"))
    access = access_of(world.actor("manager"), world.workspace.pk)
    tally = counts(access, Choice())

    assert [real[each].number for each in asked] == [1, 1, 1]
    assert all(played_too[each].number > 4 for each in asked)
    assert recounted == 1
    assert not Alarm.objects.exists()
    assert not Notice.objects.exists()
    assert queries.waiting(access).count() == 1
    assert (tally.waiting, tally.unassigned) == (1, 1)
    assert tally.drill > 5


def test_what_was_said_in_a_drill_is_never_usual(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), MINUTES)
    Message.objects.filter(workspace=world.workspace).update(at=clock.now() - timedelta(days=5))
    asked: Asked = (Measure.MESSAGES, 60, True)

    assert counts_of(world.workspace.pk, clock.now(), [asked], wave.incident_id)[asked].usual is None


def test_whoever_is_told_of_it_reads_that_it_is_a_drill(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), 2)
    found = Conversation.objects.filter(drill=wave.incident).first()
    assert found is not None
    Notice.objects.all().delete()

    conversations.assign(found, to=member(world, "marketer"), by=world.actor("manager"))
    with clock.frozen_at(after(61, wave)):
        tasks.mind_incidents()

    assert Notice.objects.exists()
    assert all(notice.sentence.startswith("Drill: ") for notice in Notice.objects.all())


def test_a_channel_that_is_real_is_refused_by_the_action_and_by_the_database(
    world: World, network: Sandbox
) -> None:
    wave = played(world)
    Channel.objects.filter(pk=world.channel("harbour").pk).update(simulated=False)

    with pytest.raises(Refusal, match="A drill is played on a sandbox channel only"):
        played(world, key="harbour")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wave.objects.filter(pk=wave.pk).update(simulated=False)
    assert Incident.objects.count() == 1


def test_where_the_channel_is_no_longer_simulated_the_words_stay_here(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), 1)
    Channel.objects.filter(pk=wave.channel_id).update(simulated=False)

    with pytest.raises(Refusal, match="A drill is played on a sandbox channel only"):
        speak(world, wave, 2)
    assert not Publication.objects.exists()


def test_a_drill_has_no_post_and_no_hold_also_when_it_is_played(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), MINUTES)
    speak(world, wave, MINUTES)

    found = Incident.objects.get()
    assert (found.post, found.hold) == (None, None)
    assert not Post.objects.filter(kind=Post.Kind.POST).exists()


def test_when_the_network_does_not_answer_nobody_is_called(world: World) -> None:
    class Silent:
        def __call__(self, *args: object, **kwargs: object) -> None:
            raise http.HttpError("nobody is there")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("waypost.networks.sandbox.client.call", Silent())
        with pytest.raises(Refusal, match="did not answer, so nobody was called"):
            played(world)

    assert not Incident.objects.exists()
    assert not Notice.objects.exists()


def test_a_drill_that_cannot_be_opened_leaves_no_wave_behind(world: World, network: Sandbox) -> None:
    with pytest.raises(Refusal, match="Say in a few words"):
        played(world, title=" ")

    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        assert network.truth.told(world.channel("gallery").remote_id) == []


def test_ending_the_drill_stops_it_and_leaves_the_inbox_tidy(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), MINUTES)
    with clock.frozen_at(after(MINUTES, wave)):
        incidents.close(wave.incident, went_badly="Nobody knew who writes.", by=world.actor("manager"))
    wave = go_on(wave, MINUTES + 1)

    log = [words for _, words in log_of(wave)]
    assert any(words.startswith("The wave was stopped: ") for words in log)
    assert wave.ended_at is not None
    assert not Conversation.objects.exclude(state="closed").exists()
    number = Message.objects.count()
    taken_in(world, arrival("Too late.", remote_id="late"))
    with clock.frozen_at(after(3 * MINUTES, wave)):
        tasks.fetch_due()
        tasks.mind_waves()
    assert Message.objects.count() == number + 1
    assert [one.drill for one in Conversation.objects.exclude(state="closed")] == [None]


def test_a_wave_that_ran_out_is_tidied_when_its_drill_ends(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), 3 * MINUTES)
    assert wave.is_over
    assert Conversation.objects.exclude(state="closed").exists()

    incidents.close(wave.incident, by=world.actor("manager"))

    assert wave_of(wave.incident).ended_at is not None
    assert not Conversation.objects.exclude(state="closed").exists()


def test_a_wave_is_not_ended_while_its_drill_goes_on(world: World, network: Sandbox) -> None:
    with pytest.raises(Refusal, match="The drill goes on"):
        waves.end(played(world), by=ROUND)


def test_a_message_of_a_wave_that_is_not_ours_is_not_taken_in(world: World) -> None:
    assert taken_in(world, replace(arrival("It broke."), wave="somebody else’s")) == 0


def test_people_of_a_wave_are_answered_as_anybody_and_only_the_first_words_calm(
    world: World, network: Sandbox
) -> None:
    wave = go_on(played(world), 3)
    other = (
        Conversation.objects.filter(drill=wave.incident).exclude(messages__remote_id=wave.opening_id).first()
    )
    assert other is not None
    with clock.frozen_at(after(3, wave)):
        answers.answer(other, text="We look into it.", by=world.actor("manager"))
    wave = go_on(wave, 4)

    assert Publication.objects.get().is_published
    assert wave.incident.first_word_at is None
    assert wave.words is None


def test_no_real_incident_begins_with_what_was_said_in_a_drill(world: World, network: Sandbox) -> None:
    go_on(played(world), 2)
    found = Conversation.objects.first()

    with pytest.raises(Refusal, match="part of a drill"):
        incidents.open_one(
            world.workspace, title="Real", level_key="issue", conversation=found, by=world.actor("manager")
        )


def test_a_client_may_not_begin_one(world: World, network: Sandbox) -> None:
    with pytest.raises(NotAllowed):
        played(world, by="client")


def test_only_simulated_channels_that_are_connected_are_offered(world: World) -> None:
    access = access_of(world.actor("manager"), world.workspace.pk)
    offered = grounds(access).count()
    Channel.objects.filter(pk=world.channel("harbour").pk).update(simulated=False)
    Channel.objects.filter(pk=world.channel("gallery").pk).update(health=Channel.Health.DISCONNECTED)

    assert grounds(access).count() == offered - 2


def test_what_makes_no_sense_is_refused(world: World, network: Sandbox) -> None:
    for wrong in ({"scene": "flood"}, {"minutes": 7}, {"messages": 9_999}):
        with pytest.raises(Refusal):
            played(world, **{**CHOSEN, **wrong})
