"""A constraint model that collects what it gains and pays, and solves it the same way each time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from ortools.sat.python import cp_model

Line = Any
"""A linear expression of variables, or a whole number."""
COARSE = 1000
"""Shares are exact to a thousandth."""
MOST_TRIES = 6


@dataclass(frozen=True)
class Solved:
    """What was found: `worth` of it, the `bound` that nothing can exceed, and the values of the variables."""

    worth: int
    bound: int
    values: Mapping[int, int]

    def __getitem__(self, variable: Line) -> int:
        return self.values[variable.index]


class Model:
    """A CP-SAT model that is maximised. `tries` bounds the work, not the time: a slow machine finds the same."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()
        self.terms: list[Line] = []
        self.variables: list[Any] = []

    def number(self, most: int, *, hint: int | None = None) -> Any:
        """A whole number from 0 to `most`."""
        variable = self.cp.new_int_var(0, most, "")
        self.variables.append(variable)
        if hint is not None:
            self.cp.add_hint(variable, min(hint, most))
        return variable

    def choice(self) -> Any:
        """Yes or no."""
        variable = self.cp.new_bool_var("")
        self.variables.append(variable)
        return variable

    def gain(self, points: int, line: Line) -> None:
        """Gain `points` for each of `line` (pay them where negative)."""
        if points:
            self.terms.append(points * line)

    def require(self, comparison: Any) -> None:
        """Allow only what satisfies a comparison."""
        self.cp.add(comparison)

    def beyond(self, line: Line, most: int, price: int, *, limit: int) -> Any:
        """Pay `price` for each by which `line` exceeds `most`; at most by `limit`."""
        over = self.number(limit)
        self.require(line <= most + over)
        self.gain(-price, over)
        return over

    def near_share(self, part: Line, whole: Line, share: Fraction, price: int, *, limit: int) -> Any:
        """Pay `price` for each slot by which `part` is further than one from its share of `whole`."""
        share = share.limit_denominator(COARSE)
        off, parts = self.number(limit), share.denominator
        difference = parts * part - share.numerator * whole
        self.require(difference <= parts - 1 + parts * off)
        self.require(-difference <= parts - 1 + parts * off)
        self.gain(-price, off)
        return off

    def steps(self, line: Line, most: int) -> list[Line]:
        """One choice for each value from 0 to `most` of a line: exactly that of its value is yes."""
        found = [self.choice() for _value in range(most + 1)]
        self.cp.add_exactly_one(found)
        self.require(line == total(value * step for value, step in enumerate(found)))
        return found

    def near_step(
        self, part: Line, steps: Sequence[Line], standing: int, share: Fraction, price: int, *, limit: int
    ) -> None:
        """The same as `near_share`, with the steps of the whole, beside what is `standing`: a bound sees whole slots."""
        share = share.limit_denominator(COARSE)
        off = self.number(limit)
        wholes = [(step, share * (value + standing)) for value, step in enumerate(steps)]
        self.require(part <= off + total(ceil(whole) * step for step, whole in wholes))
        self.require(part >= total(floor(whole) * step for step, whole in wholes) - off)
        self.gain(-price, off)

    def begin_from(self, values: Sequence[tuple[Line, int]]) -> None:
        """Begin from a whole answer that follows from these values: what they leave open is solved for first."""
        trial = self.cp.clone()
        for variable, value in values:
            trial.add(trial.get_int_var_from_proto_index(variable.index) == value)
        trial.maximize(total(self.terms))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 1.0
        solver.parameters.relative_gap_limit = 0.0005
        if solver.solve(trial) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for variable in self.variables:
                self.cp.add_hint(variable, solver.value(variable))

    def solve(self, *, seed: int, effort: float, close: float = 0.0, linear: int = 1) -> Solved:
        """Find the best within `effort` (a count of steps that the solver calls deterministic time), or within `close`.

        One worker, so that a seed always gives the same. A model is never left without an answer: it tries longer.
        `linear` is how much of the model the linear relaxation sees (1, or 2: all of it).
        """
        self.cp.maximize(total(self.terms))
        for tried in range(MOST_TRIES):
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = seed
            solver.parameters.max_deterministic_time = effort * 4**tried
            solver.parameters.relative_gap_limit = close
            solver.parameters.linearization_level = linear
            status = solver.solve(self.cp)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                values = {variable.index: solver.value(variable) for variable in self.variables}
                return Solved(round(solver.objective_value), round(solver.best_objective_bound), values)
        raise RuntimeError(f"The planner found no answer: {solver.status_name(status)}.")

    def improve(self, found: Solved, fixed: Iterable[Line], *, seed: int, effort: float) -> Solved:
        """Look for something better among all answers that keep what is `fixed` as it was found."""
        trial = self.cp.clone()
        for variable in fixed:
            trial.add(trial.get_int_var_from_proto_index(variable.index) == found[variable])
        trial.clear_hints()  # type: ignore[no-untyped-call]
        for variable in self.variables:
            trial.add_hint(trial.get_int_var_from_proto_index(variable.index), found[variable])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = effort
        if (
            solver.solve(trial) not in (cp_model.OPTIMAL, cp_model.FEASIBLE)
            or solver.objective_value <= found.worth
        ):
            return found
        values = {variable.index: solver.value(variable) for variable in self.variables}
        return Solved(round(solver.objective_value), found.bound, values)


def total(lines: Iterable[Line]) -> Line:
    """The sum of lines, 0 of none."""
    found = list(lines)
    return cp_model.LinearExpr.sum(found) if found else 0
