"""What a setting holds in secret is neither shown nor quoted by an error."""

import traceback

import pytest

from waypost.config.environment import Environment, load
from waypost.toolkit.refusal import Refusal

PASSWORD = "low-tide"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("WAYPOST_DATABASE_URL", f"postgresql://tern:{PASSWORD}@[db.example/brand"),
        ("WAYPOST_DATABASE_URL", f"postgresql://tern:{PASSWORD}%zz@db.example/brand"),
        ("WAYPOST_DATABASE_URL", f"mysql://tern:{PASSWORD}@db.example/brand"),
        ("WAYPOST_MAIL_URL", f"imap://tern:{PASSWORD}@mail.example"),
        ("WAYPOST_MEDIA_URL", f"s3://tern:{PASSWORD}@s3.example"),
    ],
)
def test_a_wrong_address_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: str
) -> None:
    monkeypatch.setenv(name, wrong)

    with pytest.raises(Refusal, match=f"{name} is wrong: should") as refused:
        load()

    assert PASSWORD not in "".join(traceback.format_exception(refused.value))


def test_settings_that_show_themselves_leave_out_what_is_secret() -> None:
    environment = Environment(
        database_url=f"postgresql://tern:{PASSWORD}@db.example/brand",
        media_url=f"s3://tern:{PASSWORD}@s3.example/pictures",
        mail_url=f"smtp://tern:{PASSWORD}@mail.example",
        secret_keys=[PASSWORD],
    )

    assert PASSWORD not in repr(environment)
    assert "port=8000" in repr(environment)
