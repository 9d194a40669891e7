"""How the journal is told on Home, and what a week is drawn of."""

from collections.abc import Iterable

from django.template import Library
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from waypost.foundation.journal.domain.words import words_of
from waypost.foundation.journal.models import Entry
from waypost.interfaces.home.things import Around, draw
from waypost.interfaces.home.week import Thing

register = Library()


@register.filter
def told(entry: Entry) -> str:
    """What happened: “Post approved: Low tide at nine”."""
    return f"{words_of(entry.verb)}: {entry.subject_label}"


@register.simple_tag(takes_context=True)
def week_things(context: RequestContext, things: Iterable[Thing], dated: bool = False) -> SafeString:
    """The things of a week as a list."""
    page = context["request"].get_full_path()
    around = Around(page, str(context["csrf_token"]), across=bool(context.get("across")))
    return draw(things, around, dated=dated)
