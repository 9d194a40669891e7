"""Every component, in one library that all templates know without loading it."""

from django.template import Library
from django_htmx.templatetags import django_htmx as htmx_tags

from waypost.ui.components import (
    addresses,
    blocks,
    buttons,
    charts,
    containers,
    dots,
    fields,
    figures,
    icons,
    labels,
    places,
)

register = Library()

for part in (addresses, blocks, buttons, charts, containers, dots, fields, figures, icons, labels, places):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)

register.tags["htmx_script"] = htmx_tags.register.tags["htmx_script"]
