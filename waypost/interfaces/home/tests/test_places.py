from tests.addresses import every_address
from waypost.interfaces.home.places import PAGES


def test_what_is_found_is_shown_to_those_whom_its_page_lets_in() -> None:
    gates = {address.name: address.permissions for address in every_address()}

    differing = {
        name: (permission, gates[name])
        for name, _label, _hint, _words, permission in PAGES
        if permission != (gates[name] or ("",))[0]
    }

    assert not differing
