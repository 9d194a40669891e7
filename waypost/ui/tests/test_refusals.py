import pytest
from django.test import Client

pytestmark = pytest.mark.urls("waypost.ui.tests.urls")


def test_htmx_gets_a_fragment_for_the_live_region(client: Client) -> None:
    answer = client.post("/refuse/", headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#toasts"
    assert "Close the quarter &lt;first&gt;." in answer.text
    assert "<html" not in answer.text


def test_a_form_goes_back_to_where_it_came_from_with_a_message(client: Client, db: None) -> None:
    answer = client.post("/refuse/", headers={"Referer": "http://testserver/show/"})

    assert answer.status_code == 302
    assert answer["Location"] == "http://testserver/show/"
    assert "Close the quarter &lt;first&gt;." in client.get("/show/").text


@pytest.mark.parametrize("origin", ["", "http://elsewhere.example/show/", "javascript:alert(1)"])
def test_a_form_from_elsewhere_gets_a_page(origin: str, client: Client) -> None:
    answer = client.post("/refuse/", headers={"Referer": origin})

    assert answer.status_code == 422
    assert "Close the quarter &lt;first&gt;." in answer.text


def test_a_program_gets_json(client: Client) -> None:
    answer = client.post("/refuse/", headers={"Accept": "application/json"})

    assert answer.status_code == 422
    assert answer.json() == {
        "refusal": "Close the quarter <first>.",
        "fields": {"quarter": "Close the quarter <first>."},
    }


def test_a_visit_gets_a_page_with_the_refusal_s_status(client: Client) -> None:
    assert client.get("/refuse/").status_code == 422
    forbidden = client.get("/forbid/")

    assert forbidden.status_code == 403
    assert "Only an owner may do this." in forbidden.text


def test_a_bug_stays_a_bug(client: Client) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/break/")
