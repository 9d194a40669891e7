from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.accounts import remember_theme, sign_in
from waypost.foundation.people.actions import owner_links, people
from waypost.foundation.people.forms import AccountForm, NewcomerForm
from waypost.foundation.people.models import Person
from waypost.foundation.people.queries import owner_link, sign_in_methods
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret


@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """The owner link: looking at it changes nothing, so a mail program that fetches links does no harm."""
    if request.user.is_authenticated:
        return redirect("people:account")
    link = owner_link(Secret(secret))
    form = NewcomerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = owner_links.use(link, **form.cleaned_data, by=Actor.system("the owner link"))
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            sign_in(request, person)
            return redirect("home:begin")
    return render(request, "people/welcome.html", {"form": form})


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """A person's own page: name, time zone, theme, ways to sign in."""
    person = request.user
    assert isinstance(person, Person), "login_required"
    known = {"name": person.name, "timezone": person.timezone, "theme": person.theme}
    form = AccountForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        people.edit(person, **form.cleaned_data, by=Actor.of_person(person))
        messages.success(request, "Saved.")
        return remember_theme(redirect("people:account"), person)
    return render(request, "people/account.html", {"form": form, "methods": sign_in_methods(person)})
