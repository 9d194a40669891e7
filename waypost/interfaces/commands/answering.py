"""What happens in the process that answers requests, before the first one."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.db import DatabaseError
from django.template import engines
from django.urls import get_resolver
from django.utils.module_loading import import_string

from waypost.interfaces.commands import memory, tether
from waypost.toolkit.refusal import Refusal


def load(application: str) -> Callable[..., Any]:
    """The WSGI application, with signs of life given from here on."""
    tether.end_with_parent()
    try:
        loaded: Callable[..., Any] = import_string(application)
        _settle_memory()
        _give_signs()
    except Refusal as refusal:
        _give_up(refusal.sentence, 2)
    except DatabaseError as error:
        _give_up(f"The database cannot be used: {str(error).splitlines()[0]}", 1)
    return loaded


def _settle_memory() -> None:
    get_resolver().url_patterns  # noqa: B018 - reads every module of views
    engines.all()
    memory.settle()
    memory.settle_again()


def _give_signs() -> None:
    # Models can be imported only after the application was: this process starts without Django.
    signs = import_module("waypost.foundation.processes.actions.signs")
    signs.Beat("web").__enter__()


def _give_up(sentence: str, code: int) -> None:
    print(sentence, file=sys.stderr, flush=True)
    os._exit(code)
