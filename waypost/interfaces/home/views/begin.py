from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.home.beginning import Answers, begin_from
from waypost.interfaces.home.beginning import begin as begin_brand
from waypost.interfaces.home.forms import BeginForm, ExampleForm
from waypost.loop.planning.queries import open_slots
from waypost.loop.strategy.examples import offered
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Start your own brand: nine questions on one page, then straight to the first post."""
    assert isinstance(request.user, Person)
    form = BeginForm(request.POST or None, initial={"timezone": request.user.timezone or "Europe/Lisbon"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            workspace = begin_brand(
                request.user,
                Answers(
                    name=given["name"],
                    size=form.size,
                    timezone=given["timezone"],
                    trade=given["trade"],
                    what=given["what"],
                    for_whom=given["for_whom"],
                    want=given["want"],
                    places=tuple(given["places"]),
                    posts_per_week=given["posts_per_week"],
                ),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request,
                "Your strategy is ready, and the next four weeks have their slots. Write the first post.",
            )
            first = open_slots(access_of(Actor.of_person(request.user), workspace.pk), clock.now()).first()
            if first is None:
                return redirect("home:home", workspace=workspace.slug)
            return redirect("planning:slot", workspace=workspace.slug, slot_id=first.pk)
    context = {"form": form, "examples": offered()}
    return render(request, "home/begin.html", context, status=422 if form.is_bound else 200)


@login_required
def example(request: HttpRequest) -> HttpResponse:
    """Start a brand from a whole example: then it is read, and made one's own section by section."""
    assert isinstance(request.user, Person)
    chosen = request.GET.get("example", "")
    initial = {"timezone": request.user.timezone or "Europe/Lisbon", "example": chosen}
    form = ExampleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            workspace = begin_from(
                request.user,
                given["example"],
                name=given["name"],
                size=form.size,
                timezone=given["timezone"],
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request,
                "The example is your strategy for now, and the next four weeks have their slots. Make it your own.",
            )
            return redirect("strategy:strategy", workspace=workspace.slug)
    return render(request, "home/example.html", {"form": form}, status=422 if form.is_bound else 200)
