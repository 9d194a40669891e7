"""Where tracked links begin, and which short addresses are refused."""

import pytest
from pydantic import ValidationError

from waypost.config.environment import Environment


def test_links_begin_with_the_address_where_there_is_no_short_one() -> None:
    public = Environment(public_url="https://waypost.example/")
    local = Environment(port=8123)

    assert public.link_prefix == "https://waypost.example/l/"
    assert public.links_reach_out
    assert local.link_prefix == "http://127.0.0.1:8123/l/"
    assert not local.links_reach_out


def test_a_short_address_stands_alone_before_the_code() -> None:
    short = Environment(link_url="https://tern.link/")

    assert short.link_prefix == "https://tern.link/"
    assert short.links_reach_out


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("tern.link", "an address alone"),
        ("https://tern.link/go", "an address alone"),
        ("https://me@tern.link", "an address alone"),
        ("https://waypost.example", "a host of their own"),
        ("http://127.0.0.1:9000", "a host of their own"),
    ],
)
def test_what_cannot_be_a_short_address_is_refused_with_the_reason(wrong: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Environment(public_url="https://waypost.example", link_url=wrong)
