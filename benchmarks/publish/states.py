"""Prints, as JSON, how many publications are in which state, and when the last one was confirmed."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from django.db.models import Count, Max  # noqa: E402

from waypost.loop.publishing.models import Publication  # noqa: E402

counted = Publication.objects.values_list("state").annotate(Count("pk"))
last = Publication.objects.aggregate(last=Max("published_at"))["last"]
print(json.dumps({"states": dict(counted.order_by()), "last": last.isoformat() if last else None}))
