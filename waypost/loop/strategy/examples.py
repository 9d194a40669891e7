"""The whole strategies of docs/examples, which a brand without one may begin from."""

from dataclasses import dataclass
from pathlib import Path

import waypost
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.toolkit.wording import _

FOLDER = Path(waypost.__file__).parents[1] / "docs" / "examples"


@dataclass(frozen=True)
class Example:
    """A whole strategy by the name of its file, and for whom it may be a beginning."""

    name: str
    label: str
    note: str

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.yaml"


EXAMPLES: tuple[Example, ...] = (
    Example("corner-bakery", _("A local shop"), _("A bakery on one street: three channels, an hour a day.")),
    Example(
        "rota-software",
        _("A firm that sells to firms"),
        _("Software for care homes: long decisions, people who sign and people who use it."),
    ),
    Example("river-charity", _("A charity"), _("Volunteers on a river: hands, gifts and a cause.")),
)


def offered() -> tuple[Example, ...]:
    """Those that are here: a program installed without its docs offers none."""
    return tuple(example for example in EXAMPLES if example.file.is_file())


def example_for(name: str, brand: str) -> str | None:
    """The file of an example with the name of `brand` in place of its own; None where it is not offered."""
    found = strategy_of(name, brand)
    return None if found is None else write_yaml(found)


def strategy_of(name: str, brand: str) -> Strategy | None:
    """An example as a strategy, with the name of `brand` in place of its own; None where it is not offered."""
    found = next((example for example in offered() if example.name == name), None)
    if found is None:
        return None
    return read_yaml(found.file.read_bytes()).model_copy(update={"brand": brand})
