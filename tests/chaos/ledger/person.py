"""A person who looks at what nobody knows about, and says the truth: reads the keys that are there from standard input.

What cannot follow a post of which only the person knows that it is there, the person says there by hand. Prints how often
each was done.
"""

import json
import os
import sys
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from tests.chaos.ledger.speaking import introduce  # noqa: E402
from waypost.foundation.journal import reactions  # noqa: E402
from waypost.foundation.journal.domain.actor import Actor  # noqa: E402
from waypost.foundation.people.models import Person  # noqa: E402
from waypost.loop.publishing.actions import decisions, schedule  # noqa: E402
from waypost.loop.publishing.models import Publication  # noqa: E402

introduce()
reactions.inline.set(True)
there = set(json.load(sys.stdin))
by = Actor.of_person(Person.objects.get(email="owner@tern.example"))
said: Counter[str] = Counter()
for publication in Publication.objects.filter(state="unknown", act_at=None):
    decide = decisions.it_is_there if publication.key in there else decisions.send_again
    decide(publication, by=by)
    said[decide.__name__] += 1
for publication in Publication.objects.filter(state="held"):
    # What follows a post of which only a person knows that it is there: the person says it there by hand.
    schedule.cancel(publication, by=by)
    said["by_hand"] += 1
print(json.dumps(said))
