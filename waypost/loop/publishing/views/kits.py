"""The kit of what is posted by hand: opened by its link, on a phone, without signing in."""

from mimetypes import guess_extension

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.streaming import streamed
from waypost.loop.publishing.actions import kits as actions
from waypost.loop.publishing.forms import CannotForm, PostedForm
from waypost.loop.publishing.models import Kit
from waypost.loop.publishing.queries import kits as queries
from waypost.loop.publishing.queries.kit_words import words_of
from waypost.loop.publishing.views.publication import back, find
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is needed to post it, and the place to paste its link back into."""
    found, person = _opened(token)
    form = PostedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _must_be_open(found)
        try:
            actions.posted(found.publication, url=form.cleaned_data["url"], by=_by_link(person))
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("kits:kit", token=token)
    return _shown(request, token, found, posted_form=form)


@never_cache
@require_POST
def impossible(request: HttpRequest, token: str) -> HttpResponse:
    """Say why it cannot be posted."""
    found, person = _opened(token)
    form = CannotForm(request.POST, auto_id="cannot_%s")
    if not form.is_valid():
        return _shown(request, token, found, reason_form=form)
    _must_be_open(found)
    actions.cannot(found.publication, reason=form.cleaned_data["reason"], by=_by_link(person))
    return redirect("kits:kit", token=token)


@never_cache
@require_safe
def picture(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """One picture or video of an open kit, to look at or (?save) to keep on the phone."""
    found, _person = _opened(token)
    contents = None if found.is_over(clock.now()) else queries.contents_of(found)
    if contents is None or not 0 < number <= len(contents.pictures):
        raise Http404
    part = contents.pictures[number - 1]
    try:
        answer = streamed(request, part.path, part.size, part.content_type)
    except OSError as error:
        raise Http404 from error
    answer["X-Robots-Tag"] = "noindex"
    if "save" in request.GET:
        name = f"{slugify(str(found.publication.channel.key))}-{found.publication_id}-{number}"
        ending = guess_extension(part.content_type) or ""
        answer["Content-Disposition"] = f'attachment; filename="{name}{ending}"'
    return answer


@never_cache
@require_safe
def captions(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The captions of an open kit's video in one language, to keep on the phone."""
    found, _person = _opened(token)
    contents = None if found.is_over(clock.now()) else queries.contents_of(found)
    if contents is None or not 0 < number <= len(contents.captions):
        raise Http404
    language, said = contents.captions[number - 1]
    answer = HttpResponse(said, content_type="text/vtt; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = f'attachment; filename="captions-{language}.vtt"'
    return answer


@page(see="publication.see", change="post.schedule")
@require_POST
def handing(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """Send the person who posts there a fresh link."""
    found = find(request, publication_id)
    actions.hand_again(found, by=request.actor)
    return back(request, found)


def _opened(token: str) -> tuple[Kit, Person]:
    found = queries.opened_by(token)
    if found is None:
        raise Http404
    return found


def _must_be_open(found: Kit) -> None:
    if found.is_over(clock.now()):
        raise Refusal("This link has expired. Open the post in Waypost and say there what became of it.")


def _by_link(person: Person) -> Actor:
    """The person whom the link was given to, with their own rights as they are today."""
    return Actor("person", str(person.pk), f"{person.label} (by link)")


def _shown(request: HttpRequest, token: str, found: Kit, **forms: PostedForm | CannotForm) -> HttpResponse:
    publication = found.publication
    is_over = found.is_over(clock.now())
    contents = None if is_over else queries.contents_of(found)
    shown = {"posted_form": PostedForm(), "reason_form": CannotForm(auto_id="cannot_%s"), **forms}
    context = {
        "kit": found,
        "token": token,
        "publication": publication,
        "channel": publication.channel,
        "zone": found.workspace.timezone,
        "is_over": is_over,
        "contents": contents,
        "words": words_of(publication) if contents is not None else None,
        **shown,
    }
    status = 422 if any(form.is_bound for form in shown.values()) else 200
    answer = render(request, "publishing/kit.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
