from tests.actions import Call
from tests.world import World
from waypost.loop.promotion.actions.creators import Facts
from waypost.loop.promotion.tests.factories import look_of, looked_at, noted, shortlisted
from waypost.loop.strategy.tests.factories import member_of


def _look(world: World) -> Call:
    creator = noted(world)
    return Call(creator, look=look_of(world))


def _decide(world: World) -> Call:
    creator = shortlisted(world)
    return Call(creator, go=True, reason="She prints.", responsible=member_of(world, "manager"))


def _renamed(world: World) -> Call:
    looked_at(world)
    return Call(world.workspace, renames={"craft": "care"}).only("system")


def _seen_renamed(world: World) -> Call:
    looked_at(world, topics=("politics",))
    return Call(world.workspace, topics={"politics": "elections"}, flags={}).only("system")


ARGUMENTS = {
    "promotion.creators.note": lambda world: Call(
        world.workspace, facts=Facts(name="Rosa Lind", network="Instagram")
    ),
    "promotion.creators.change": lambda world: Call(noted(world), facts=Facts(name="Rosa", network="TikTok")),
    "promotion.creators.look_at": _look,
    "promotion.creators.follow_renames": _seen_renamed,
    "promotion.creators.shortlist": lambda world: Call(looked_at(world)),
    "promotion.creators.set_back": lambda world: Call(shortlisted(world)),
    "promotion.creators.decide": _decide,
    "promotion.creators.remove": lambda world: Call(noted(world)),
    "promotion.marks.follow_renames": _renamed,
}
