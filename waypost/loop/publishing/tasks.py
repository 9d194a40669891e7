from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.models import Post
from waypost.loop.publishing import rehearsing
from waypost.loop.publishing.actions import (
    campaigns,
    channels,
    holds,
    kits,
    outages,
    rehearsals,
    schedule,
    silences,
    telling,
    tomorrow,
    topics,
    wall_clock,
)
from waypost.loop.publishing.engine import films
from waypost.loop.publishing.models import Change, Hold, Publication
from waypost.loop.publishing.queries import holding, networks
from waypost.loop.publishing.queries.kits import taken_away_by
from waypost.loop.publishing.queries.wall_clock import off_the_wall
from waypost.toolkit import clock

PLAN = Actor.system("the plan")
EVENING = 17


@on("post.submitted", "post.approved", "post.planned", "post.returned", "post.archived", "post.changed")
def follow_the_post(entry: Entry) -> None:
    """Let the publications of a post follow it."""
    post = Post.objects.get(pk=entry.subject_id)
    kits.take_back(post, by=PLAN)
    schedule.follow(post, by=PLAN)
    topics.follow(post, by=PLAN)
    schedule.hurry(post, by=PLAN)


@on("post.campaign_chosen")
def follow_the_campaign(entry: Entry) -> None:
    """Hold or prepare anew what is queued of a post that came into a campaign or left one."""
    campaigns.follow(Post.objects.get(pk=entry.subject_id), by=PLAN)


@on("publication.held", "publication.cancelled", "publication.moved", "publication.taken_back")
def warn_off_the_one(entry: Entry) -> None:
    """Tell whoever was about to post it by hand not to."""
    publication = Publication.objects.select_related("workspace", "channel").get(pk=entry.subject_id)
    kits.warn_off(publication, unless=entry.actor_id, by=PLAN)


@on("hold.put")
def warn_off_all(entry: Entry) -> None:
    """Tell whoever was about to post something by hand that everything stops."""
    for publication in taken_away_by(Hold.objects.get(pk=entry.subject_id)):
        kits.warn_off(publication, unless=entry.actor_id, by=PLAN)


@on("channel.connected")
def resume_the_channel(entry: Entry) -> None:
    """Let what was held for want of a connection go on."""
    channel = Channel.objects.get(pk=entry.subject_id)
    resumed, missed = channels.resume(channel, by=PLAN)
    outages.tell_of_return(channel, resumed=resumed, missed=missed, by=PLAN)


@on("channel.needs_attention", "channel.disconnected")
def pause_the_channel(entry: Entry) -> None:
    """Hold what cannot leave, and tell those who can mend it; whoever ended it on purpose knows."""
    channel = Channel.objects.get(pk=entry.subject_id)
    held = channels.pause(channel, by=PLAN)
    if not channel.is_connected:
        outages.tell_of_end(channel, held=held, by=entry.actor)


@on("channel.ending")
def warn_of_the_end(entry: Entry) -> None:
    """Tell those who can keep a channel connected when it stops."""
    outages.tell_of_coming_end(Channel.objects.get(pk=entry.subject_id), by=PLAN)


@on("workspace.timezone_changed")
def derive_anew(entry: Entry) -> None:
    """Move the moments of a workspace's queue to its new wall clock."""
    schedule.derive_anew(Workspace.objects.get(pk=entry.subject_id), by=PLAN)


@on("hold.put", "hold.ended")
def tell_of_the_hold(entry: Entry) -> None:
    """Tell those who work on the queue that it was stopped, or that a hold ended by itself."""
    telling.of_hold(Hold.objects.get(pk=entry.subject_id), by=entry.actor)


@on("change.refused")
def tell_of_the_change(entry: Entry) -> None:
    """Tell those who decide that a post could not be taken down or brought up to date."""
    telling.of_change(Change.objects.get(pk=entry.subject_id), by=PLAN)


@on("rehearsal.asked")
def play_it_now(entry: Entry) -> None:
    """Play what was asked for at once."""
    rehearsing.play_waiting()


def make_films_ahead() -> None:
    """Make the videos of the next day as their networks want them (swept every minute)."""
    films.make_ahead()


def rehearse() -> None:
    """Play the rehearsals whose hurry was lost, and end those that broke off (swept every minute)."""
    rehearsals.clear_up()
    rehearsing.play_waiting()


def end_holds() -> None:
    """Lift the holds whose end has come; what they held waits for a look."""
    for hold in holding.holds_to_end():
        holds.end(hold, by=PLAN)


def tell_of_silences() -> None:
    """Tell people of servers that are silent for long, and of those that answer again."""
    for circuit in networks.silent_for_long(clock.now()):
        for workspace in networks.brands_waiting_for(circuit):
            silences.tell_of_silence(workspace, circuit=circuit, by=PLAN)
    for circuit in networks.answering_again():
        for workspace in networks.brands_at(circuit):
            silences.tell_of_answer(workspace, circuit=circuit, by=PLAN)
        silences.forget(circuit)


def keep_the_wall_clock() -> None:
    """Let what is still to come follow the rules of its zone, where these changed with tzdata (swept once a night)."""
    for workspace in off_the_wall():
        wall_clock.follow_rules(workspace, by=Actor.system("the rules of the time zone"))


def check_tomorrow() -> None:
    """Run tomorrow's check where it is five in the afternoon or later (swept every quarter of an hour; told once a day)."""
    for workspace in Workspace.objects.all():
        if workspace.local(clock.now()).hour >= EVENING:
            tomorrow.warn(workspace, by=Actor.system("tomorrow's check"))
