"""Says in headers of each answer how many queries it took and how much CPU time, which a busy machine does not change."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

QUERIES = "X-Benchmark-Queries"
CPU_SECONDS = "X-Benchmark-Cpu"


class CountQueries:
    """The outermost middleware: what it counts is everything, sessions and permissions included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter = Counter()
        begun = time.thread_time()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response[CPU_SECONDS] = f"{time.thread_time() - begun:.6f}"
        response[QUERIES] = str(counter.count)
        return response


class Counter:
    """Counts what goes to the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)
