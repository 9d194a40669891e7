from django import forms

from waypost.toolkit.refusal import Refusal
from waypost.ui.forms import CardLabel, DateInput, Form, LongSelect, RadioCards
from waypost.ui.tests.render import Render


class BrandForm(Form):
    name = forms.CharField(help_text="As people say it.")
    size = forms.ChoiceField(widget=RadioCards, choices=[("solo", CardLabel("Just <me>", "No roles."))])
    starts_on = forms.DateField(widget=DateInput, required=False)
    zone = forms.ChoiceField(
        widget=LongSelect, choices=[("UTC", "UTC"), ("Europe/Lisbon", "Lisbon <west>")], required=False
    )
    is_reactive = forms.BooleanField(required=False, label="Keep some slots open")


def test_a_field_is_tied_to_its_label_help_and_error(draw: Render) -> None:
    drawn = draw("{% field form.name %}", form=BrandForm({}))

    assert '<label class="field-label" for="id_name">Name</label>' in drawn
    assert 'id="id_name_helptext">As people say it.' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_what_is_missing_is_said_as_something_to_do() -> None:
    errors = BrandForm({}).errors

    assert errors["name"] == ["Fill this in."]
    assert errors["size"] == ["Choose one."]


def test_a_field_that_may_stay_empty_says_so(draw: Render) -> None:
    form = BrandForm()

    assert "optional" in draw("{% field form.starts_on %}", form=form)
    assert "optional" not in draw(
        "{% field form.name %}{% field form.is_reactive %}{% field form.zone %}", form=form
    )


def test_cards_are_a_named_group_with_a_line_each(draw: Render) -> None:
    drawn = draw("{% field form.size %}", form=BrandForm())

    assert "<fieldset" in drawn
    assert "<legend" in drawn
    assert "Just &lt;me&gt;" in drawn
    assert '<span class="card-note">No roles.</span>' in drawn
    assert 'type="radio" name="size" value="solo"' in drawn


def test_a_chosen_card_stays_chosen(draw: Render) -> None:
    assert " checked" in draw("{% field form.size %}", form=BrandForm({"size": "solo"}))


def test_a_hidden_label_is_still_spoken(draw: Render) -> None:
    drawn = draw("{% field form.name hide_label=True %}", form=BrandForm())

    assert 'class="field-label visually-hidden" for="id_name"' in drawn


def test_a_checkbox_stands_before_its_words(draw: Render) -> None:
    drawn = draw("{% field form.is_reactive %}", form=BrandForm())

    assert drawn.index('type="checkbox"') < drawn.index("Keep some slots open")


def test_help_and_errors_are_escaped(draw: Render) -> None:
    form = BrandForm({"name": "x"})
    form.add_refusal(Refusal("Not <b>so</b>.", field="name"))

    drawn = draw("{% field form.name help=said %}", form=form, said="<i>help</i>")

    assert "Not &lt;b&gt;so&lt;/b&gt;." in drawn
    assert "<i>help" not in drawn


def test_a_refusal_is_shown_at_its_fields() -> None:
    form = BrandForm({"name": "Tern", "size": "solo"})
    assert form.is_valid()

    form.add_refusal(Refusal(fields={"name": "Another brand is called so.", "unknown": "And this."}))

    assert form.errors["name"] == ["Another brand is called so."]
    assert form.non_field_errors() == ["And this."]


def test_a_refusal_of_the_whole_stands_above_the_form(draw: Render) -> None:
    form = BrandForm({"name": "Tern", "size": "solo"})

    form.add_refusal(Refusal("The quarter is open. Close it first."))

    assert 'role="alert"' in draw("{% form_errors form %}", form=form)
    assert "Close it first." in draw("{% form_errors form %}", form=form)
    assert draw("{% form_errors form %}", form=BrandForm()) == ""


def test_dates_use_the_browser_s_own_picker(draw: Render) -> None:
    drawn = draw("{% field form.starts_on %}", form=BrandForm({"starts_on": "2026-03-31"}))

    assert 'type="date"' in drawn
    assert 'value="2026-03-31"' in drawn


def test_a_long_choice_is_drawn_as_any_other(draw: Render) -> None:
    drawn = draw("{% field form.zone %}", form=BrandForm(initial={"zone": "Europe/Lisbon"}))

    assert '<select name="zone" id="id_zone">' in drawn
    assert '<option value="Europe/Lisbon" selected>Lisbon &lt;west&gt;</option>' in drawn
    assert '<option value="UTC">UTC</option>' in drawn
