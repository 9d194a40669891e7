from django.urls import path

from waypost.loop.analytics.views import goals, measured, metrics, natives, pasts, plan, posts, results

app_name = "analytics"
urlpatterns = [
    path("results/", results.results, name="results"),
    path("results/figures/<slug:table>.csv", results.figures, name="figures"),
    path("results/posts/", posts.posts, name="posts"),
    path("results/posts.csv", posts.posts_file, name="posts-file"),
    path("results/posts/<int:measured_id>/", measured.measured, name="measured"),
    path("results/posts/<int:measured_id>/readings.csv", measured.readings_file, name="readings-file"),
    path("results/goals/<slug:goal>/", goals.goal, name="goal"),
    path("results/goals/<slug:goal>.csv", goals.goal_file, name="goal-file"),
    path("results/goals/<slug:goal>/tallies/", goals.tally, name="tally"),
    path("results/plan/", plan.plan, name="plan"),
    path("results/plan.csv", plan.plan_file, name="plan-file"),
    path("results/metrics/", metrics.metrics, name="metrics"),
    path("results/metrics/<slug:metric>/", metrics.metric, name="metric"),
    path("results/natives/", natives.natives, name="natives"),
    path("results/natives/reasons/", natives.reasons, name="reasons"),
    path("results/past/", pasts.pasts, name="pasts"),
    path("results/past/<int:past_id>/", pasts.past, name="past"),
    path("results/past/<int:past_id>/progress/", pasts.progress, name="past-progress"),
    path("results/past/<int:past_id>/removal/", pasts.removal, name="past-removal"),
]
