import json
from datetime import UTC, datetime, timedelta

from waypost.loop.analytics.domain.results import PostResult
from waypost.loop.learning.domain.found import as_record, findings_from, levers_from
from waypost.loop.learning.domain.heavy.effects import look
from waypost.loop.learning.domain.measure import Measure
from waypost.loop.learning.domain.reading import rows_of
from waypost.loop.learning.domain.rows import as_columns, from_columns
from waypost.loop.learning.tests.audiences import HARBOUR_WINS, LEVERS, posts
from waypost.networks.contract import Metric

CLICKS = Measure("clicks", "Clicks", (Metric.CLICKS,))
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


def result(days: float = 0, age: float = 500, channel: str = "gallery", **fields: object) -> PostResult:
    at = NINE + timedelta(days=days)
    given: dict[str, object] = {
        "measured_id": 1, "post_id": 1, "native_id": None, "publication_id": 1, "channel_id": ("gallery", "journal").index(channel),
        "channel_key": channel, "network": "sandbox", "pillar": "harbour-life", "persona": None, "goal": None,
        "funnel_stage": None, "format": "image", "purpose": "", "reactive": False, "published_at": at,
        "local": at.replace(tzinfo=None), "age_hours": age, "counts": {Metric.CLICKS: 12}, **fields,
    }  # fmt: skip
    return PostResult(**given)  # type: ignore[arg-type]


def test_rows_survive_the_way_to_a_child_process() -> None:
    rows = posts(HARBOUR_WINS, 30, seed=1)

    assert from_columns(json.loads(json.dumps(as_columns(rows)))) == rows


def test_findings_and_levers_survive_the_way_back() -> None:
    findings = look(posts(HARBOUR_WINS, 60, seed=1), LEVERS, draws=50)

    assert findings_from(json.loads(json.dumps(as_record(findings)))) == findings
    assert levers_from(json.loads(json.dumps(as_record(LEVERS)))) == LEVERS


def test_young_posts_and_posts_without_the_measure_are_left_out() -> None:
    rows = rows_of([result(), result(age=20), result(counts={Metric.LIKES: 3})], CLICKS)

    assert [row.count for row in rows] == [12]


def test_a_row_knows_how_often_its_pillar_came_and_how_crowded_its_channel_was() -> None:
    posts_of_a_week = [
        result(0),
        result(1, channel="journal"),
        result(2, pillar=None),
        result(6.5),
        result(8.5),
    ]

    rows = rows_of(posts_of_a_week, CLICKS)

    assert [row.repeats for row in rows] == [0, 1, 0, 2, 1]
    assert [row.crowd for row in rows] == [0, 0, 1, 0, 1]
    assert (rows[1].weekday, rows[1].hour, rows[1].day) == (1, 9.0, 1.0)
