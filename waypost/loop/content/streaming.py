"""Hands a file over piece by piece, also a stretch of it (RFC 9110, section 14): players ask for what they show."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from waypost.loop.content import shelf

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def streamed(request: HttpRequest, path: str, size: int, content_type: str) -> HttpResponseBase:
    """The file, or the one stretch of it that was asked for. Raises OSError where it is not there."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    answer: HttpResponseBase
    if asked is None or not (asked[1] or asked[2]):
        answer = _part(path, 0, size, content_type)
    else:
        start, end = _bounds(asked[1], asked[2], size)
        if start >= end:
            answer = HttpResponse(status=416)
            answer["Content-Range"] = f"bytes */{size}"
            return answer
        answer = _part(path, start, end, content_type)
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _part(path: str, start: int, end: int, content_type: str) -> StreamingHttpResponse:
    if not shelf.is_there(path):
        raise FileNotFoundError(path)
    answer = StreamingHttpResponse(shelf.pieces(path, start, end), content_type=content_type)
    answer["Content-Length"] = str(end - start)
    return answer


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The stretch from the first byte up to but not including the end; the last so many where no first is named."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size
