"""Queries that run for every page or every save, compiled once and then run with the values of whoever asks.

Building a statement anew costs the ORM far more than the database needs to answer it; on the small questions that the
frame of every page asks, that was a third of the page (benchmarks/pages), and half of a save (benchmarks/publish).
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access

Row = TypeVar("Row")
Shape = tuple[frozenset[Any], bool]
Value = int | str | date | None
Kind = type[int] | type[str] | type[date]

_AT_ONCE = 10
"""For how many rows one statement asks what belongs to them."""
_NOBODY = 0
_MARK = 9_000_001
"""Ids that no row has begin here, downwards from its negative; they mark the places in a compiled statement."""


class Question(Generic[Row]):
    """A queryset, `build(**marks)`, whose places are filled when it is asked. A place holds an id, a text, a day, a moment.

    `build` may use its arguments only as values, and see whether one is None: then it is another queryset. What it
    gives is what the queryset would: instances, or tuples.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **places: Kind) -> None:
        self._build = build
        self._marks = {name: _mark(kind, number) for number, (name, kind) in enumerate(places.items())}
        self._compiled: dict[Any, _Compiled] = {}

    def ask(self, **values: Value) -> list[Row]:
        """The rows for these values."""
        return self._ready(values).run(values)

    def raw(self, **values: Value) -> list[tuple[Any, ...]]:
        """The rows as the database gives them: for many; of its moments, `moment` makes aware ones."""
        return self._ready(values).fetch(values)

    def _ready(self, values: dict[str, Value]) -> "_Compiled":
        shape = (connection.vendor, *[name for name, value in values.items() if value is None])
        compiled = self._compiled.get(shape)
        if compiled is None:
            marks = {name: None if values[name] is None else mark for name, mark in self._marks.items()}
            compiled = self._compiled[shape] = _Compiled(self._build(**marks), marks)
        return compiled

    def first(self, **values: Value) -> Row | None:
        """The first row for these values, if there is one."""
        return next(iter(self.ask(**values)), None)


class Belongings(Generic[Row]):
    """What belongs to rows by a foreign key, as `prefetch_related` brings it along, compiled once.

    `build` gets ids of the rows and gives what belongs to them; `key` is the foreign key, `name` the way back.
    """

    def __init__(self, build: Callable[[list[int]], QuerySet[Any, Row]], *, key: str, name: str) -> None:
        places = [f"place_{number}" for number in range(_AT_ONCE)]
        self._question = Question(lambda **ids: build(list(ids.values())), **dict.fromkeys(places, int))
        self._places = places
        self._key = key
        self._name = name

    def bring(self, owners: Sequence[Model]) -> None:
        """Let each of `owners` know what belongs to it: `owner.name.all()` asks nothing from then on."""
        found: dict[int, list[Row]] = {owner.pk: [] for owner in owners}
        ids = list(found)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            # The places that are left over ask for the last one again.
            padded = some + some[-1:] * (_AT_ONCE - len(some))
            for row in self._question.ask(**dict(zip(self._places, padded, strict=True))):
                found[getattr(row, self._key)].append(row)
        for owner in owners:
            vars(owner).setdefault("_prefetched_objects_cache", {})[self._name] = found[owner.pk]


class Among(Generic[Row]):
    """A question about rows that belong to any of some: places named in `lists` hold ids, any number of them.

    Compiled once for each power of two that holds them; the places left over hold the id of nobody.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *lists: str, **places: Kind) -> None:
        self._build = build
        self._lists = lists
        self._places = places
        self._questions: dict[tuple[int, ...], Question[Row]] = {}

    def ask(self, **values: Any) -> list[Row]:
        """The rows for these values; without any id that they could belong to, none."""
        ids = {name: list(values.pop(name)) for name in self._lists}
        sizes = tuple(1 << (len(found) - 1).bit_length() if found else 0 for found in ids.values())
        question = self._questions.get(sizes)
        if question is None:
            places = {
                place: int for name, size in zip(ids, sizes, strict=True) for place in _numbered(name, size)
            }
            question = Question(partial(self._asked, sizes), **self._places, **places)
            self._questions[sizes] = question
        for (name, found), size in zip(ids.items(), sizes, strict=True):
            values |= zip(_numbered(name, size), [*found, *[_NOBODY] * (size - len(found))], strict=True)
        try:
            return question.ask(**values)
        except EmptyResultSet:
            return []

    def _asked(self, sizes: tuple[int, ...], **marks: Any) -> QuerySet[Any, Row]:
        rooms = zip(self._lists, sizes, strict=True)
        lists = {name: [marks.pop(place) for place in _numbered(name, size)] for name, size in rooms}
        return self._build(**lists, **marks)


def _numbered(name: str, size: int) -> list[str]:
    return [f"{name}_{number}" for number in range(size)]


class Prepared(Generic[Row]):
    """Rows of `build(access, **marks)`, compiled once for each kind of access; `build` may look at roles and limits."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **places: Kind) -> None:
        self._build = build
        self._places = places
        self._questions: dict[Shape, Question[Row]] = {}

    def rows(self, access: Access, **values: Value) -> list[Row]:
        """The rows for this access."""
        return self._question(access).ask(**_ids(access), **values)

    def raw(self, access: Access, **values: Value) -> list[tuple[Any, ...]]:
        """The rows for this access as the database gives them: see `Question.raw`."""
        return self._question(access).raw(**_ids(access), **values)

    def first(self, access: Access, **values: Value) -> Row | None:
        """The first row for this access, if there is one."""
        return next(iter(self.rows(access, **values)), None)

    def _question(self, access: Access) -> Question[Row]:
        """What is not a person asks seldom; its question is not kept, for who asks may stand in the statement."""
        is_person = access.actor.person_id is not None
        shape = access.roles, access.limited
        question = self._questions.get(shape) if is_person else None
        if question is None:
            build = partial(self._asked_by, access)
            question = Question(build, workspace_id=int, person_id=int, member_id=int, **self._places)
            if is_person:
                self._questions[shape] = question
        return question

    def _asked_by(
        self, access: Access, workspace_id: int, person_id: int | None, member_id: int | None, **marks: Any
    ) -> QuerySet[Any, Row]:
        actor = access.actor if person_id is None else Actor("person", str(person_id), "")
        return self._build(
            replace(access, actor=actor, workspace_id=workspace_id, member_id=member_id), **marks
        )


def moment(value: datetime) -> datetime:
    """A moment of a raw row as the ORM would give it: SQLite keeps it in UTC and gives it without a zone."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _ids(access: Access) -> dict[str, int | None]:
    return {
        "workspace_id": access.workspace_id,
        "person_id": access.actor.person_id,
        "member_id": access.member_id,
    }


def _mark(kind: Kind, number: int) -> Any:
    """A value of this kind that no row has: it marks a place in a compiled statement."""
    if kind is int:
        return -_MARK - number
    elif kind is str:
        return f"\x02{number}\x03"
    elif kind is datetime:
        return datetime(1, 1, 1, microsecond=number, tzinfo=UTC)
    else:
        return date.fromordinal(1 + number)


def _adapted(value: Any) -> Any:
    """A value as the ORM hands it to the database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Compiled:
    """A queryset with its statement, which is handed to Django's own iterables instead of being built anew."""

    def __init__(self, queryset: Any, marks: dict[str, Any]) -> None:
        assert not queryset._prefetch_related_lookups, "only what one statement answers"
        self.compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.sql, self.marked = self.compiler.as_sql()
        self.iterable = queryset._iterable_class
        self.converters: dict[int, Any] | None = None
        names = {_adapted(mark): name for name, mark in marks.items() if mark is not None}
        places = [(place, names.get(mark)) for place, mark in enumerate(self.marked) if _can_be_mark(mark)]
        self.places = [(place, name) for place, name in places if name is not None]

    def run(self, values: dict[str, Any]) -> list[Any]:
        params = self._params(values)
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *asked, **more: (self.sql, params)
        compiler.get_converters = self._converters_of
        return list(self.iterable(_Asked(compiler)))

    def _converters_of(self, columns: Any) -> dict[int, Any]:
        """What makes Python's values of the database's: for the same columns the same."""
        if self.converters is None:
            self.converters = self.compiler.get_converters(columns)
        return self.converters

    def fetch(self, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._params(values))
            return list(cursor.fetchall())

    def _params(self, values: dict[str, Any]) -> tuple[Any, ...]:
        params = list(self.marked)
        for place, name in self.places:
            params[place] = _adapted(values[name])
        return tuple(params)


def _can_be_mark(parameter: Any) -> bool:
    """PostgreSQL's driver is given its own kinds of int."""
    return isinstance(parameter, (int, str, date))


class _Asked:
    """What Django's iterables read of a queryset and its query: a compiler that knows its statement already."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler

    @property
    def query(self) -> "_Asked":
        return self

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self._compiler
