"""Let ideas come from a feed: add it, read it, let it go."""

from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.domain.feeds import FeedEntry, NotAFeed, entries_of, newest
from waypost.loop.planning.models import Idea, IdeaFeed
from waypost.loop.strategy.models import Pillar
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import Refusal

MOST_FEEDS = 12
AT_ONCE = 5
"""New entries that one reading takes: a feed must not bury what people thought of."""
LARGEST = 2_000_000
SECONDS = 15.0


@transaction.atomic
def add(
    workspace: Workspace, *, name: str, address: str, pillar: Pillar | None = None, by: Actor
) -> IdeaFeed:
    """Let the new entries of a feed come in as ideas; it is read within the hour, and at once where a worker runs."""
    require(by, "plan.edit", workspace.pk)
    parts = urlsplit(address.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refusal("Write the feed's whole web address, with https://.", field="address")
    if pillar is not None and pillar.workspace_id != workspace.pk:
        raise Refusal("That pillar belongs to another brand. Choose one of this brand's.", field="pillar")
    if IdeaFeed.objects.filter(workspace=workspace).count() >= MOST_FEEDS:
        raise Refusal(f"{MOST_FEEDS} feeds are read already. Stop reading one first.")
    try:
        with transaction.atomic():
            feed = IdeaFeed.objects.create(
                workspace=workspace,
                name=(name.strip() or parts.hostname)[:80],
                address=address.strip()[:1000],
                pillar=pillar,
                added_by=by.label,
            )
    except IntegrityError:
        raise Refusal("This feed is read already.", field="address") from None
    record("feed.added", feed, by=by, host=parts.hostname)
    return feed


def read(feed: IdeaFeed, *, by: Actor) -> int:
    """Fetch a feed and keep what is new in it as ideas; say how many. What goes wrong is kept as a sentence.

    Fetched through the guard: no address inside this machine or its network is ever asked.
    """
    require(by, "plan.edit", feed.workspace_id)
    try:
        entries = entries_of(_fetched(feed.address), feed.address)
    except NotAFeed as problem:
        _failed(feed, str(problem), by=by)
        return 0
    return _taken(feed, entries, by=by)


@transaction.atomic
def let_go(feed: IdeaFeed, *, by: Actor) -> None:
    """Read a feed no more; the ideas that came from it stay."""
    require(by, "plan.edit", feed.workspace_id)
    record("feed.let_go", feed, by=by)
    feed.delete()


def _fetched(address: str) -> bytes:
    headers = {"Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"}
    try:
        answer = http.fetch("GET", address, headers=headers, deadline_seconds=SECONDS, max_bytes=LARGEST)
    except http.AddressRefused:
        raise NotAFeed("That address leads into this network, where nothing is read.") from None
    except http.TooLarge:
        raise NotAFeed("That feed is too large to be read.") from None
    except http.HttpError:
        raise NotAFeed("Nothing answered there. It is tried again within the hour.") from None
    if not answer.is_success:
        raise NotAFeed(f"The site answered with {answer.status_code}. It is tried again within the hour.")
    return answer.content


@transaction.atomic
def _taken(feed: IdeaFeed, entries: list[FeedEntry], *, by: Actor) -> int:
    """Under a lock, so that two who read at once take each entry once."""
    held = IdeaFeed.objects.select_for_update().filter(pk=feed.pk).first()
    if held is None:
        return 0
    known = set(Idea.objects.filter(feed=held).values_list("feed_key", flat=True))
    new = list(newest(entries, known, AT_ONCE))
    Idea.objects.bulk_create(
        [
            Idea(
                workspace_id=held.workspace_id,
                title=entry.title,
                note=entry.words,
                link=entry.link,
                pillar_id=held.pillar_id,
                feed=held,
                feed_key=entry.key,
                captured_by=held.name,
            )
            for entry in reversed(new)
        ]
    )
    held.read_at, held.problem = clock.now(), ""
    held.save(update_fields=["read_at", "problem"])
    if new:
        record("feed.read", held, by=by, ideas=len(new))
    return len(new)


@transaction.atomic
def _failed(feed: IdeaFeed, problem: str, *, by: Actor) -> None:
    changed = IdeaFeed.objects.filter(pk=feed.pk).exclude(problem=problem).update(problem=problem)
    IdeaFeed.objects.filter(pk=feed.pk).update(read_at=clock.now())
    if changed:
        record("feed.failed", feed, by=by, problem=problem)
