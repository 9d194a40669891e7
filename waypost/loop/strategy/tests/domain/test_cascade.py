from waypost.loop.strategy.domain.cascade import cascade
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import pillar, small

OBJECTIVES = [{"key": "sell", "label": "Sell"}, {"key": "teach", "label": "Teach"}]


def test_objectives_lead_over_goals_to_figures_and_pillars() -> None:
    goals = [
        {"key": "orders", "label": "Orders", "objective": "sell", "metric": "Orders a month"},
        {"key": "letters", "label": "Letters"},
    ]
    strategy = strategy_from(
        small(
            objectives=OBJECTIVES,
            goals=goals,
            pillars=[pillar("work", 0.6, goals=["orders"]), pillar("sea", 0.4)],
        )
    )

    sell, teach, loose = cascade(strategy)

    assert [(leaf.goal.key, [found.key for found in leaf.pillars]) for leaf in sell.goals] == [
        ("orders", ["work"])
    ]
    assert (teach.objective.label, teach.goals) == ("Teach", ())
    assert (loose.objective, [leaf.goal.key for leaf in loose.goals]) == (None, ["letters"])


def test_without_a_figure_there_is_nowhere_to_lead_to() -> None:
    goals = [{"key": "orders", "label": "Orders", "objective": "sell"}]

    assert cascade(strategy_from(small(objectives=OBJECTIVES, goals=goals))) == ()
