from waypost.interfaces.home.views.begin import begin
from waypost.interfaces.home.views.home import home
from waypost.interfaces.home.views.landing import landing, workspaces
from waypost.interfaces.home.views.search import search

__all__ = ["begin", "home", "landing", "search", "workspaces"]
