import pytest

from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import drafted_post
from waypost.loop.strategy.tests.factories import accepted_strategy


@pytest.fixture
def post(world) -> Post:
    accepted_strategy(world)
    return drafted_post(world, channel_keys=("gallery", "journal"))
