from waypost.interfaces.home.views.begin import begin, example
from waypost.interfaces.home.views.brands import another_brand, brand_file, unpacking, unpacking_progress
from waypost.interfaces.home.views.home import home
from waypost.interfaces.home.views.landing import landing, workspaces
from waypost.interfaces.home.views.search import search
from waypost.interfaces.home.views.week import week, weeks

__all__ = [
    "another_brand",
    "begin",
    "brand_file",
    "example",
    "home",
    "landing",
    "search",
    "unpacking",
    "unpacking_progress",
    "week",
    "weeks",
    "workspaces",
]
