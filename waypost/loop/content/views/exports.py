"""Posts as tables for other programs."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channel_names, channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.domain.sheets.dates import WRITTEN, Order
from waypost.loop.content.domain.sheets.formats import FORMATS
from waypost.loop.content.domain.sheets.writing import File, Written, as_sheet
from waypost.loop.content.forms import ExportForm
from waypost.loop.content.queries.sheets import as_row, posts_to_export


@page("post.see")
@require_safe
def export(request: WorkspaceRequest) -> HttpResponse:
    """Choose what leaves and for which tool; `download` hands it over."""
    form = ExportForm(channel_names(request.access), request.GET or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "content/export.html", {"form": form}, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    chosen, channel = FORMATS[said["format"]], _channel(request, said["channel"])
    if chosen.one_channel and channel is None:
        form.add_error("channel", f"{chosen.label} takes one channel at a time. Choose which.")
        return render(request, "content/export.html", {"form": form}, status=422)
    found = posts_to_export(request.access, channel, said["starts_on"], said["ends_on"])
    order = Order(said["order"] or Order.MONTH_FIRST)
    written = as_sheet([as_row(post, only=channel) for post in found], chosen, order)
    if "download" in request.GET:
        return _file(request, written, chosen.key)
    context = {
        "form": form,
        "chosen": chosen,
        "count": sum(file.posts for file in written.files),
        "parts": list(_parts(written.files)),
        "day": f"{request.workspace.today:{WRITTEN[order]}}" if chosen.asks_order else "",
        "left_out": written.left_out,
        "address": request.GET.urlencode(),
    }
    return render(request, "content/export.html", context)


def _channel(request: WorkspaceRequest, said: str) -> Channel | None:
    return channels(request.access).filter(pk=said).first() if said else None


def _parts(files: Sequence[File]) -> Iterator[tuple[int, int, int]]:
    """The number of each file, and its first and last post."""
    for number, (file, last) in enumerate(
        zip(files, accumulate(file.posts for file in files), strict=True), 1
    ):
        yield number, last - file.posts + 1, last


def _file(request: WorkspaceRequest, written: Written, key: str) -> HttpResponse:
    said = request.GET["download"]
    number = int(said) if said.isdecimal() else 1
    if not 1 <= number <= len(written.files):
        raise Http404
    answer = HttpResponse("\ufeff" + written.files[number - 1].text, content_type="text/csv; charset=utf-8")
    part = f"-{number}" if len(written.files) > 1 else ""
    name = f"{request.workspace.slug}-posts-{key}-{request.workspace.today:%Y-%m-%d}{part}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
