from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from waypost.ui.tests.render import Render


@pytest.fixture
def draw(settings: Any) -> Render:
    """Renders a piece of template: draw('{% icon "check" %}')."""
    settings.ROOT_URLCONF = "waypost.ui.tests.urls"
    request = RequestFactory().get("/here/")
    return lambda source, **context: engines["django"].from_string(source).render(context, request)
