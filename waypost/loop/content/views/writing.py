"""What changes a post: its words, its channels, its why, its time."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.channels.queries import channels, usable_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import posts, variants
from waypost.loop.content.actions.campaigns import choose
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.actions.writing import ChangedMeanwhile
from waypost.loop.content.domain.difference import words_changed
from waypost.loop.content.forms import ChannelsForm, ReasonsForm, TimeForm, VariantForm, WritingForm
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import POST
from waypost.loop.content.views.post import chosen_channel, show
from waypost.loop.planning import moving
from waypost.loop.planning.queries import campaigns, campaigns_to_choose
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page(see="post.see", change="post.draft")
@require_POST
def text(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Save the words that all channels share."""
    post = _post(request, post_id)
    return _save_text(request, post) or _back(request, post)


@page(see="post.see", change="post.draft")
@require_POST
def variant(request: WorkspaceRequest, post_id: int, channel_id: int) -> HttpResponse:
    """Save the words for one channel."""
    post = _post(request, post_id)
    return _save_variant(request, post, channel_id) or _back(request, post, channel_id)


def save_words(request: WorkspaceRequest, post: Post) -> HttpResponse | None:
    """Save whichever words came with a form; the page that says why where they could not be saved."""
    channel_id = chosen_channel(request)
    if channel_id is None:
        return _save_text(request, post)
    else:
        return _save_variant(request, post, channel_id)


def _save_text(request: WorkspaceRequest, post: Post) -> HttpResponse | None:
    form = WritingForm(request.POST)
    if not form.is_valid():
        return show(request, post, None, status=422, writing_form=form)
    said = form.cleaned_data
    try:
        posts.write(post, by=request.actor, version=said["version"], title=said["title"], body=said["body"])
    except ChangedMeanwhile as refusal:
        return _keep_words(request, form, refusal, post.pk, "body")
    return None


def _save_variant(request: WorkspaceRequest, post: Post, channel_id: int) -> HttpResponse | None:
    channel = usable_channel(request.access, channel_id)
    form = VariantForm(channel, request.POST)
    if not form.is_valid():
        return show(request, post, channel_id, status=422, variant_form=form)
    said = form.cleaned_data
    words = {"text": said["text"], "form": said["format"], "version": said["version"]}
    try:
        variants.adapt(
            post, by=request.actor, channel=channel, thread=said.get("thread"), choices=form.choices, **words
        )
    except ChangedMeanwhile as refusal:
        return _keep_words(request, form, refusal, post.pk, "text", channel_id)
    return None


@page(see="post.see", change="post.draft")
@require_POST
def variant_removal(request: WorkspaceRequest, post_id: int, channel_id: int) -> HttpResponse:
    """Leave a channel out."""
    post = _post(request, post_id)
    found = get_object_or_404(queries.variants_of(post), channel_id=channel_id)
    variants.remove(found, by=request.actor)
    return _back(request, post)


@page(see="post.see", change="post.draft")
@require_POST
def post_channels(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Send the post to more channels."""
    post = _post(request, post_id)
    form = ChannelsForm(list(channels(request.access).values_list("pk", "name")), request.POST)
    if not form.is_valid():
        raise Refusal("Choose channels of this brand.")
    for channel in channels(request.access).filter(pk__in=form.cleaned_data["channels"]):
        variants.adapt(post, by=request.actor, channel=channel)
    return _back(request, post)


@page("post.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Say why the post exists."""
    post = _post(request, post_id)
    known = campaigns_to_choose(request.access)
    form = ReasonsForm(post, queries.strategy_of(post.workspace_id), known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = Reasons(*queries.reasons_found(post.workspace_id, form.why), reactive=said["reactive"])
        posts.explain(post, by=request.actor, reasons=found, purpose=said["purpose"], origin=said["origin"])
        if "campaign" in said and form.campaign_id != post.campaign_id:
            chosen = (
                get_object_or_404(campaigns(request.access), pk=form.campaign_id)
                if form.campaign_id
                else None
            )
            choose(post, campaign=chosen, by=request.actor)
        return _back(request, post)
    is_part = request.headers.get("HX-Request") == "true"
    template = "content/parts/reasons_form.html" if is_part else "content/reasons.html"
    return render(request, template, {"post": post, "form": form}, status=422 if form.is_bound else 200)


@page("post.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def time(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Give the post its time; the calendar sends the same form when a slip is moved."""
    post = _post(request, post_id)
    was = post.planned_local
    initial = {
        "local_on": post.planned_on,
        "local_time": post.planned_time,
        "back": request.GET.get("back", ""),
    }
    form = TimeForm(request.POST or None, initial=initial, zone=request.workspace.timezone)
    if request.method == "POST" and form.is_valid():
        try:
            posts.plan(post, by=request.actor, local=form.local)
        except Refusal as refusal:
            if request.headers.get("HX-Request"):
                raise
            post = _post(request, post_id)
            form.add_refusal(refusal)
        else:
            return _moved(request, post, was)
    return render(
        request, "content/time.html", {"post": post, "form": form}, status=422 if form.is_bound else 200
    )


@page("post.schedule")
@require_POST
def time_removal(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Take the post out of the calendar."""
    post = posts.plan(_post(request, post_id), by=request.actor, local=None)
    return _back(request, post)


@page(see="post.see", change="post.draft")
@require_POST
def archive(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Put the post away."""
    posts.archive(_post(request, post_id), by=request.actor)
    return redirect("content:posts", workspace=request.workspace.slug)


def _post(request: WorkspaceRequest, post_id: int) -> Post:
    # Not the whole post: saving is what people wait for, and all that its page shows is read only when it is drawn.
    post = POST.first(request.access, post=post_id)
    if post is None:
        raise Http404
    post.workspace = request.workspace
    return post


def _moved(request: WorkspaceRequest, post: Post, was: datetime | None) -> HttpResponse:
    if was is None:
        return _back(request, post)
    here = reverse("content:post", kwargs={"workspace": request.workspace.slug, "post_id": post.pk})
    return moving.back(request, move_url=request.path, was=was, what=str(post), otherwise=here)


def _back(request: WorkspaceRequest, post: Post, channel_id: int | None = None) -> HttpResponse:
    answer = redirect("content:post", workspace=request.workspace.slug, post_id=post.pk)
    if channel_id is not None:
        answer["Location"] += f"?channel={channel_id}"
    return answer


def _keep_words(
    request: WorkspaceRequest,
    form: WritingForm | VariantForm,
    refusal: ChangedMeanwhile,
    post_id: int,
    field: str,
    channel_id: int | None = None,
) -> HttpResponse:
    """Show the words that could not be saved, what stands there now, and how the two differ."""
    post = _post(request, post_id)
    form.data = {**request.POST.dict(), "version": str(post.version)}
    form.add_refusal(refusal)
    if channel_id is None:
        now = post.body
    else:
        found = queries.variants_of(post).filter(channel_id=channel_id).first()
        now = found.text if found else ""
    changed = words_changed(now, form.cleaned_data[field])
    name = "writing_form" if channel_id is None else "variant_form"
    return show(request, post, channel_id, status=409, changed=changed, **{name: form})
