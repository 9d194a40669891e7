from django.urls import path

from waypost.loop.promotion.views import comparing, creators, deciding

app_name = "promotion"
urlpatterns = [
    path("creators/", creators.creators, name="creators"),
    path("creators/new/", creators.new_creator, name="creator_new"),
    path("creators/comparison/", comparing.comparison, name="comparison"),
    path("creators/<int:creator_id>/", creators.creator, name="creator"),
    path("creators/<int:creator_id>/facts/", creators.facts, name="creator_facts"),
    path("creators/<int:creator_id>/shortlist/", deciding.shortlist, name="creator_shortlist"),
    path("creators/<int:creator_id>/return/", deciding.set_back, name="creator_return"),
    path("creators/<int:creator_id>/decision/", deciding.decision, name="creator_decision"),
    path("creators/<int:creator_id>/removal/", deciding.removal, name="creator_removal"),
]
