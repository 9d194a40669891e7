"""Posts as tables for other programs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channel_names, channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.domain.sheets.formats import FORMATS
from waypost.loop.content.domain.sheets.writing import as_sheet
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
    written = as_sheet([as_row(post, only=channel) for post in found], chosen)
    if "download" in request.GET:
        return _file(request, written.text, chosen.key)
    context = {
        "form": form,
        "chosen": chosen,
        "count": len(found) - len(written.left_out),
        "left_out": written.left_out,
        "address": request.GET.urlencode(),
    }
    return render(request, "content/export.html", context)


def _channel(request: WorkspaceRequest, said: str) -> Channel | None:
    return channels(request.access).filter(pk=said).first() if said else None


def _file(request: WorkspaceRequest, text: str, key: str) -> HttpResponse:
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    name = f"{request.workspace.slug}-posts-{key}-{request.workspace.today:%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
