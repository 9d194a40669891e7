"""The small drawings by which people know a network. `channels` fills this from the networks' own folders."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from waypost.ui.markup import format_html


@dataclass(frozen=True)
class Mark:
    title: str
    drawing: (
        str  # an <svg> element from the program's own files: trusted, one colour, 24 by 24, `currentColor`
    )

    @property
    def shown(self) -> SafeString | str:
        """The drawing, or the first letter of the name in its place."""
        return mark_safe(self.drawing) if self.drawing else self.title[:1]  # noqa: S308 - see `drawing`


_marks: dict[str, Mark] = {}


def put(network: str, title: str, drawing: str) -> None:
    """Remember how `network` is called and drawn."""
    _marks[network] = Mark(title, drawing)
    render.cache_clear()


@lru_cache(maxsize=1000)
def render(network: str, *, with_name: bool = False, by_symbol: bool = False) -> SafeString:
    """The mark of `network`; its name is always there for those who cannot see the drawing.

    `by_symbol` uses what `symbol` wrote elsewhere on the page: for pages with hundreds of marks.
    """
    mark = _mark(network)
    name_class = "network-name" if with_name else "visually-hidden"
    return format_html(
        '<span class="network-mark" title="{}"><span class="network-drawing" aria-hidden="true">{}</span>'
        '<span class="{}">{}</span></span>',
        mark.title,
        _used(network) if by_symbol and mark.drawing else mark.shown,
        name_class,
        mark.title,
    )


def symbol(network: str) -> SafeString:
    """The drawing of `network` as a symbol, to be used by name."""
    drawing = _mark(network).drawing.strip()
    opened = drawing.replace("<svg", format_html('<symbol id="network-{}"', network), 1)
    return mark_safe(opened.removesuffix("</svg>") + "</symbol>" if drawing else "")  # noqa: S308 - see Mark.drawing


def _used(network: str) -> SafeString:
    return format_html('<svg viewBox="0 0 24 24"><use href="#network-{}"/></svg>', network)


def _mark(network: str) -> Mark:
    return _marks.get(network) or Mark(network.replace("_", " ").capitalize(), "")
