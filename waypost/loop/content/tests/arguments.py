import io
from datetime import timedelta

from tests.actions import Call, Unguarded
from tests.world import World
from waypost.loop.content.actions import series
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.tests.factories import (
    approved_post,
    attached,
    drafted_post,
    first_repeat,
    picture,
    repeating_post,
    slot_with_evergreen,
    submitted_post,
    tomorrow,
)
from waypost.loop.content.tests.pictures import png
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy


def _drafted_from_slot(world: World) -> Call:
    opened_quarter(world)
    slot = open_slot(world)
    return Call(
        world.workspace,
        slot=slot,
        channels=[world.channel("harbour")],
        reasons=Reasons(pillar=slot.pillar),
        campaign=planned_campaign(world),
    )


def _explained(world: World) -> Call:
    accepted_strategy(world)
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]
    return Call(drafted_post(world), reasons=Reasons(pillar=pillar))


def _two_channels(world: World) -> Post:
    return drafted_post(world, channel_keys=("gallery", "journal"))


def _variant(world: World) -> Variant:
    return variants_of(_two_channels(world))[0]


def _seen(world: World) -> Call:
    post = submitted_post(world)
    return Call(post, seen=seen_hash(variants_of(post)))


def _own(world: World) -> Call:
    """A post of a brand of one, whose author approves it."""
    world.workspace.size = "solo"
    world.workspace.save(update_fields=["size"])
    post = drafted_post(world, by="owner")
    post.workspace = world.workspace
    return Call(post, seen=seen_hash(variants_of(post)))


def _planned(world: World) -> Call:
    post = drafted_post(world)
    return Call(post, local=tomorrow(world))


def _second_picture(world: World) -> Call:
    return Call(drafted_post(world), media=picture(world, shade=40))


def _attached(world: World) -> object:
    return attached(world, drafted_post(world))


def _again(world: World) -> Call:
    going_on = repeating_post(world)
    return Call(going_on.source, local=tomorrow(world, days=3), series=going_on, slot=None)


def _times(world: World) -> Call:
    going_on = repeating_post(world)
    return Call(going_on, local=going_on.start + timedelta(days=7))


def _taken_out(world: World) -> Call:
    call = _times(world)
    series.skip(call.positional[0], local=call.named["local"], by=world.actor("owner"))
    return call


def _behind(world: World) -> Call:
    going_on = repeating_post(world)
    going_on.repeats.all().delete()
    return Call(going_on)


def _of_its_pillar(world: World) -> Call:
    return Call(slot_with_evergreen(world)[1].post)


def _approved_meanwhile(world: World) -> Call:
    """A repeat whose approval lags behind its source's."""
    made = first_repeat(world)
    Post.objects.filter(pk=made.post_id).update(state="draft")
    return Call(made.source)


ARGUMENTS = {
    "content.campaigns.choose": lambda world: Call(drafted_post(world), campaign=planned_campaign(world)),
    "content.campaigns.choose_all": lambda world: Call(
        world.workspace,
        post_ids=[drafted_post(world).pk, drafted_post(world).pk],
        campaign=planned_campaign(world),
    ),
    "content.answers.write": lambda world: Call(world.channel("gallery"), text="Yes.", in_reply_to="77"),
    "content.attachments.attach": _second_picture,
    "content.attachments.describe": lambda world: Call(_attached(world), alt="Terns"),
    "content.attachments.move": lambda world: Call(_attached(world), to=1),
    "content.attachments.detach": lambda world: Call(_attached(world)),
    "content.evergreens.keep": lambda world: Call(slot_with_evergreen(world)[1].post, rest_days=60),
    "content.evergreens.let_go": lambda world: Call(slot_with_evergreen(world)[1]),
    "content.evergreens.fill": lambda world: Call(slot_with_evergreen(world)[0]),
    "content.queues.take_next": _of_its_pillar,
    "content.repeats.repeat": _again,
    "content.repeats.follow": _approved_meanwhile,
    "content.series.start": lambda world: Call(
        approved_post(world, local=tomorrow(world)), rule="FREQ=DAILY"
    ),
    "content.series.change": lambda world: Call(repeating_post(world), rule="FREQ=DAILY"),
    "content.series.carry_on": _behind,
    "content.series.skip": _times,
    "content.series.restore": _taken_out,
    "content.series.end": lambda world: Call(repeating_post(world)),
    "content.media.add": lambda world: Call(world.workspace, file=io.BytesIO(png(shade=90)), name="tern.png"),
    "content.media.describe": lambda world: Call(picture(world), alt="Terns"),
    "content.media.remove": lambda world: Call(picture(world)),
    "content.posts.draft": _drafted_from_slot,
    "content.posts.write": lambda world: Call(
        (post := drafted_post(world)), version=post.version, body="New."
    ),
    "content.posts.explain": _explained,
    "content.posts.plan": _planned,
    "content.posts.archive": lambda world: Call(drafted_post(world)),
    "content.posts.derive_anew": lambda world: Call(world.workspace),
    "content.reviews.submit": lambda world: Call(drafted_post(world)),
    "content.reviews.approve": _seen,
    "content.reviews.return_": lambda world: Call(submitted_post(world), note="Shorter."),
    "content.reviews.withdraw": lambda world: Call(submitted_post(world)),
    "content.reviews.submit_and_approve": _own,
    "content.variants.adapt": lambda world: Call(
        drafted_post(world), channel=world.channel("harbour"), text="Here."
    ),
    "content.variants.remove": lambda world: Call(_variant(world)),
    "content.writing.open_post": lambda world: Call(drafted_post(world), permission="post.draft"),
    "content.writing.needed_for": Unguarded("it only names the permission that the action then asks for"),
    "content.writing.renew": Unguarded("actions call it after open_post asked for the permission"),
}
QUIET = {"content.writing.open_post": "it reads and locks; the action that calls it changes"}
