"""The statements that run for every post that leaves, written out once.

The ORM builds a statement anew each time it runs; for these that was four fifths of what a publisher computed
(docs/decisions/0003-statements-written-out.md has the figures). They are the same on SQLite and PostgreSQL but for
the database's clock and the locking of rows. Everything else in publishing goes through the ORM.
The plus before a column keeps it from its index: of a post there are few, of what a channel ever sent there may be a
million.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from waypost.loop.publishing.domain.answers import Answer, Outcome
from waypost.loop.publishing.domain.states import State, may_go
from waypost.toolkit import clock

NOW = {"sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW')", "postgresql": "STATEMENT_TIMESTAMP()"}
LATER = {
    "sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW', %(seconds)s || ' seconds')",
    "postgresql": "STATEMENT_TIMESTAMP() + %(seconds)s * INTERVAL '1 second'",
}
LOCK = {"sqlite": "", "postgresql": "FOR UPDATE OF p, v"}

KEEP_LANE = """
    UPDATE publishing_lane SET lease_until = {later}
    WHERE channel_id = %(channel)s AND holder = %(holder)s AND lease_epoch = %(epoch)s
      AND lease_until > {now} AND is_held = %(no)s
"""
AT_THE_GATE = """
    SELECT p.state, p.due_at, p.content_hash, p.tries, p.workspace_id, w.grace_minutes, p.text, c.health,
           v.content_hash, v.approved_hash, o.state,
           (SELECT MAX(h.id) FROM publishing_hold h WHERE h.campaign_id = o.campaign_id AND h.lifted_at IS NULL),
           EXISTS (SELECT 1 FROM publishing_hold h WHERE h.workspace_id = p.workspace_id AND h.scope = %(topic)s
                   AND h.lifted_at IS NULL),
           o.archived_at IS NULL,
           EXISTS (SELECT 1 FROM processes_installation i WHERE i.held_at IS NOT NULL),
           EXISTS (SELECT 1 FROM publishing_publication t WHERE t.channel_id = p.channel_id
                   AND t.text_hash = p.text_hash AND t.state = %(unknown)s AND t.id <> p.id),
           EXISTS (SELECT 1 FROM publishing_publication f WHERE p.has_more AND f.part > p.part
                   AND f.head_id = COALESCE(p.head_id, p.id) AND f.state = %(follows)s
                   AND f.content_hash <> p.content_hash),
           EXISTS (SELECT 1 FROM publishing_publication t WHERE t.post_id = p.post_id AND t.id <> p.id
                   AND +t.channel_id = p.channel_id AND t.part = p.part AND t.state = %(published)s)
    FROM publishing_publication p
    JOIN workspaces_workspace w ON w.id = p.workspace_id
    JOIN channels_channel c ON c.id = p.channel_id
    JOIN content_variant v ON v.id = p.variant_id
    JOIN content_post o ON o.id = v.post_id
    WHERE p.id = %(publication)s {lock}
"""
BEGIN_ATTEMPT = """
    INSERT INTO publishing_attempt (workspace_id, publication_id, number, epoch, holder, content_hash, armed_at,
                                    deadline_at, outcome, said, remote_id, remote_url)
    VALUES (%(workspace)s, %(publication)s, %(number)s, %(epoch)s, %(holder)s, %(content)s, %(now)s,
            %(deadline)s, '', '', '', '')
    RETURNING id
"""
ARM = """
    UPDATE publishing_publication
    SET state = %(armed)s, state_at = %(now)s, reason = '', act_at = NULL, attempt_id = %(attempt)s,
        tries = %(number)s, looks = 0
    WHERE id = %(publication)s AND state = %(ready)s
"""
FINISH_ATTEMPT = """
    UPDATE publishing_attempt
    SET outcome = %(outcome)s, said = %(said)s, remote_id = %(remote_id)s, remote_url = %(remote_url)s,
        finished_at = %(now)s
    WHERE id = %(attempt)s AND finished_at IS NULL
"""
PUBLISH = """
    UPDATE publishing_publication
    SET state = %(published)s, state_at = %(now)s, act_at = NULL, reason = %(said)s, remote_id = %(remote_id)s,
        remote_url = %(remote_url)s, published_at = %(now)s
    WHERE attempt_id = %(attempt)s AND state = %(armed)s
"""

_ASKED_FOR = {state.value: state.value for state in (State.UNKNOWN, State.FOLLOWS, State.PUBLISHED)}
_ASKED_FOR["topic"] = "topic"


@dataclass(frozen=True)
class AtTheGate:
    """All that decides at the gate, as it is now. A twin is the same text in doubt on the same channel.

    The rest is whatever follows it: in a thread, or as its first comment. `is_out` says that the post is on the
    channel already, by another publication; `campaign_hold` is the id of the hold that is on its campaign, and
    `topics_held` says that any topic is on hold, so that somebody must look what it is about.
    """

    state: State
    due_at: datetime
    content_hash: str
    tries: int
    workspace_id: int
    grace: timedelta
    text: str
    channel_health: str
    variant_hash: str
    approved_hash: str
    post_state: str
    campaign_hold: int | None
    topics_held: bool
    is_wanted: bool
    installation_held: bool
    twin_in_doubt: bool
    rest_unprepared: bool
    is_out: bool


def keep_lane(channel_id: int, holder: str, epoch: int, span: timedelta) -> bool:
    """Renew the lease for `span` if the claim still stands and no hold closed the lane; it locks the lane's row."""
    values = {
        "channel": channel_id,
        "holder": holder,
        "epoch": epoch,
        "no": False,
        "seconds": span.total_seconds(),
    }
    return _changed(KEEP_LANE, **values) == 1


def at_the_gate(publication_id: int) -> AtTheGate | None:
    """Read what decides about a publication and keep it and its approval from changing until the transaction ends.

    None when its variant is gone.
    """
    with connection.cursor() as cursor:
        _execute(cursor, AT_THE_GATE, publication=publication_id, **_ASKED_FOR)
        row = cursor.fetchone()
    if row is None:
        return None
    return AtTheGate(
        State(row[0]),
        _moment(row[1]),
        row[2],
        row[3],
        row[4],
        timedelta(minutes=row[5]),
        *row[6:12],
        *map(bool, row[12:]),
    )


def begin_attempt(
    publication_id: int, here: AtTheGate, *, holder: str, epoch: int, content: str, span: timedelta
) -> int | None:
    """Arm a ready publication and write down the attempt that begins with it; its id, or None when it was not ready."""
    assert may_go(State.READY, State.ARMED)
    now = clock.now()
    began, number = _written(now), here.tries + 1
    with connection.cursor() as cursor:
        _execute(
            cursor,
            BEGIN_ATTEMPT,
            workspace=here.workspace_id,
            publication=publication_id,
            number=number,
            epoch=epoch,
            holder=holder,
            content=content,
            now=began,
            deadline=_written(now + span),
        )
        attempt_id: int = cursor.fetchone()[0]
        states = {"armed": State.ARMED.value, "ready": State.READY.value}
        _execute(
            cursor, ARM, publication=publication_id, attempt=attempt_id, number=number, now=began, **states
        )
        return attempt_id if cursor.rowcount == 1 else None


def finish_attempt(attempt_id: int, answer: Answer) -> bool:
    """Write down how an attempt ended; False when its end was written before."""
    return _changed(FINISH_ATTEMPT, attempt=attempt_id, outcome=answer.outcome.value, **_end(answer)) == 1


def publish(attempt_id: int, answer: Answer) -> bool:
    """The usual end: the publication that still stands armed for this attempt is published; False when it does not."""
    assert answer.outcome is Outcome.PUBLISHED
    assert may_go(State.ARMED, State.PUBLISHED)
    states = {"published": State.PUBLISHED.value, "armed": State.ARMED.value}
    return _changed(PUBLISH, attempt=attempt_id, **_end(answer), **states) == 1


def _end(answer: Answer) -> dict[str, Any]:
    return {
        "said": answer.said[:300],
        "remote_id": answer.remote_id,
        "remote_url": answer.remote_url,
        "now": _written(clock.now()),
    }


def _changed(sql: str, **values: Any) -> int:
    with connection.cursor() as cursor:
        _execute(cursor, sql, **values)
        return int(cursor.rowcount)


def _execute(cursor: Any, sql: str, **values: Any) -> None:
    cursor.execute(_for_vendor(sql, cursor.db.vendor), values)


@cache
def _for_vendor(sql: str, vendor: str) -> str:
    return sql.format(now=NOW[vendor], later=LATER[vendor], lock=LOCK[vendor])


def _written(moment: datetime) -> Any:
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)


def _moment(value: str | datetime) -> datetime:
    """A moment as the ORM would give it: SQLite keeps it in UTC and gives it without a zone."""
    found = parse_datetime(value) if isinstance(value, str) else value
    assert found is not None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
