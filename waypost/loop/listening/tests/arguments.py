from datetime import timedelta

from tests.actions import Call
from tests.world import World
from waypost.loop.content.tests.factories import drafted_post
from waypost.loop.listening.actions import trends
from waypost.loop.listening.actions.pilots import Seen
from waypost.loop.listening.domain.letters import letter_of
from waypost.loop.listening.domain.platforms import Answer, Judged, Outcome
from waypost.loop.listening.domain.trends import Fit
from waypost.loop.listening.domain.trends import Outcome as Joining
from waypost.loop.listening.models import PlatformReview
from waypost.loop.listening.tests.factories import (
    EXITS,
    SUCCESS,
    TERMS,
    change,
    checked_trend,
    chosen_mailbox,
    idea_with_picture,
    joined_trend,
    noted_change,
    noted_trend,
    running_pilot,
    stranger_s_letter,
    weighed_network,
    weighed_trend,
    worthy_network,
    written,
)
from waypost.loop.strategy.tests.factories import accepted_strategy, member_of
from waypost.toolkit.secrets import Secret


def _note_trend(world: World) -> Call:
    return Call(world.workspace, title="Repairs", seen_on=world.workspace.today)


def _answer(world: World) -> Call:
    judged = {"audience": Judged(Answer.YES)}
    return Call(weighed_network(world), judged=judged, owner=member_of(world, "manager"))


def _pilot(world: World) -> Call:
    today = world.workspace.today
    return Call(worthy_network(world), starts_on=today, weeks=4, success=SUCCESS, exits=EXITS)


def _observe(world: World) -> Call:
    review = running_pilot(world)
    return Call(review, seen={row.pk: Seen(is_met=True) for row in review.criteria.all()})


def _over(world: World) -> Call:
    review = running_pilot(world)
    PlatformReview.objects.filter(pk=review.pk).update(ends_on=world.workspace.today - timedelta(days=1))
    return Call(review)


def _taken(world: World) -> Call:
    content = written(sender="Mateus <nobody@harbour.example>")
    return Call(chosen_mailbox(world), letter=letter_of(content), content=content, uid=9)


def _begun_with(world: World) -> Call:
    return Call(drafted_post(world), picture=idea_with_picture(world))


def _renamed(world: World) -> Call:
    topic = accepted_strategy(world).strategy.boundaries.topics[0].key
    trends.check(noted_trend(world), touches=[topic], by=world.actor("manager"))
    return Call(world.workspace, renames={topic: "elsewhere"}).only("system")


ARGUMENTS = {
    "listening.idea_mail.connect": lambda world: Call(
        world.workspace, terms=TERMS, password=Secret("low tide"), read_from=(41, 7)
    ),
    "listening.idea_mail.let_go": lambda world: Call(chosen_mailbox(world)),
    "listening.idea_mail.take": _taken,
    "listening.idea_mail.begin_anew": lambda world: Call(chosen_mailbox(world), validity=42),
    "listening.idea_mail.note_reading": lambda world: Call(chosen_mailbox(world), came=2),
    "listening.idea_mail.let_in": lambda world: Call(stranger_s_letter(world)),
    "listening.idea_mail.leave_out": lambda world: Call(stranger_s_letter(world)),
    "listening.idea_mail.begin_with": _begun_with,
    "listening.idea_mail.rotate": lambda world: Call(chosen_mailbox(world)).only("system"),
    "listening.trends.note": _note_trend,
    "listening.trends.follow_renames": _renamed,
    "listening.trends.check": lambda world: Call(noted_trend(world)),
    "listening.trends.judge": lambda world: Call(checked_trend(world), fit=Fit.STRONG),
    "listening.trends.decide": lambda world: Call(weighed_trend(world), outcome=Joining.POST),
    "listening.trends.bring_back": lambda world: Call(joined_trend(world)),
    "listening.trends.keep_as_idea": lambda world: Call(joined_trend(world)),
    "listening.platform_reviews.begin": lambda world: Call(world.workspace, network="Threads"),
    "listening.platform_reviews.answer": _answer,
    "listening.platform_reviews.decline": lambda world: Call(weighed_network(world), reason="No hours."),
    "listening.pilots.begin": _pilot,
    "listening.pilots.observe": _observe,
    "listening.pilots.call": _over,
    "listening.pilots.decide": lambda world: Call(
        running_pilot(world), outcome=Outcome.STOP, reason="Nobody answered."
    ),
    "listening.algorithm_notes.note": lambda world: Call(world.workspace, change=change(world)),
    "listening.algorithm_notes.correct": lambda world: Call(
        noted_change(world), change=change(world, channel="gallery")
    ),
    "listening.algorithm_notes.remove": lambda world: Call(noted_change(world)),
}
