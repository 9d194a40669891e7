"""What the demo shows on the pages where a person begins."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.people.models import Person
from waypost.interfaces.demo import progress, visiting
from waypost.interfaces.demo.progress import Progress, Stage
from waypost.ui.panels import panel


@panel("beginning")
def beside_the_beginning(request: HttpRequest, person: Person) -> tuple[str, dict[str, Any]] | None:
    """A way into the demo, or how far its making is."""
    brand = visiting.demo_brand()
    if brand is not None:
        return "demo/way_in.html", {"brand": brand, "progress": Progress(Stage.READY, 100, brand.slug)}
    made = progress.read()
    if made is None or made.stage is not Stage.MAKING:
        return None
    return "demo/way_in.html", {"brand": None, "progress": made}
