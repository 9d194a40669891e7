from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.home.beginning import Answers, size_of
from waypost.interfaces.home.beginning import begin as begin_brand
from waypost.interfaces.home.forms import BeginForm
from waypost.loop.planning.queries import open_slots
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
                    size=size_of(
                        hands=given["hands"], approval=given["approval"] == "yes", brands=given["brands"]
                    ),
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
                "Your strategy stands, and the next four weeks have their slots. Write the first post.",
            )
            first = open_slots(access_of(Actor.of_person(request.user), workspace.pk), clock.now()).first()
            if first is None:
                return redirect("home:home", workspace=workspace.slug)
            return redirect("planning:slot", workspace=workspace.slug, slot_id=first.pk)
    return render(request, "home/begin.html", {"form": form}, status=422 if form.is_bound else 200)
