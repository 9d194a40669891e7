"""What somebody chose about the things that a new version touches, as a form carries it."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from waypost.loop.strategy.domain.document import Pillar

WISH = "wish-"
"""Before the name of a choice."""


def wishes_in(request: HttpRequest) -> dict[str, str]:
    """The choices that were sent, by the name of a group or of a thing in it."""
    return {
        name.removeprefix(WISH): str(wish) for name, wish in request.POST.items() if name.startswith(WISH)
    }


def moves_to(pillars: Iterable[Pillar]) -> SafeString:
    """The pillars that a thing can move to, drawn once for all the lists that offer them."""
    return format_html_join(
        "", '<option value="move:{}">{}</option>', ((pillar.key, pillar.label) for pillar in pillars)
    )
