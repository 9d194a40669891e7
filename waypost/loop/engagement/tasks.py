"""Fetches what people say, follows answers on their way, and tells whoever a conversation was given to."""

from django.urls import reverse
from huey.contrib.djhuey import db_task

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal import reactions
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.queries import member_by_id
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions import (
    alarms,
    answers,
    arrivals,
    calls,
    incident_words,
    incidents,
    mailboxes,
    waves,
)
from waypost.loop.engagement.domain.counting import gravest_met
from waypost.loop.engagement.models import Conversation, Incident, Mailbox, Wave
from waypost.loop.engagement.queries import answers_behind, answers_lost, spoken_of
from waypost.loop.engagement.queries.counting import brands_to_count, counter_of
from waypost.loop.engagement.queries.incidents import (
    calls_overdue,
    drills_due,
    open_while,
    words_out,
    words_overdue,
)
from waypost.loop.engagement.queries.waves import going_on
from waypost.loop.publishing.models import Hold
from waypost.toolkit import clock

POST = Actor.system("the post round")
CLOCK = Actor.system("the escalation clock")
QUEUE = Actor.system("the queue")
COUNTER = Actor.system("the count of what people say")
A_ROUND = 200


def fetch_due() -> None:
    """Fetch every mailbox whose turn it is, each in a job of its own; and let what lost its reaction catch up."""
    mailboxes.open_missing()
    for mailbox_id in mailboxes.claim_due(clock.now()):
        fetch_mailbox(mailbox_id) if reactions.inline.get() else fetch_later(mailbox_id)
    for message in answers_behind().select_related("publication__post", "publication__channel")[:A_ROUND]:
        assert message.publication is not None, "only answers that were sent are behind"
        answers.follow(message.publication, by=POST)
    for publication in answers_lost()[:A_ROUND]:
        answers.follow(publication, by=POST)


def fetch_mailbox(mailbox_id: int) -> None:
    """Fetch one mailbox."""
    arrivals.fetch(Mailbox.objects.select_related("channel").get(pk=mailbox_id).channel, by=POST)


@db_task()  # type: ignore[untyped-decorator]
def fetch_later(mailbox_id: int) -> None:
    """Fetch one mailbox in the worker."""
    fetch_mailbox(mailbox_id)


@on("channel.connected")
def listen(entry: Entry) -> None:
    """Fetch what is said to a channel as soon as it is connected."""
    arrivals.fetch(Channel.objects.get(pk=entry.subject_id), by=POST)


@on(
    "publication.published",
    "publication.continued",
    "publication.rejected",
    "publication.missed",
    "publication.cancelled",
    "publication.moved",
    "publication.released",
    "publication.decided",
)
def follow_publication(entry: Entry) -> None:
    """Let the conversation know what became of its answer."""
    publication = spoken_of(entry.subject_id)
    if publication is not None:
        answers.follow(publication, by=POST)


def mind_incidents() -> None:
    """Call the next where nobody answered, say where the first words are late, and notice when they went out."""
    now = clock.now()
    for row in calls_overdue(now)[:A_ROUND]:
        calls.pass_on(row, by=CLOCK)
    for incident in words_out()[:A_ROUND]:
        incident_words.follow_post(incident, by=CLOCK)
    for incident in words_overdue(now)[:A_ROUND]:
        once = f"incident.words.{incident.pk}.{incident.level_key}"
        what = "Drill: the" if incident.is_drill else "The"
        _tell_of(incident, f"{what} first words are late: {incident.title}", once)


def mind_waves() -> None:
    """See what came of each wave that a drill is played against, and stop those whose drill is over."""
    for wave in going_on()[:A_ROUND]:
        mind_wave(wave.pk) if reactions.inline.get() else mind_wave_later(wave.pk)


def mind_wave(wave_id: int) -> None:
    """See what came of one."""
    waves.follow(going_on().get(pk=wave_id), by=CLOCK)


@db_task()  # type: ignore[untyped-decorator]
def mind_wave_later(wave_id: int) -> None:
    """See what came of one, in the worker."""
    mind_wave(wave_id)


@on("incident.closed")
def stop_its_wave(entry: Entry) -> None:
    """Stop the wave of a drill as soon as that was closed."""
    for wave in Wave.objects.filter(incident_id=entry.subject_id, ended_at=None).select_related("channel"):
        waves.end(wave, by=CLOCK)


@on("hold.put", "hold.lifted", "hold.ended")
def write_into_logs(entry: Entry) -> None:
    """Let the open incidents of the brand know that its queue was stopped, or let go again."""
    hold = Hold.objects.get(pk=entry.subject_id)
    for incident in open_while(hold):
        is_its_own = incident.hold_id == hold.pk and entry.verb == "hold.put"
        if not is_its_own:
            incidents.hear_of_hold(incident, hold=hold, by=QUEUE)


def count_for_alarms() -> None:
    """Count what people say to every brand whose plan says from where on somebody should look."""
    for brand in brands_to_count():
        strategy = strategy_of(brand.pk)
        assert strategy is not None, "only brands with a plan are counted"
        levels = strategy.crisis_plan.levels
        found = gravest_met(levels, counter_of(brand.pk, clock.now(), levels))
        if found is not None:
            level, met = found
            alarms.ring(brand, strategy=strategy, level_key=level.key, sentence=met.sentence, by=COUNTER)


def remind_of_drills() -> None:
    """Say when the day of the next drill has come (swept once a day)."""
    for incident in drills_due(clock.today("UTC")):
        sentence = f"A drill is due, as you planned after “{incident.title}”"
        _tell_of(incident, sentence, f"drill.{incident.pk}.{incident.next_drill_on}", to_all=True)


def _tell_of(incident: Incident, sentence: str, once: str, *, to_all: bool = False) -> None:
    at = {"workspace": incident.workspace.slug}
    here = reverse("engagement:incident", kwargs={**at, "incident_id": incident.pk})
    tell(
        incident.workspace, kind="incident", sentence=sentence, who_may="incident.lead", urgent=not to_all,
        href=reverse("engagement:incidents", kwargs=at) if to_all else here, once=once, by=CLOCK,
    )  # fmt: skip


@on("conversation.assigned")
def tell_whose_it_is(entry: Entry) -> None:
    """Tell somebody that a conversation was given to them."""
    _tell(
        entry,
        entry.details["member"],
        f"{entry.actor_label} gave you a conversation with {entry.subject_label}",
    )


@on("conversation.arrived")
def tell_whose_turn_it_is(entry: Entry) -> None:
    """Tell the one who has a conversation that the person wrote again."""
    _tell(entry, entry.details["assigned_to"], f"Wrote to you: {entry.subject_label}")


def _tell(entry: Entry, member_id: int | None, sentence: str) -> None:
    member = member_by_id(member_id) if member_id is not None else None
    conversation = Conversation.objects.filter(pk=entry.subject_id).select_related("workspace").first()
    if member is None or conversation is None:
        return
    workspace = conversation.workspace
    said = f"Drill: {sentence}" if conversation.drill_id else sentence
    href = reverse(
        "engagement:conversation", kwargs={"workspace": workspace.slug, "conversation_id": conversation.pk}
    )
    tell(
        workspace, kind="conversation", sentence=said, href=href, who_may="conversation.see",
        only=member.person_id, once=f"{entry.verb}.{entry.pk}", by=entry.actor,
    )  # fmt: skip
