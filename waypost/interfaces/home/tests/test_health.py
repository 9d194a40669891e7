import pytest
from django.db import OperationalError

from waypost.foundation.processes.tests.factories import ago, sign


@pytest.fixture
def alive(db):
    sign(kind="publisher")
    sign(kind="worker")


def test_live_asks_nothing(client):
    # Without the fixture `db`, any question to the database is an error.
    assert client.get("/health/live").json() == {"live": True}


def test_ready_when_publisher_and_worker_give_signs(client, alive):
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "wrong": []}


def test_not_ready_names_the_silent_publisher_in_a_sentence(client, db):
    sign(kind="worker")
    sign(kind="publisher", seen_at=ago(minutes=5))

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    (wrong,) = answer.json()["wrong"]
    assert wrong["part"] == "publisher"
    assert wrong["sentence"].endswith("posts do not go out. Start one with `waypost publisher`.")


def test_not_ready_when_the_database_does_not_answer(client, monkeypatch):
    def fail(kind):
        raise OperationalError("gone")

    monkeypatch.setattr("waypost.foundation.processes.queries.alive", fail)

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["wrong"][0]["part"] == "database"


def test_only_reading_is_answered(client):
    assert client.post("/health/ready").status_code == 405
