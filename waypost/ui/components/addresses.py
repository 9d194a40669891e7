"""Addresses in templates: of a page, and of a file with the hash of its content in its name."""

from functools import cache
from typing import Any

from django.template import Library
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags import static as files
from django.utils.html import conditional_escape

from waypost.ui.addresses import filled

register = Library()


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """Django's own tag, whose address comes from the shapes that are known."""
    node = django_url(parser, token)
    return _Address(node.view_name, node.args, node.kwargs, node.asvar)


class _Address(URLNode):
    def render(self, context: Context) -> Any:
        places = {name: value.resolve(context) for name, value in self.kwargs.items()}
        address = None if self.args else filled(self.view_name.resolve(context), places)
        if address is None:
            return super().render(context)
        elif self.asvar:
            context[self.asvar] = address
            return ""
        else:
            return conditional_escape(address) if context.autoescape else address


@register.simple_tag
@cache
def static(path: str) -> str:
    """The address of a static file; while a process lives, it is the same."""
    return files.static(path)
