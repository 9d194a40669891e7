"""The small drawings by which people know a network. `channels` fills this from the networks' own folders."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Mark:
    title: str
    drawing: str  # an <svg> element from the program's own files: trusted, one colour, `currentColor`


_marks: dict[str, Mark] = {}


def put(network: str, title: str, drawing: str) -> None:
    """Remember how `network` is called and drawn."""
    _marks[network] = Mark(title, drawing)


def render(network: str, *, with_name: bool = False) -> SafeString:
    """The mark of `network`; its name is always there for those who cannot see the drawing."""
    mark = _marks.get(network, Mark(network.replace("_", " ").capitalize(), ""))
    drawing = mark_safe(mark.drawing) if mark.drawing else mark.title[:1]  # noqa: S308 - see Mark.drawing
    name_class = "network-name" if with_name else "visually-hidden"
    return format_html(
        '<span class="network-mark" title="{}"><span class="network-drawing" aria-hidden="true">{}</span>'
        '<span class="{}">{}</span></span>',
        mark.title,
        drawing,
        name_class,
        mark.title,
    )
