import io
from datetime import time, timedelta
from pathlib import Path

from tests.actions import Call, Unguarded
from tests.world import World
from waypost.loop.content.actions import series, switches, videos
from waypost.loop.content.actions.imports import sheet_of
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.sheets.choices import Choices
from waypost.loop.content.domain.switching.hashtags import TagSet
from waypost.loop.content.looking import Picture
from waypost.loop.content.models import Intake, Media, Post, Variant
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.tests.factories import (
    approved_post,
    attached,
    begun_switch,
    coming_video,
    drafted_post,
    film_bytes,
    first_repeat,
    handed_over_table,
    marked_import,
    picture,
    repeating_post,
    running_import,
    slot_with_evergreen,
    stopped_video,
    submitted_post,
    switch_with_queue,
    tomorrow,
    video,
)
from waypost.loop.content.tests.pictures import png
from waypost.loop.content.watching import Video
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


def _of_a_slot(world: World) -> Call:
    opened_quarter(world)
    return Call(drafted_post(world), slot=open_slot(world))


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


def _fetched_before(world: World) -> str:
    """The address of a picture that came from there already: nothing is asked of the network again."""
    address = "https://pictures.example/tern.png"
    Media.objects.filter(pk=picture(world).pk).update(came_from=address)
    return address


def _second_picture(world: World) -> Call:
    return Call(drafted_post(world), media=picture(world, shade=40))


def _fitted(world: World) -> Call:
    """A picture of the library and what was made of it."""
    made = Picture(
        content=png(shade=93), content_type="image/png", width=3, height=2, frames=1, sha256="f" * 64
    )
    return Call(world.workspace, sha256=picture(world).sha256, recipe="a" * 32, picture=made, path="f.png")


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


def _daily(world: World) -> Call:
    accepted_strategy(world)
    return Call(begun_switch(world), times=[(world.channel("gallery"), [(0, time(9))])])


def _sets(world: World) -> Call:
    accepted_strategy(world)
    return Call(begun_switch(world), sets=[TagSet("Tides", ("lowtide",))])


def _sorted(world: World) -> Call:
    accepted_strategy(world)
    return Call(switch_with_queue(world), meanings={"coast": "behind-the-scenes"})


def _tagged(world: World) -> Call:
    accepted_strategy(world)
    switch = switch_with_queue(world)
    switch.tags = {"coast": "behind-the-scenes"}
    switch.save()
    return Call(switch)


def _waiting_table(world: World) -> Call:
    switch = begun_switch(world)
    table = "Text,Posting Time\nLow tide.,2031-03-03 09:00\n"
    switches.hand_over(switch, by=world.actor("owner"), files=[("gallery.csv", table.encode())])
    return Call(switch)


def _skipped(world: World) -> Call:
    switch = begun_switch(world)
    switches.skip(switch, by=world.actor("owner"), name="media")
    return Call(switch, name="media")


def _elsewhere(world: World) -> Call:
    marked_import(world)
    return Call(world.workspace)


def _laid_by(world: World) -> Call:
    whole = film_bytes()
    return Call(world.workspace, file=io.BytesIO(whole), size=len(whole), name="terns.mp4")


def _prepared(world: World) -> Call:
    """A video that the worker has just written."""
    intake = coming_video(world)
    Intake.objects.filter(pk=intake.pk).update(state="working")
    made = Video(
        path=Path("terns.mp4"), content_type="video/mp4", width=64, height=48, seconds=1.0, rate=30.0,
        sounds=True, size=9, sha256="e" * 64,
    )  # fmt: skip
    return Call(intake, made, path="e.mp4", still="e.jpg")


def _captioned(world: World) -> Call:
    kept = video(world)
    videos.caption(kept, by=world.actor("owner"), language="en", content=SRT)
    return Call(kept, language="en")


SRT = b"1\n00:00:00,000 --> 00:00:00,500\nThe terns are back.\n"
ARGUMENTS = {
    "content.intakes.begin": _laid_by,
    "content.intakes.stop": lambda world: Call(coming_video(world)),
    "content.intakes.go_on": lambda world: Call(stopped_video(world)),
    "content.intakes.discard": lambda world: Call(stopped_video(world)),
    "content.intakes.keep": _prepared,
    "content.videos.choose_poster": lambda world: Call(video(world), at=0.5),
    "content.videos.caption": lambda world: Call(video(world), language="en", content=SRT),
    "content.videos.uncaption": _captioned,
    "content.media.renew_posts_with": Unguarded("actions call it after they asked for the permission"),
    "content.habits.bring_times": _daily,
    "content.habits.bring_hashtags": _sets,
    "content.switches.begin": lambda world: Call(world.workspace, tool="buffer"),
    "content.switches.hand_over": lambda world: Call(
        begun_switch(world), files=[("a.csv", b"Text\nTide.\n")]
    ),
    "content.switches.choose": lambda world: Call(
        begun_switch(world), names={"Our page": world.channel("gallery").pk}, to={}
    ),
    "content.switches.start": _waiting_table,
    "content.switches.sort": _sorted,
    "content.switches.give_pillars": _tagged,
    "content.switches.let_go": _elsewhere,
    "content.switches.settle": lambda world: Call(begun_switch(world), name="media", words="Two came."),
    "content.switches.skip": lambda world: Call(begun_switch(world), name="media"),
    "content.switches.reopen": _skipped,
    "content.switches.end": lambda world: Call(begun_switch(world)),
    "content.campaigns.choose": lambda world: Call(drafted_post(world), campaign=planned_campaign(world)),
    "content.campaigns.choose_all": lambda world: Call(
        world.workspace,
        post_ids=[drafted_post(world).pk, drafted_post(world).pk],
        campaign=planned_campaign(world),
    ),
    "content.answers.write": lambda world: Call(world.channel("gallery"), text="Yes.", in_reply_to="77"),
    "content.albums.add_all": lambda world: Call(
        world.workspace, files=[("tern.png", io.BytesIO(png(shade=91)))]
    ),
    "content.attachments.attach": _second_picture,
    "content.attachments.describe": lambda world: Call(_attached(world), alt="Terns"),
    "content.attachments.move": lambda world: Call(_attached(world), to=1),
    "content.attachments.detach": lambda world: Call(_attached(world)),
    "content.evergreens.keep": lambda world: Call(slot_with_evergreen(world)[1].post, rest_days=60),
    "content.evergreens.let_go": lambda world: Call(slot_with_evergreen(world)[1]),
    "content.evergreens.fill": lambda world: Call(slot_with_evergreen(world)[0]),
    "content.queues.take": _of_a_slot,
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
    "content.imported.take": Unguarded("carry_on asks for the permission before it takes a row"),
    "content.imports.hand_over": lambda world: Call(world.workspace, name="a.csv", content=b"Text\nTide.\n"),
    "content.imports.choose": lambda world: Call(handed_over_table(world), choices=Choices()),
    "content.imports.start": lambda world: Call(handed_over_table(world)),
    "content.imports.stop": lambda world: Call(running_import(world)),
    "content.imports.discard": lambda world: Call(handed_over_table(world)),
    "content.imports.carry_on": lambda world: Call(
        (made := running_import(world)), sheet_of(made).posts, lost={}
    ),
    "content.imports.wait": lambda world: Call(
        running_import(world), video="https://films.example/terns.mp4"
    ),
    "content.imports.move_over": lambda world: Call(marked_import(world)),
    "content.imports.let_go": lambda world: Call(drafted_post(world)),
    "content.labels.put": lambda world: Call(drafted_post(world), names=["Sea"]),
    "content.fetching.fetch": lambda world: Call(world.workspace, address=_fetched_before(world)),
    "content.media.add": lambda world: Call(world.workspace, file=io.BytesIO(png(shade=90)), name="tern.png"),
    "content.media.add_together": lambda world: Call(world.workspace, files=[("tern.png", png(shade=92))]),
    "content.media.point": lambda world: Call(picture(world), x=200, y=300),
    "content.media.describe": lambda world: Call(picture(world), alt="Terns"),
    "content.media.remove": lambda world: Call(picture(world)),
    "content.renditions.keep": _fitted,
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
QUIET = {
    "content.fetching.fetch": "what came from an address before is taken as it is",
    "content.writing.open_post": "it reads and locks; the action that calls it changes",
}
