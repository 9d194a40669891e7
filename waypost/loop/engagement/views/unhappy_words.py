"""What reads unhappy: which words are counted, said plainly, and changed by whoever leads incidents."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waypost.foundation.workspaces.domain.permissions import who_may
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.engagement.actions import unhappy_words as actions
from waypost.loop.engagement.domain.unhappy import LANGUAGES, usual_words
from waypost.loop.engagement.forms import UnhappyWordsForm
from waypost.loop.engagement.queries.unhappy import own_words
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.wording import count


@page(see="incident.see", change="incident.lead")
@require_http_methods(["GET", "HEAD", "POST"])
def unhappy_words(request: WorkspaceRequest) -> HttpResponse:
    """The words by which a message counts as unhappy."""
    own, usual = own_words(request.workspace), usual_words(request.workspace.locale)
    words = own.listed if own else usual
    form = UnhappyWordsForm(request.POST or None, initial={"words": "\n".join(words)})
    if request.method == "POST" and form.is_valid():
        asked = "" if "usual" in request.POST else form.cleaned_data["words"]
        try:
            number = actions.write(request.workspace, words=asked, by=request.actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            said = count(number, "message reads", "messages read")
            messages.success(request, f"Saved. In the last four weeks {said} unhappy by these words.")
            return redirect("engagement:unhappy_words", workspace=request.workspace.slug)
    context = {
        "form": form,
        "own": own,
        "words": words,
        "languages": ", ".join(LANGUAGES.values()),
        "may_lead": request.access.may("incident.lead"),
        "who_leads": who_may("incident.lead"),
    }
    return render(request, "engagement/unhappy_words.html", context, status=422 if form.is_bound else 200)
