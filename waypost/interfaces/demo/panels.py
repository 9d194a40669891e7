"""What the demo shows on the pages where a person begins."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.people.models import Person
from waypost.interfaces.demo import visiting
from waypost.ui.panels import panel


@panel("beginning")
def beside_the_beginning(request: HttpRequest, person: Person) -> tuple[str, dict[str, Any]] | None:
    """A way into the demo, or how far its making is; the page asks again by itself."""
    made = visiting.progress_now()
    if made is None:
        return None
    return "demo/beginning.html", {"brand": visiting.demo_brand(), "progress": made}
