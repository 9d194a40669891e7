from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.models import Unpacking, Workspace
from waypost.foundation.workspaces.queries import accesses, runs, unpacking_of
from waypost.interfaces.home.forms import FROM_FILE, OWN, PARTS, AnotherBrandForm
from waypost.interfaces.home.packing import copied, packed
from waypost.interfaces.home.unpacking import Unpacked, Wanted, unpack, unpack_file
from waypost.toolkit.refusal import Refusal

Known = list[tuple[Workspace, Access]]


@page("workspace.edit")
@require_POST
def brand_file(request: WorkspaceRequest) -> StreamingHttpResponse:
    """The brand as a file, to be kept or opened elsewhere."""
    workspaces.hand_out(request.workspace, by=request.actor)
    name = f"{request.workspace.slug}-{request.workspace.today.isoformat()}.waypost"
    pieces = packed(request.access, request.workspace)
    answer = StreamingHttpResponse(pieces, content_type="application/vnd.waypost.brand+zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page("workspace.edit")
@require_safe
def unpacking(request: WorkspaceRequest) -> HttpResponse:
    """How far a brand that came as a file is unpacked, and what stayed behind."""
    found = unpacking_of(request.access)
    if found is None:
        return redirect("home:home", workspace=request.workspace.slug)
    return render(request, "home/unpacking.html", {"unpacking": found, "left": _in_order(found)})


@page("workspace.edit")
@require_safe
def unpacking_progress(request: WorkspaceRequest) -> HttpResponse:
    """How far it is, asked every second by a page that waits."""
    found = unpacking_of(request.access)
    if found is None or not found.is_running:
        return HttpResponseClientRefresh()
    return render(request, "home/unpacking_progress.html", {"unpacking": found})


@login_required
def another_brand(request: HttpRequest) -> HttpResponse:
    """Make a brand from another one, or from a file."""
    assert isinstance(request.user, Person)
    actor = Actor.of_person(request.user)
    known = [(brand, access) for brand, access in accesses(actor) if access.may("strategy.edit")]
    run = [
        brand for brand, access in known if access.may("workspace.edit") and runs(actor, brand.organisation)
    ]
    model = request.GET.get("from", "") or (str(known[0][0].pk) if len(known) == 1 else "")
    form = AnotherBrandForm(
        request.POST or None,
        request.FILES or None,
        brands=[brand for brand, _access in known],
        run=run,
        initial={
            "timezone": request.user.timezone or "UTC",
            "parts": [name for name, _label in PARTS],
            "source": model,
            "beside": _owner_of(model, run),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request.user, form, known, run)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _shown(request, made)
    return render(request, "home/another_brand.html", {"form": form}, status=422 if form.is_bound else 200)


def _shown(request: HttpRequest, made: Unpacked) -> HttpResponse:
    if made.goes_on:
        return redirect("home:unpacking", workspace=made.workspace.slug)
    messages.success(
        request, f"{made.workspace} is ready, with its strategy, its channels and four weeks of slots."
    )
    if made.left:
        messages.warning(request, made.sentence)
    return redirect("home:home", workspace=made.workspace.slug)


def _in_order(found: Unpacking) -> list[tuple[str, int]]:
    """What stayed behind, the most first."""
    return sorted(found.left.items(), key=lambda left: -left[1])


def _owner_of(source: str, run: list[Workspace]) -> str:
    """The organisation of the brand that is the model, or the first that this person runs."""
    owners = [str(brand.organisation_id) for brand in run if str(brand.pk) == source]
    return next(iter([*owners, *(str(brand.organisation_id) for brand in run)]), OWN)


def _made(person: Person, form: AnotherBrandForm, known: Known, run: list[Workspace]) -> Unpacked:
    given = form.cleaned_data
    beside = next((brand for brand in run if str(brand.organisation_id) == given["beside"]), None)
    wanted = Wanted(given["name"], given["timezone"], beside)
    if given["source"] == FROM_FILE:
        return unpack_file(person, given["file"], wanted)
    brand, access = next(pair for pair in known if str(pair[0].pk) == given["source"])
    model = copied(access, brand, parts=given["parts"])
    return unpack(person, model, wanted, note=f"From the strategy of {brand.name}, to be made its own.")
