"""The whole timetable on one page: what runs again and again, swept by whichever worker wins the turn.

Each callable takes nothing and may run twice without harm. Publishing is not here: the publisher is never late.
"""

from datetime import time, timedelta

from waypost.foundation.processes.domain.entry import Entry

TIMETABLE = (
    Entry("mail", "waypost.foundation.notices.tasks.mail_due", every=timedelta(minutes=1)),
    Entry("push", "waypost.foundation.notices.tasks.push_due", every=timedelta(minutes=1)),
    Entry("reactions", "waypost.foundation.journal.tasks.react_to_the_forgotten", every=timedelta(minutes=1)),
    Entry("post-round", "waypost.loop.engagement.tasks.fetch_due", every=timedelta(minutes=1)),
    Entry("holds", "waypost.loop.publishing.tasks.end_holds", every=timedelta(minutes=1)),
    Entry("silences", "waypost.loop.publishing.tasks.tell_of_silences", every=timedelta(minutes=1)),
    Entry("tomorrow", "waypost.loop.publishing.tasks.check_tomorrow", every=timedelta(minutes=15)),
    Entry("rehearsals", "waypost.loop.publishing.tasks.rehearse", every=timedelta(minutes=1)),
    Entry("repeats", "waypost.loop.content.tasks.say_again", every=timedelta(minutes=15)),
    Entry("rolling-plans", "waypost.loop.planning.tasks.roll_on", every=timedelta(hours=1)),
    Entry("campaigns", "waypost.loop.planning.tasks.end_campaigns", every=timedelta(hours=1)),
    Entry("trials", "waypost.loop.strategy.tasks.end_trials", every=timedelta(hours=1)),
    Entry("put-off", "waypost.loop.strategy.tasks.bring_back_proposals", at=time(5, 0)),
    Entry("results", "waypost.loop.analytics.tasks.read_due", every=timedelta(minutes=5)),
    Entry("own-posts", "waypost.loop.analytics.tasks.bring_in_due", every=timedelta(minutes=10)),
    Entry("learning", "waypost.loop.learning.tasks.learn_and_propose", at=time(3, 40)),
    Entry("tokens", "waypost.foundation.channels.tasks.renew_tokens", every=timedelta(minutes=1)),
    Entry("terms", "waypost.foundation.channels.tasks.refresh_terms", at=time(4, 20)),
    Entry("old-signs", "waypost.foundation.processes.actions.signs.forget_old", at=time(3, 10)),
    Entry("old-sessions", "waypost.foundation.people.tasks.forget_old_sessions", at=time(3, 20)),
)
