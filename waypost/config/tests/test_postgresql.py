import pytest

from waypost.config.postgresql import AT_MOST, OF_THE_QUEUE, database

URL = "postgresql://tern:secret@db.example:6432/brand?application_name=pier&options=-c%20work_mem%3D8MB"


def test_the_address_is_taken_apart_and_its_own_options_stay() -> None:
    found = database(URL, "web")

    assert [found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "brand", "tern", "secret", "db.example", "6432",
    ]  # fmt: skip
    assert found["OPTIONS"]["application_name"] == "pier"
    assert "-c work_mem=8MB" in found["OPTIONS"]["options"]


@pytest.mark.parametrize("process", ["web", "publisher", "worker"])
def test_a_frozen_process_keeps_nothing_locked_and_none_takes_more_than_twenty_connections(
    process: str,
) -> None:
    options = database(URL, process)["OPTIONS"]

    assert "idle_in_transaction_session_timeout=15s" in options["options"]
    assert options["pool"]["max_size"] + OF_THE_QUEUE.get(process, 1) <= AT_MOST


def test_a_command_may_take_its_time_in_a_transaction() -> None:
    assert "idle_in_transaction" not in database(URL, "")["OPTIONS"]["options"]


def test_only_a_publisher_insists_on_what_a_power_cut_must_not_lose() -> None:
    lazy = URL + "%20-c%20synchronous_commit%3Doff"

    # The last word counts.
    assert database(lazy, "publisher")["OPTIONS"]["options"].endswith("synchronous_commit=on")
    assert database(lazy, "worker")["OPTIONS"]["options"].endswith("synchronous_commit=off")


def test_a_server_that_is_back_is_found_in_seconds_and_an_address_may_say_otherwise() -> None:
    assert database(URL, "web")["OPTIONS"]["tcp_user_timeout"] == "20000"
    assert database(URL + "&tcp_user_timeout=5000", "web")["OPTIONS"]["tcp_user_timeout"] == "5000"
