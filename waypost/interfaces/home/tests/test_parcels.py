"""A brand as a file, without a database: what is read, what is refused, and in which words."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from waypost.interfaces.home import first_format, parcels
from waypost.interfaces.home.parcels import Packed, opened
from waypost.loop.strategy.domain.yaml import write_yaml
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.toolkit.refusal import Refusal

SETTINGS = {
    "name": "Tern & Tide",
    "timezone": "Europe/Lisbon",
    "locale": "en",
    "currency": "EUR",
    "size": "team",
    "strategy_check": "suggest",
    "grace_minutes": 60,
}
THEN = datetime(2026, 3, 1, tzinfo=UTC)


def file(counts=None, manifest=None, **lists):
    """A file with these lists of things; the manifest counts them unless `counts` says otherwise."""
    said = {
        "waypost": "brand",
        "schema": 2,
        "made_on": "2026-11-22",
        "brand": SETTINGS,
        "counts": counts or {kind: len(things) for kind, things in lists.items()},
        **(manifest or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, things in lists.items():
            archive.writestr(f"{kind}.jsonl", "".join(f"{json.dumps(thing)}\n" for thing in things))
        archive.writestr("manifest.json", json.dumps(said))
        archive.writestr("strategy/0001.json", json.dumps(tern_and_tide().as_record()))
    return out.getvalue()


def ideas(number):
    return [{"title": f"Idea {each}"} for each in range(number)]


def first(**changed):
    said = {"waypost": "brand", "schema": 1, "made_on": "2026-11-22", "brand": SETTINGS, **changed}
    return json.dumps(said).encode()


def test_things_come_in_lots_of_one_kind_from_wherever_it_stopped():
    parcel = opened(io.BytesIO(file(ideas=ideas(5), days_off=[])))

    assert parcel.total == 5
    assert [(kind, [idea.title for idea in lot]) for kind, lot in parcel.lots(2, after=1)] == [
        ("ideas", ["Idea 1", "Idea 2"]),
        ("ideas", ["Idea 3", "Idea 4"]),
    ]


def test_what_another_needs_comes_before_it():
    day = {"starts_on": "2026-12-01", "ends_on": "2026-12-02", "reason": "Closed"}

    parcel = opened(io.BytesIO(file(ideas=ideas(1), days_off=[day])))

    assert [kind for kind, _lot in parcel.lots(10)] == ["days_off", "ideas"]
    assert [kind for kind, _lot in parcel.lots(10, after=1)] == ["ideas"]


def test_versions_have_their_day_and_their_reason():
    past = [{"accepted_at": THEN.isoformat(), "note": "The first"}]

    (version,) = opened(io.BytesIO(file(manifest={"strategy": past}))).versions()

    assert (version.accepted_at, version.note, version.strategy) == (THEN, "The first", tern_and_tide())


def test_a_version_that_was_damaged_on_the_way_is_refused_with_a_sentence():
    past = [{"accepted_at": THEN.isoformat(), "note": "The first"}]
    damaged = bytearray(file(manifest={"strategy": past}))
    damaged[damaged.index(b"strategy/0001.json") + 100] ^= 0xFF

    parcel = opened(io.BytesIO(damaged))

    with pytest.raises(Refusal, match="This file is not whole"):
        parcel.versions()


def test_the_first_format_is_still_read():
    strategy = write_yaml(tern_and_tide())

    parcel = opened(io.BytesIO(first(strategy=strategy, ideas=ideas(2))))

    assert parcel.versions()[0].strategy == tern_and_tide()
    assert [[idea.title for idea in lot] for _kind, lot in parcel.lots(10)] == [["Idea 1", "Idea 0"]]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{}", id="an empty object"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b'{"waypost": "other"}', id="another program's object"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b" " * (first_format.LARGEST + 1), id="too large"),
        pytest.param(b"PK\x03\x04 and then nothing", id="a broken zip"),
        pytest.param(file()[:-30], id="a zip cut short"),
        pytest.param(file(manifest={"schema": 3}), id="a later schema"),
        pytest.param(file(manifest={"waypost": "a house"}), id="another program's zip"),
        pytest.param(file(counts={"ideas": 2}, ideas=ideas(1)), id="fewer ideas than counted"),
        pytest.param(file(counts={"ideas": 1}, ideas=ideas(2)), id="more ideas than counted"),
        pytest.param(file(ideas=[{"title": "One", "surprise": 1}]), id="an unknown field"),
        pytest.param(file(counts={"ideas": 1}), id="a list left out"),
    ],
)
def test_another_file_is_refused_with_a_sentence(content):
    with pytest.raises(Refusal) as refused:
        opened(io.BytesIO(content))

    assert refused.value.fields["file"].endswith(".")


def test_a_file_of_a_newer_waypost_says_what_to_do():
    with pytest.raises(Refusal, match=r"which this Waypost does not know\. Bring it up to date first."):
        opened(io.BytesIO(file(poems=[{"title": "Sea"}])))


def test_a_mistake_says_where_it_is():
    wrong = [*ideas(1), {"title": "Two", "link": "javascript:alert(1)"}]

    with pytest.raises(Refusal, match=r"At ideas\.2\.link"):
        opened(io.BytesIO(file(ideas=wrong)))


def test_a_result_has_only_counts_that_networks_know():
    wrong = {
        "channel": "gallery",
        "id": "1",
        "at": THEN.isoformat(),
        "readings": [[THEN.isoformat(), {"joy": 1}]],
    }

    with pytest.raises(Refusal, match=r"At results\.1\.readings"):
        opened(io.BytesIO(file(results=[wrong])))


def test_lists_that_would_unpack_to_more_than_a_brand_are_not_unpacked(monkeypatch):
    monkeypatch.setattr(parcels, "LARGEST_LIST", 100_000)
    bomb = file(ideas=[{"title": "x", "note": " " * 4000}] * 200)
    assert len(bomb) < 60_000

    with pytest.raises(Refusal, match="larger than a brand can be"):
        opened(io.BytesIO(bomb))


def test_a_picture_that_is_not_there_is_refused_alone():
    parcel = opened(io.BytesIO(file()))

    with pytest.raises(Refusal, match="A picture is not in the file"):
        parcel.picture("0" * 64)


def test_a_year_of_a_busy_brand_is_read_without_being_held(monkeypatch):
    result = {
        "channel": "gallery",
        "at": THEN.isoformat(),
        "text": "Low tide. " * 20,
        "readings": [[(THEN + timedelta(hours=hour)).isoformat(), {"likes": hour}] for hour in range(3)],
    }
    parcel = Packed(io.BytesIO(file(results=[{**result, "id": str(number)} for number in range(600)])))
    held = [0]

    for _kind, lot in parcel.lots(50):
        held.append(len(lot))

    assert max(held) == 50
    assert sum(held) == 600
