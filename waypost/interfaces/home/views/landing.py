from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.queries import accesses
from waypost.interfaces.home.brands import brands_today
from waypost.toolkit import clock
from waypost.ui.loop import LoopStop

LOOP = (
    LoopStop("Strategy", "Why are we here, and for whom?"),
    LoopStop("Planning", "What will we say, and when?"),
    LoopStop("Content", "How do we say it, on each network?"),
    LoopStop("Publishing", "It goes out once, on time, or says why not."),
    LoopStop("Inbox", "Who answered, and who answers them?"),
    LoopStop("Paid & creators", "What do we put money behind?"),
    LoopStop("Results", "Did it bring us nearer to the goals?"),
    LoopStop("Insights", "What do we change next?"),
)


def landing(request: HttpRequest) -> HttpResponse:
    """The loop, for somebody who is not signed in; everybody else goes to their brand."""
    if request.user.is_authenticated:
        return redirect("home:workspaces")
    nobody_yet = not Person.objects.exists()
    return render(request, "home/landing.html", {"stops": LOOP, "nobody_yet": nobody_yet})


@login_required
def workspaces(request: HttpRequest) -> HttpResponse:
    """The brands that a person works for, a row each; with one, straight to it; with none, to the beginning."""
    assert isinstance(request.user, Person)
    found = accesses(Actor.of_person(request.user))
    if not found:
        return redirect("home:begin")
    if len(found) == 1:
        return redirect("home:home", workspace=found[0][0].slug)
    groups = brands_today(found, clock.now())
    rows = [row for group in groups for row in group.rows]
    context = {
        "groups": groups,
        "count": len(rows),
        "asking": sum(1 for row in rows if row.asked),
        "asked": sum(row.asked for row in rows),
        "gaps": sum(row.counts.gaps for row in rows if row.counts),
    }
    return render(request, "home/workspaces.html", context)
