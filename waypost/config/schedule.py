"""The whole timetable on one page: what runs again and again, swept by whichever worker wins the turn.

Each callable takes nothing and may run twice without harm. Publishing is not here: the publisher is never late.
"""

from datetime import time, timedelta

from waypost.foundation.processes.domain.entry import Entry

TIMETABLE = (
    Entry("mail", "waypost.foundation.notices.tasks.mail_due", every=timedelta(minutes=1)),
    Entry("push", "waypost.foundation.notices.tasks.push_due", every=timedelta(minutes=1)),
    Entry("due-tasks", "waypost.foundation.notices.tasks.tell_of_due_tasks", every=timedelta(minutes=15)),
    Entry("reactions", "waypost.foundation.journal.tasks.react_to_the_forgotten", every=timedelta(minutes=1)),
    Entry("post-round", "waypost.loop.engagement.tasks.fetch_due", every=timedelta(minutes=1)),
    Entry("holds", "waypost.loop.publishing.tasks.end_holds", every=timedelta(minutes=1)),
    Entry("silences", "waypost.loop.publishing.tasks.tell_of_silences", every=timedelta(minutes=1)),
    Entry("tomorrow", "waypost.loop.publishing.tasks.check_tomorrow", every=timedelta(minutes=15)),
    Entry("wall-clock", "waypost.loop.publishing.tasks.keep_the_wall_clock", at=time(3, 30)),
    Entry("rehearsals", "waypost.loop.publishing.tasks.rehearse", every=timedelta(minutes=1)),
    Entry("repeats", "waypost.loop.content.tasks.say_again", every=timedelta(minutes=15)),
    Entry("films-ahead", "waypost.loop.publishing.tasks.make_films_ahead", every=timedelta(minutes=1)),
    Entry("videos", "waypost.loop.content.tasks.prepare_videos", every=timedelta(minutes=1)),
    Entry("imports", "waypost.loop.content.tasks.go_on_importing", every=timedelta(minutes=1)),
    Entry("unpackings", "waypost.interfaces.home.tasks.go_on_unpacking", every=timedelta(minutes=1)),
    Entry("rolling-plans", "waypost.loop.planning.tasks.roll_on", every=timedelta(hours=1)),
    Entry("next-quarters", "waypost.loop.planning.tasks.call_for_the_next_quarter", every=timedelta(hours=1)),
    Entry("feeds", "waypost.loop.planning.tasks.read_feeds", every=timedelta(minutes=10)),
    Entry("idea-mail", "waypost.loop.listening.tasks.read_mailboxes", every=timedelta(minutes=5)),
    Entry("plans", "waypost.loop.planning.tasks.plan_what_waits", every=timedelta(minutes=1)),
    Entry("campaigns", "waypost.loop.planning.tasks.end_campaigns", every=timedelta(hours=1)),
    Entry("trends", "waypost.loop.listening.tasks.bring_back_trends", every=timedelta(hours=1)),
    Entry("pilots", "waypost.loop.listening.tasks.call_pilots", every=timedelta(hours=1)),
    Entry("trials", "waypost.loop.strategy.tasks.end_trials", every=timedelta(hours=1)),
    Entry("outcomes", "waypost.loop.strategy.tasks.ask_what_came", at=time(5, 10)),
    Entry("put-off", "waypost.loop.strategy.tasks.bring_back_proposals", at=time(5, 0)),
    Entry("crisis-words", "waypost.loop.strategy.tasks.remind_of_statements", at=time(5, 10)),
    Entry("incidents", "waypost.loop.engagement.tasks.mind_incidents", every=timedelta(minutes=1)),
    Entry("waves", "waypost.loop.engagement.tasks.mind_waves", every=timedelta(minutes=1)),
    Entry("alarms", "waypost.loop.engagement.tasks.count_for_alarms", every=timedelta(minutes=5)),
    Entry("drills", "waypost.loop.engagement.tasks.remind_of_drills", at=time(5, 20)),
    Entry("results", "waypost.loop.analytics.tasks.read_due", every=timedelta(minutes=5)),
    Entry("plan-weeks", "waypost.loop.analytics.tasks.note_weeks", at=time(3, 50)),
    Entry("digests", "waypost.loop.analytics.tasks.send_digests", every=timedelta(minutes=15)),
    Entry("own-posts", "waypost.loop.analytics.tasks.bring_in_due", every=timedelta(minutes=10)),
    Entry("reviews-due", "waypost.loop.learning.tasks.call_meetings", at=time(5, 20)),
    Entry("learning", "waypost.loop.learning.tasks.learn_and_propose", at=time(3, 40)),
    Entry("tokens", "waypost.foundation.channels.tasks.renew_tokens", every=timedelta(minutes=1)),
    Entry("terms", "waypost.foundation.channels.tasks.refresh_terms", at=time(4, 20)),
    Entry("old-signs", "waypost.foundation.processes.actions.signs.forget_old", at=time(3, 10)),
    Entry("old-sessions", "waypost.foundation.people.tasks.forget_old_sessions", at=time(3, 20)),
)
