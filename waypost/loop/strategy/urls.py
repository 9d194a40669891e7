from django.urls import path

from waypost.loop.strategy import views

app_name = "strategy"
urlpatterns = [
    path("strategy/", views.strategy, name="strategy"),
    path("strategy/sections/<slug:section>/", views.section, name="section"),
    path("strategy/draft/", views.draft, name="draft"),
    path("strategy/draft/acceptance/", views.acceptance, name="acceptance"),
    path("strategy/draft/removal/", views.removal, name="removal"),
    path("strategy/draft/base/", views.base, name="base"),
    path("strategy/draft/review/", views.review, name="review"),
    path("strategy/draft/review/<int:review_id>/approval/", views.review_approval, name="review_approval"),
    path("strategy/draft/review/<int:review_id>/return/", views.review_return, name="review_return"),
    path(
        "strategy/draft/review/<int:review_id>/withdrawal/", views.review_withdrawal, name="review_withdrawal"
    ),
    path("strategy/draft/comments/", views.comments, name="comments"),
    path("strategy/draft/comments/<int:comment_id>/settlement/", views.settlement, name="settlement"),
    path("strategy/decisions/", views.decisions, name="decisions"),
    path("strategy/versions/<int:number>/restoration/", views.restoration, name="restoration"),
    path("strategy/versions/", views.versions, name="versions"),
    path("strategy/versions/<int:number>/", views.version, name="version"),
    path("strategy/versions/<int:number>/yaml/", views.version_yaml, name="version_yaml"),
    path("strategy/versions/<int:number>/markdown/", views.version_markdown, name="version_markdown"),
    path("strategy/versions/<int:number>/pdf/", views.version_pdf, name="version_pdf"),
    path("strategy/versions/<int:number>/crisis-plan/", views.crisis_pdf, name="crisis_pdf"),
    path("strategy/outsets/", views.outsets, name="outsets"),
    path("strategy/outsets/<int:outset_id>/", views.outset, name="outset"),
    path("strategy/outsets/<int:outset_id>/steps/<slug:step>/", views.outset_step, name="outset_step"),
    path("strategy/outsets/<int:outset_id>/setup/", views.outset_setup, name="outset_setup"),
    path("strategy/audits/", views.audits, name="audits"),
    path("strategy/audits/<int:audit_id>/", views.audit, name="audit"),
    path("strategy/audits/<int:audit_id>/ending/", views.audit_ending, name="audit_ending"),
    path("strategy/audits/<int:audit_id>/accounts/", views.audited_accounts, name="audited_accounts"),
    path(
        "strategy/audits/<int:audit_id>/accounts/<int:account_id>/",
        views.audited_account,
        name="audited_account",
    ),
    path(
        "strategy/audits/<int:audit_id>/accounts/<int:account_id>/export/",
        views.audited_export,
        name="audited_export",
    ),
    path(
        "strategy/audits/<int:audit_id>/accounts/<int:account_id>/removal/",
        views.audited_removal,
        name="audited_removal",
    ),
    path("strategy/comparison/", views.comparison, name="comparison"),
    path("strategy/proposals/", views.proposals, name="proposals"),
    path("strategy/proposals/<int:proposal_id>/", views.proposal, name="proposal"),
    path("strategy/proposals/<int:proposal_id>/trial/", views.trial, name="trial"),
    path("strategy/proposals/<int:proposal_id>/trial/end/", views.trial_end, name="trial_end"),
    path("strategy/proposals/<int:proposal_id>/uptake/", views.uptake, name="uptake"),
    path("strategy/suggestions/<slug:kind>/<int:thing_id>/", views.suggestion, name="suggestion"),
    path(
        "strategy/proposals/<int:proposal_id>/acceptance/",
        views.proposal_acceptance,
        name="proposal_acceptance",
    ),
    path("strategy/proposals/<int:proposal_id>/postponement/", views.postponement, name="postponement"),
    path("strategy/proposals/<int:proposal_id>/refusal/", views.declining, name="proposal_refusal"),
    path("strategy/yaml/", views.yaml, name="yaml"),
]
