from decimal import Decimal

import pytest
from django.utils import html
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from waypost.ui.markup import format_html, format_html_join

VALUES = [
    "terns & <b>tides</b> \"at\" 'nine'",
    mark_safe("<b>bold</b> & wrong"),
    lazystr("<i>lazy</i>"),
    html.format_html("<u>{}</u>", "<"),
    "{0} %s",
    "",
    7,
    2.5,
    Decimal("1.50"),
    None,
    True,
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stands_in_markup_as_django_would_write_it(value: object) -> None:
    form = '<p title="{}">{}</p>'

    written = format_html(form, value, value)

    assert written == html.format_html(form, value, value)
    assert html.conditional_escape(written) == written


@pytest.mark.parametrize("between", ["", ", ", " & ", mark_safe("<br>")])
def test_rows_stand_in_markup_as_django_would_write_them(between: str) -> None:
    rows = [(value, number) for number, value in enumerate(VALUES)]

    written = format_html_join(between, "<li>{}: {}</li>", rows)

    assert written == html.format_html_join(between, "<li>{}: {}</li>", rows)
    assert html.conditional_escape(written) == written
