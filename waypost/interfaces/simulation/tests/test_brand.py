from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.writer import answer, write
from waypost.networks.sandbox.audience.perceiving import Reader
from waypost.toolkit.refusal import Refusal

FILES = sorted(BRANDS.glob("*/audience.yaml"))


@pytest.fixture(params=FILES, ids=lambda file: file.parent.name, scope="module")
def brand(request: pytest.FixtureRequest) -> Brand:
    return read_brand(request.param)


def test_every_brand_of_the_folder_can_be_read_and_begins_on_a_monday(brand: Brand) -> None:
    assert brand.audience.begins_on.weekday() == 0
    assert sum(role.posts_per_week for role in brand.strategy.channel_roles) == brand.audience.capacity


def test_people_see_one_topic_in_most_of_what_a_pillar_says(brand: Brand) -> None:
    reader = Reader(brand.audience.topics)

    for pillar, said in brand.audience.writer.pillars.items():
        topics = Counter(reader.topic_of(text) for text in said)
        topic, count = topics.most_common(1)[0]
        assert topic, pillar
        assert count >= 0.6 * len(said), (pillar, topics)


def test_a_brand_moved_in_time_keeps_its_weeks(brand: Brand) -> None:
    moved = brand.beginning(date(2028, 3, 15))

    assert moved.audience.begins_on == date(2028, 3, 13)
    apart = moved.audience.begins_on - brand.audience.begins_on
    assert [change.on - apart for change in moved.audience.changes] == [
        change.on for change in brand.audience.changes
    ]
    assert moved.audience.personas == brand.audience.personas


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("capacity: 10", "capacity: 9", "the capacity is 9"),
        ("  - {key: bench,", "  - {key: stand,", "channel"),
        ("    second-hand:\n", "    third-hand:\n", "second-hand"),
        ("zone: Europe/Amsterdam", "zone: Europe/Atlantis", "not a time zone"),
        ("strategy: strategy.yaml", "strategy: audience.yaml", "is no strategy"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    for file in (BRANDS / "spoke-and-lane").iterdir():
        (tmp_path / file.name).write_text(file.read_text().replace(was, becomes))

    with pytest.raises(Refusal, match=said):
        read_brand(tmp_path / "audience.yaml")


# The writer


def test_a_slot_becomes_a_text_of_its_pillar_with_pictures_of_its_format(brand: Brand) -> None:
    pillar = brand.strategy.pillars[0].key
    at = datetime(2027, 3, 3, 8)

    written = write(brand.audience.writer, pillar=pillar, format_="carousel", local=at)

    assert any(written.text.startswith(said) for said in brand.audience.writer.pillars[pillar])
    assert "(Wednesday, 3 March)" in written.text or brand.audience.writer.closings
    assert written.text.endswith(brand.audience.writer.link)
    assert written.pictures == 2


def test_an_open_slot_becomes_what_the_day_brings(brand: Brand) -> None:
    written = write(brand.audience.writer, pillar=None, format_="", local=datetime(2027, 3, 3, 8))

    assert any(written.text.startswith(said) for said in brand.audience.writer.reactive)
    assert written.pictures == 0


def test_answers_take_turns(brand: Brand) -> None:
    said = [answer(brand.audience.writer, number) for number in range(8)]

    assert set(said) == set(brand.audience.writer.answers)
