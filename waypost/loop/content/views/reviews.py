from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import reviews
from waypost.loop.content.domain.difference import Piece, words_changed
from waypost.loop.content.domain.states import TONES, WORDS, Decision, State, may_follow
from waypost.loop.content.forms import ReviewForm, SubmissionForm
from waypost.loop.content.models import Post, Review
from waypost.loop.content.queries.reasons import strategy_of
from waypost.loop.content.views.found import whole_post
from waypost.loop.content.views.post import show
from waypost.loop.content.views.sides import Side, sides_of
from waypost.loop.content.views.when import when_reviewed
from waypost.loop.content.views.writing import save_words
from waypost.toolkit.refusal import Refusal


@dataclass(frozen=True)
class Reviewed:
    """One side of a post in review, with what changed since it was last approved."""

    side: Side
    before: bool
    pieces: tuple[Piece, ...] = ()
    pictures_changed: bool = False
    format_before: str = ""
    choices_changed: bool = False

    @property
    def changed(self) -> bool:
        words = any(piece.change != "same" for piece in self.pieces)
        return words or self.pictures_changed or bool(self.format_before) or self.choices_changed


@page("post.see")
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Exactly what would be approved, what changed since the last approval, and the answer."""
    post = _post(request, post_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reviews.approve(
                post, by=request.actor, seen=form.cleaned_data["seen"], note=form.cleaned_data["note"]
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _back(request, post)
        post = _post(request, post_id)
    return _show(request, post, form)


@page("post.see")
@require_POST
def return_(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Give the post back with a note."""
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            reviews.return_(_post(request, post_id), by=request.actor, note=form.cleaned_data["note"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _back(request, _post(request, post_id))
    return _show(request, _post(request, post_id), form)


@page("post.see", change="post.draft")
@require_POST
def submission(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Save the words that stand in the form and ask for approval; in a brand of one person this approves too."""
    post = _post(request, post_id)
    answer = save_words(request, post)
    if answer is not None:
        return answer
    form = SubmissionForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if request.workspace.is_solo:
                # The version of the form was checked when its words were saved: this is what the person saw.
                seen = queries.seen_hash(queries.variants_of(post))
                reviews.submit_and_approve(post, by=request.actor, seen=seen, reason=said["reason"])
            else:
                reviews.submit(post, by=request.actor, note=said["note"], reason=said["reason"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _back(request, post)
    return show(request, _post(request, post_id), None, status=422, submission_form=form)


@page("post.see", change="post.draft")
@require_POST
def withdrawal(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Take the post back to go on writing."""
    post = _post(request, post_id)
    reviews.withdraw(post, by=request.actor)
    return _back(request, post)


def _show(request: WorkspaceRequest, post: Post, form: ReviewForm) -> HttpResponse:
    strategy = strategy_of(post.workspace_id)
    sides = sides_of(post, None, strategy)
    last = queries.last_approval(post)
    state = State(post.state)
    may = request.access.may("post.approve") and not post.is_archived
    when = when_reviewed(request, post)
    context = {
        "post": post,
        "state_word": WORDS[state],
        "state_look": TONES[state],
        "reviewed": [_compare(side, last) for side in sides],
        "last": last,
        "form": form,
        "seen": queries.seen_hash([side.variant for side in sides]),
        # What stands near is read before the answer, not beside it.
        "near": when.clashes,
        "when": replace(when, clashes=[]),
        "path": queries.path_of(post, strategy),
        "reviews": queries.history_of_reviews(post),
        "may_approve": may and may_follow(state, Decision.APPROVED),
        "may_return": may and may_follow(state, Decision.RETURNED),
    }
    return render(request, "content/approval.html", context, status=422 if form.is_bound else 200)


def _compare(side: Side, last: Review | None) -> Reviewed:
    before = last.content_of(side.channel_id) if last else None
    if before is None:
        return Reviewed(side, before=False)
    now = side.content
    return Reviewed(
        side,
        before=True,
        pieces=words_changed(before.text, now.text),
        pictures_changed=[(part.sha256, part.alt) for part in before.media]
        != [(part.sha256, part.alt) for part in now.media],
        format_before=before.format if before.format != now.format else "",
        choices_changed=dict(before.options) != dict(now.options),
    )


def _post(request: WorkspaceRequest, post_id: int) -> Post:
    return whole_post(request, post_id)


def _back(request: WorkspaceRequest, post: Post) -> HttpResponse:
    return redirect("content:post", workspace=request.workspace.slug, post_id=post.pk)
