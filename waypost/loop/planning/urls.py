from django.urls import path

from waypost.loop.planning.views import calendar, campaigns, days_off, ideas, quarters, slots

app_name = "planning"
urlpatterns = [
    path("calendar", calendar.calendar, name="calendar"),
    path("slots/new", slots.new_slot, name="slot_new"),
    path("slots/<int:slot_id>", slots.slot, name="slot"),
    path("slots/<int:slot_id>/time", slots.slot_time, name="slot_move"),
    path("slots/<int:slot_id>/removal", slots.removal, name="slot_removal"),
    path("slots/<int:slot_id>/return", slots.slot_return, name="slot_return"),
    path("quarters", quarters.quarters, name="quarters"),
    path("quarters/new", quarters.new_quarter, name="quarter_new"),
    path("quarters/rolling", quarters.rolling, name="rolling"),
    path("quarters/<int:quarter_id>", quarters.quarter, name="quarter"),
    path("quarters/<int:quarter_id>/layout", quarters.layout, name="quarter_layout"),
    path("quarters/<int:quarter_id>/closing", quarters.closing, name="quarter_closing"),
    path("campaigns", campaigns.campaigns, name="campaigns"),
    path("campaigns/new", campaigns.new_campaign, name="campaign_new"),
    path("campaigns/<int:campaign_id>", campaigns.campaign, name="campaign"),
    path("campaigns/<int:campaign_id>/terms", campaigns.terms, name="campaign_terms"),
    path("campaigns/<int:campaign_id>/start", campaigns.start, name="campaign_start"),
    path("campaigns/<int:campaign_id>/end", campaigns.end, name="campaign_end"),
    path("days-off", days_off.days_off, name="days_off"),
    path("days-off/<int:blackout_id>/removal", days_off.removal, name="days_off_removal"),
    path("ideas", ideas.ideas, name="ideas"),
    path("ideas/<int:idea_id>/archive", ideas.archive, name="idea_archive"),
    path("ideas/<int:idea_id>/slot", ideas.idea_slot, name="idea_slot"),
]
