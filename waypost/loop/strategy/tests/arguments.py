from tests.actions import Call
from tests.world import World
from waypost.loop.strategy.domain.yaml import write_yaml
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy, open_draft

VOICE = {"purpose": "To print the harbour anew."}


def _draft(world: World) -> StrategyVersion:
    accepted_strategy(world)
    return open_draft(world)


def _acceptance(world: World) -> Call:
    draft = _draft(world)
    return Call(draft, based_on=draft.based_on)


ARGUMENTS = {
    "strategy.drafts.start": lambda world: Call(world.workspace),
    "strategy.drafts.replace_section": lambda world: Call(_draft(world), section="purpose", content=VOICE),
    "strategy.drafts.import_yaml": lambda world: Call(world.workspace, text=write_yaml(tern_and_tide())),
    "strategy.drafts.replace": lambda world: Call(world.workspace, strategy=tern_and_tide()),
    "strategy.drafts.bring_up_to_date": lambda world: Call(_draft(world)),
    "strategy.drafts.discard": lambda world: Call(_draft(world)),
    "strategy.versions.accept": _acceptance,
    "strategy.versions.adopt": lambda world: Call(world.workspace, strategy=tern_and_tide()),
    "strategy.versions.save_section": lambda world: Call(world.workspace, section="purpose", content=VOICE),
}
QUIET = {"strategy.drafts.bring_up_to_date": "a draft that starts from the current version stays as it is"}
