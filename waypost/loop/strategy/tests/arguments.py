from tests.actions import Call, Unguarded
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.strategy.actions import comments, proposals, versions
from waypost.loop.strategy.domain.audit import Activity
from waypost.loop.strategy.domain.evidence import Outcome
from waypost.loop.strategy.domain.impact import Thing, Touched
from waypost.loop.strategy.domain.past import PastVersion
from waypost.loop.strategy.domain.proposals import Verdict
from waypost.loop.strategy.domain.reasons import Reasons
from waypost.loop.strategy.domain.yaml import write_yaml
from waypost.loop.strategy.models import Comment, Proposal, StrategyVersion, VersionReview
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import (
    MORE_HARBOUR,
    accepted_strategy,
    answered_outset,
    asked_review,
    audited,
    begun_outset,
    commented,
    evidence,
    member_of,
    open_audit,
    open_draft,
    proposed,
    suggested,
)
from waypost.toolkit import clock

UNCLEAR = Outcome(verdict=Verdict.UNCLEAR, sentence="Too few posts to tell.")
VOICE = {"purpose": "To print the harbour anew."}


def _draft(world: World) -> StrategyVersion:
    accepted_strategy(world)
    return open_draft(world)


def _acceptance(world: World) -> Call:
    draft = _draft(world)
    return Call(draft, based_on=draft.based_on)


def _put_forward(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace, patch=MORE_HARBOUR, title="More of the harbour", evidence=evidence())


def _trial(world: World) -> Proposal:
    return proposals.accept(proposed(world), trial_weeks=4, by=world.actor("owner"))


def _put_off(world: World) -> Proposal:
    return proposals.postpone(proposed(world), by=world.actor("owner"))


def _overtaken(world: World) -> Call:
    """A proposal whose place has changed since; the reaction that closes it is not heard here."""
    proposal = proposed(world)
    Proposal.objects.filter(pk=proposal.pk).update(inverse={"operations": []})
    return Call(world.workspace)


def _asked(world: World) -> VersionReview:
    return asked_review(world, "manager")


def _ask(world: World) -> Call:
    return Call(_draft(world), reviewer=member_of(world, "manager"))


def _approve(world: World) -> Call:
    review = _asked(world)
    return Call(review, seen=review.version.seen).only(_who_was_asked(review))


def _give_back(world: World) -> Call:
    review = _asked(world)
    return Call(review, words="The shares.").only(_who_was_asked(review))


def _who_was_asked(review: VersionReview) -> Actor:
    assert review.asked is not None
    return Actor.of_person(review.asked.person)


def _say(world: World) -> Call:
    draft = _draft(world)
    first = comments.say(draft, section="purpose", words="Shorter?", by=world.actor("strategist"))
    return Call(draft, section="purpose", words="Yes.", thread=first)


def _settled(world: World) -> Comment:
    return comments.settle(commented(world), by=world.actor("strategist"))


def _consequences(world: World) -> Call:
    things = [Touched("slips", 1, kind="slip", group="slips", things=(Thing(1, "Slip 1"),))]
    return Call(accepted_strategy(world), touched=things, wishes={})


def _old(world: World) -> StrategyVersion:
    first = accepted_strategy(world)
    versions.accept(open_draft(world), based_on=1, by=world.actor("strategist"))
    return StrategyVersion.objects.get(pk=first.pk)


def _suggest(world: World) -> Call:
    version = accepted_strategy(world)
    return Call(world.workspace, section="pillars", words="More.", kind="version", thing_id=version.pk)


def _describe(world: World) -> Call:
    return Call(audited(world), purpose="For regulars.", owner=member_of(world, "manager"))


def _propose(world: World) -> Call:
    accepted_strategy(world)
    why = Reasons(reason="People ask for it.", saw="Three questions a day.")
    return Call(world.workspace, content={"purpose": "Else."}, since=1, reasons=why)


def _end(world: World) -> Call:
    account = audited(world)
    return Call(account.audit, chosen=[account.pk])


ARGUMENTS = {
    "strategy.histories.take_over": lambda world: Call(
        world.workspace, versions=[PastVersion(tern_and_tide(), clock.now())]
    ),
    "strategy.asking.ask_somebody": Unguarded("whoever asks for a review of theirs asked for the permission"),
    "strategy.outsets.begin": lambda world: Call(world.workspace),
    "strategy.outsets.answer": lambda world: Call(begun_outset(world), answers={"goals": "wish"}),
    "strategy.outsets.set_up": lambda world: Call(answered_outset(world), takes_size=True, chosen=["audit"]),
    "strategy.audits.begin": lambda world: Call(world.workspace),
    "strategy.audits.add": lambda world: Call(open_audit(world), name="Old shop", network="Facebook"),
    "strategy.audits.describe": _describe,
    "strategy.audits.measure": lambda world: Call(audited(world), activity=Activity(posts=3)),
    "strategy.audits.remove": lambda world: Call(audited(world)),
    "strategy.audits.end": _end,
    "strategy.suggestions.suggest": _suggest,
    "strategy.suggestions.take_up": lambda world: Call(suggested(world)),
    "strategy.reviews.ask": _ask,
    "strategy.reviews.approve": _approve,
    "strategy.reviews.give_back": _give_back,
    "strategy.reviews.withdraw": lambda world: Call(_asked(world)),
    "strategy.comments.say": _say,
    "strategy.comments.settle": lambda world: Call(commented(world)),
    "strategy.comments.open_again": lambda world: Call(_settled(world)),
    "strategy.consequences.carry_out": _consequences,
    "strategy.versions.roll_back": lambda world: Call(_old(world)),
    "strategy.drafts.start": lambda world: Call(world.workspace),
    "strategy.drafts.replace_section": lambda world: Call(_draft(world), section="purpose", content=VOICE),
    "strategy.drafts.import_yaml": lambda world: Call(world.workspace, text=write_yaml(tern_and_tide())),
    "strategy.drafts.replace": lambda world: Call(world.workspace, strategy=tern_and_tide()),
    "strategy.drafts.bring_up_to_date": lambda world: Call(_draft(world)),
    "strategy.drafts.discard": lambda world: Call(_draft(world)),
    "strategy.changes.propose": _propose,
    "strategy.proposals.put_forward": _put_forward,
    "strategy.proposals.accept": lambda world: Call(proposed(world), trial_weeks=4),
    "strategy.proposals.postpone": lambda world: Call(proposed(world)),
    "strategy.proposals.decline": lambda world: Call(proposed(world), reason="We know why."),
    "strategy.proposals.end_trial": lambda world: Call(_trial(world), keep=False),
    "strategy.proposals.judge": lambda world: Call(_trial(world), outcome=UNCLEAR),
    "strategy.proposals.bring_back": lambda world: Call(_put_off(world)),
    "strategy.proposals.set_aside_overtaken": _overtaken,
    "strategy.versions.accept": _acceptance,
    "strategy.versions.adopt": lambda world: Call(world.workspace, strategy=tern_and_tide()),
    "strategy.versions.put_in_force": lambda world: Call(world.workspace, strategy=tern_and_tide()),
    "strategy.versions.save_section": lambda world: Call(world.workspace, section="purpose", content=VOICE),
}
QUIET = {"strategy.drafts.bring_up_to_date": "a draft that starts from the current version stays as it is"}
EVERYBODY = {"strategy.suggestions.suggest": "whoever reads the strategy may suggest something"}
