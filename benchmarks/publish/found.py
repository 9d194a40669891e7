"""Makes the brand in a new home: `python -m benchmarks.publish.found`. Prints the ids of drafts to write in, as JSON."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from benchmarks.brand import build  # noqa: E402
from benchmarks.publish import CHANNELS  # noqa: E402
from waypost.foundation.journal.domain.actor import Actor  # noqa: E402
from waypost.interfaces.commands import prepare  # noqa: E402
from waypost.loop.content.actions import posts  # noqa: E402

prepare.everything()
brand = build(CHANNELS)
writer = Actor.of_person(brand.member.person)
drafts = [
    posts.draft(brand.workspace, by=writer, body=f"Draft {number}.", channels=brand.channels[:3]).pk
    for number in range(20)
]
print(json.dumps(drafts))
