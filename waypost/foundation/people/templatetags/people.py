from django.conf import settings
from django.template import Library

register = Library()


@register.simple_tag
def mail_is_printed() -> bool:
    """Whether no mail server is set, so that mail appears in the terminal where Waypost runs."""
    return not settings.WAYPOST.mail_url
