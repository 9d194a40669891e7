"""What a section still lacks, and why that matters: advice, never a condition."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from waypost.loop.strategy.domain.document import CrisisPlan, Item, Stance, Strategy
from waypost.loop.strategy.domain.engage_tree import open_branches
from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Gap:
    """Something that could still be written, and what comes of it."""

    what: str
    why: str


Rule = Callable[[Strategy], Iterator[Gap]]


def gaps(section: str, strategy: Strategy) -> tuple[Gap, ...]:
    """Say what the section called `section` still lacks, the most important first."""
    return tuple(_RULES[section](strategy))


def _purpose(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.purpose:
        yield Gap(_("Why the brand is there."), _("Everything else is measured by it; nobody can guess it."))


def _goals(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.objectives:
        yield Gap(_("What the business wants."), _("A goal without it is a number that nobody misses."))
    if not strategy.goals:
        yield Gap(_("A goal."), _("Results are shown against goals; without one they are only figures."))
    yield from _named(
        (goal for goal in strategy.goals if not goal.measurable),
        _("A measure, a number and a day for {labels}."),
        _("Until then it is an intention, and its pace cannot be shown."),
    )
    yield from _named(
        (goal for goal in strategy.goals if goal.objective is None and strategy.objectives),
        _("The objective of {labels}."),
        _("So that somebody who does not know the numbers sees what they are for."),
    )
    yield from _named(
        (goal for goal in strategy.goals if goal.measurable and goal.baseline is None),
        _("Where {labels} stands today."),
        _("Without it nobody can say whether the number is far or near."),
    )
    served = {key for pillar in strategy.pillars for key in pillar.goals}
    yield from _named(
        (goal for goal in strategy.goals if goal.key not in served and strategy.pillars),
        _("A pillar that serves {labels}."),
        _("No planned post works towards it. Choose it in the section on pillars."),
    )
    yield from _named(
        (goal for goal in strategy.goals if not goal.owner),
        _("Who looks after {labels}."),
        _("What everybody looks after, nobody does."),
    )


def _personas(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.personas:
        yield Gap(_("One persona."), _("Without somebody in mind one writes for oneself."))
    yield from _named(
        (persona for persona in strategy.personas if not persona.wants or not persona.pain_points),
        _("For {labels}: what they want, and what stands in the way."),
        _("A post that answers neither is about us."),
    )
    yield from _named(
        (persona for persona in strategy.personas if not persona.channels),
        _("For {labels}: where we meet them."),
        _("A post for them has no place to go."),
    )
    yield from _named(
        (persona for persona in strategy.personas if not persona.active_hours),
        _("For {labels}: when they are around."),
        _("Slots are laid where people are; without hours they are only laid by rhythm."),
    )
    yield from _named(
        (persona for persona in strategy.personas if not persona.attention),
        _("For {labels}: where they spend their time."),
        _("It shows which place would be worth more, or none."),
    )


def _voice(strategy: Strategy) -> Iterator[Gap]:
    voice = strategy.voice
    if not 3 <= len(voice.traits) <= 5:
        yield Gap(_("Three to five traits."), _("Fewer would fit any brand, and nobody remembers more."))
    yield from _named(
        (trait for trait in voice.traits if not trait.but_not),
        _("The other side of {labels}: what we are not."),
        _("It keeps a trait from being taken too far."),
    )
    yield from _named(
        (trait for trait in voice.traits if not (trait.do and trait.dont)),
        _("What {labels} means we do, and do not do."),
        _("A trait alone is an adjective; whoever writes needs what follows from it."),
    )
    yield from _named(
        (trait for trait in voice.traits if not trait.examples),
        _("A sentence before and after for {labels}."),
        _("One example teaches more than three rules."),
    )
    if not voice.tones:
        yield Gap(_("The tone when somebody is unhappy."), _("It is the answer that most people will see."))
    if not voice.banned_words:
        yield Gap(
            _("Words that we do not use."), _("A post that uses one is told so before anybody reads it.")
        )


def _look(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.visual_identity.colours:
        yield Gap(_("Our colours."), _("Whoever makes a picture would have to guess."))
    if not strategy.visual_identity.imagery:
        yield Gap(
            _("What our pictures show."), _("People recognise a brand by its pictures before its name.")
        )


def _pillars(strategy: Strategy) -> Iterator[Gap]:
    if not 3 <= len(strategy.pillars) <= 5:
        yield Gap(_("Three to five pillars."), _("Fewer become monotonous, more are never kept up."))
    yield from _named(
        (pillar for pillar in strategy.pillars if not pillar.purpose and not pillar.why),
        _("For {labels}: what it is about."),
        _("Without it any idea fits, and none is refused."),
    )
    yield from _named(
        (pillar for pillar in strategy.pillars if not pillar.personas and strategy.personas),
        _("For {labels}: whom it is for."),
        _("The plan takes its hours from the persona."),
    )
    yield from _named(
        (pillar for pillar in strategy.pillars if not pillar.goals and strategy.goals),
        _("For {labels}: the goal that it serves."),
        _("A pillar that serves none is there because it is pleasant."),
    )
    yield from _named(
        (pillar for pillar in strategy.pillars if not pillar.adaptations and len(strategy.channel_roles) > 1),
        _("For {labels}: how it looks on each channel."),
        _("Otherwise the same post goes everywhere, and belongs nowhere."),
    )
    if strategy.pillars and not strategy.mix_rules:
        yield Gap(_("A mix rule."), _("It shows whether we sell more than we give."))


def _channels(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.channel_roles:
        yield Gap(_("A channel."), _("Nothing can be planned without one."))
    yield from _named(
        (role for role in strategy.channel_roles if not role.purpose),
        _("For {labels}: what it is there for."),
        _("A channel without a reason costs as much as one with it."),
    )
    yield from _named(
        (role for role in strategy.channel_roles if not role.posts_per_week),
        _("For {labels}: how often we post."),
        _("No slots are laid there."),
    )
    yield from _named(
        (role for role in strategy.channel_roles if not role.never),
        _("What is never posted on {labels}."),
        _("What a channel leaves out makes it worth following."),
    )


def _funnel(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.funnel_stages:
        yield Gap(
            _("The steps that people take."), _("Otherwise all posts are made for those who know us already.")
        )
    yield from _named(
        (stage for stage in strategy.funnel_stages if not stage.kpi),
        _("The figure that shows {labels}."),
        _("Reach says nothing about orders, nor orders about reach."),
    )
    served = {key for pillar in strategy.pillars for key in pillar.funnel_stages}
    yield from _named(
        (stage for stage in strategy.funnel_stages if stage.key not in served and strategy.pillars),
        _("A pillar for {labels}."),
        _("People are lost where no post speaks to them."),
    )
    yield from _named(
        (stage for stage in strategy.funnel_stages[:-1] if not stage.next_step),
        _("What people do to come further than {labels}."),
        _("It is what a post there should ask for."),
    )


def _hashtags(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.hashtag_sets:
        yield Gap(_("A set of hashtags."), _("Otherwise everybody makes up their own."))
    yield from _named(
        (found for found in strategy.hashtag_sets if not found.tags),
        _("The hashtags of {labels}."),
        _("It is empty."),
    )


def _competitors(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.competitors:
        yield Gap(_("Two or three others."), _("What they leave open is where we can be heard."))
    yield from _named(
        (found for found in strategy.competitors if not found.accounts),
        _("The accounts of {labels}."),
        _("The same ones are looked at each time, or nothing can be compared."),
    )
    yield from _named(
        (found for found in strategy.competitors if not found.gaps or not found.answer),
        _("For {labels}: what is left open, and what we make of it."),
        _("A list without it is only a list."),
    )


def _creators(strategy: Strategy) -> Iterator[Gap]:
    known = strategy.creator_criteria
    if not known.criteria:
        yield Gap(_("What is judged."), _("Otherwise the number of followers decides."))
    elif known.go_from is None:
        yield Gap(_("From where on we say yes."), _("Decided beforehand, it is not about whom one likes."))
    if not known.red_flags:
        yield Gap(_("What ends it at once."), _("No score makes up for bought followers."))
    if not known.terms:
        yield Gap(
            _("What is always agreed on, such as marking adverts."),
            _("An advert that is not marked is our trouble as well as theirs."),
        )


def _boundaries(strategy: Strategy) -> Iterator[Gap]:
    if not strategy.boundaries.topics:
        yield Gap(_("One topic that we leave alone."), _("It is decided calmly now, or in a hurry later."))
    yield from _named(
        (topic for topic in strategy.boundaries.topics if topic.stance is Stance.CARE and not topic.how),
        _("How we talk about {labels}."),
        _("“With care” is understood otherwise by everybody."),
    )
    if not strategy.boundaries.decides:
        yield Gap(_("Who decides on what is not named."), _("Somebody will ask on a Saturday."))


def _crisis(strategy: Strategy) -> Iterator[Gap]:
    plan = strategy.crisis_plan
    if not plan.levels:
        yield Gap(_("Levels, and what begins them."), _("Otherwise every complaint is a crisis, or none is."))
    if not plan.contacts:
        yield Gap(_("Whom to call."), _("Names are forgotten when it matters."))
    yield from _of_levels(plan)
    yield from _of_calling(plan)
    yield from _of_statements(plan)
    yield from _named(
        (step for step in open_branches(plan.engage_tree)),
        _("Where both answers to {labels} lead."),
        _("Whoever is there at night does not know what to do."),
    )
    if not plan.stop_when:
        yield Gap(_("When we stop answering."), _("Some want an argument and not an answer."))


def _of_levels(plan: CrisisPlan) -> Iterator[Gap]:
    yield from _named(
        (level for level in plan.levels if not (level.measured or level.triggers)),
        _("What begins {labels}."),
        _("A level without it is declared too late, or never."),
    )
    yield from _named(
        (level for level in plan.levels if level.decides is None and plan.contacts),
        _("Who decides at {labels}."),
        _("Otherwise everybody asks around while it grows."),
    )
    yield from _named(
        (level for level in plan.levels if level.first_word_minutes is None),
        _("How soon the first word of {labels} is due."),
        _("Silence is filled by others."),
    )


def _of_calling(plan: CrisisPlan) -> Iterator[Gap]:
    yield from _named(
        (contact for contact in plan.contacts if not contact.reach),
        _("How to reach {labels}."),
        _("The printed plan must work when nobody can sign in."),
    )
    yield from _named(
        (contact for contact in plan.contacts if contact.backup is None and len(plan.contacts) > 1),
        _("Who stands in for {labels}."),
        _("It happens at night, or on holiday."),
    )
    if plan.levels and len(plan.contacts) > 1 and not plan.escalation:
        yield Gap(
            _("Who does what at which level, and how soon."),
            _("Otherwise everybody waits for somebody else."),
        )
    yield from _named(
        (step for step in plan.escalation if step.contact is None or step.answer_minutes is None),
        _("Who does {labels}, and how soon they answer."),
        _("Nobody is called, or nobody is called in their place."),
    )


def _of_statements(plan: CrisisPlan) -> Iterator[Gap]:
    if not plan.holding_statements:
        yield Gap(_("The first words."), _("The first hour is too short to agree on them."))
    yield from _named(
        (words for words in plan.holding_statements if not words.owner or words.expires_on is None),
        _("Who keeps the words for {labels} true, and until when."),
        _("Old words promise what is not done any more."),
    )


def _named(items: Iterator[Item], what: str, why: str) -> Iterator[Gap]:
    """One gap for all items that lack the same, by their names."""
    labels = [f"“{item.label}”" for item in items]
    if labels:
        yield Gap(what.format(labels=", ".join(labels)), why)


_RULES: dict[str, Rule] = {
    "purpose": _purpose,
    "goals": _goals,
    "personas": _personas,
    "voice": _voice,
    "look": _look,
    "pillars": _pillars,
    "channels": _channels,
    "funnel": _funnel,
    "hashtags": _hashtags,
    "competitors": _competitors,
    "creators": _creators,
    "boundaries": _boundaries,
    "crisis": _crisis,
}
