"""Tables of posts: handed over, looked at, taken row by row, stopped and gone on with."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions.imported import take
from waypost.loop.content.domain.sheets.choices import Choices
from waypost.loop.content.domain.sheets.post import SheetPost
from waypost.loop.content.domain.sheets.reading import Sheet, understand
from waypost.loop.content.models import ImportedRow, Post, PostImport
from waypost.loop.content.queries.places import places_of
from waypost.loop.content.queries.posts import posts
from waypost.loop.content.queries.sheets import names_in
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.sheets import Table, Unreadable, read

State = PostImport.State
_BEATS = timedelta(seconds=30)


@transaction.atomic
def hand_over(workspace: Workspace, *, by: Actor, name: str, content: bytes) -> PostImport:
    """Keep a table of posts for a look at it; nothing becomes a post yet."""
    access = require(by, "post.import", workspace.pk)
    sheet = understand(_table(content), workspace.timezone)
    if not sheet.posts:
        raise Refusal(
            "The file has names of columns and no rows. Export it again and choose it again.", field="file"
        )
    made = PostImport.objects.create(
        workspace=workspace,
        name=name[-200:] or "posts.csv",
        content=content,
        choices=Choices(format=sheet.format.key if sheet.format else "").model_dump(mode="json"),
        total=len(sheet.posts),
        member_id=access.member_id,
        by_label=by.label,
    )
    record("import.handed_over", made, by=by, rows=made.total)
    return made


@transaction.atomic
def choose(post_import: PostImport, *, by: Actor, choices: Choices, still_in: str = "") -> PostImport:
    """Say whose table it is and what its columns and names mean."""
    access = _own(post_import, by=by)
    if not post_import.is_open:
        raise Refusal(
            "This table is being imported, or it is done. Hand the file over again to choose again."
        )
    known = names_in(access)
    if any(pk not in known.by_id for pk in (*choices.to, *filter(None, choices.channels.values()))):
        raise Refusal("One of these channels is not yours. Choose among those of the list.", field="to")
    post_import.choices = choices.model_dump(mode="json")
    post_import.still_in = still_in.strip()[:60]
    post_import.save(update_fields=["choices", "still_in"])
    record("import.chosen", post_import, by=by)
    return post_import


@transaction.atomic
def start(post_import: PostImport, *, by: Actor) -> PostImport:
    """Begin to import, or go on after it was stopped; the worker does it row by row."""
    _own(post_import, by=by)
    if post_import.state == State.DONE or post_import.is_running:
        raise Refusal("This table is imported already, or on its way.")
    sheet = sheet_of(post_import)
    if sheet.order is None:
        raise Refusal(
            f"Is “{sheet.example}” a day and then a month, or the other way round? Choose above, then import."
        )
    if not sheet.has_text:
        raise Refusal("No column is the text yet. Choose above which one it is, then import.")
    post_import.state, post_import.seen_at, post_import.total = State.RUNNING, None, len(sheet.posts)
    post_import.save(update_fields=["state", "seen_at", "total"])
    record("import.started", post_import, by=by, rows=post_import.total)
    return post_import


@transaction.atomic
def stop(post_import: PostImport, *, by: Actor) -> PostImport:
    """Stop; what is imported stays, the rest waits."""
    _own(post_import, by=by)
    if not post_import.is_running:
        raise Refusal("It is not running. Reload the page.")
    post_import.state, post_import.waits_for = State.STOPPED, ""
    post_import.save(update_fields=["state", "waits_for"])
    record("import.stopped", post_import, by=by, done=post_import.done)
    return post_import


@transaction.atomic
def discard(post_import: PostImport, *, by: Actor) -> PostImport:
    """Put a table away of which nothing was imported."""
    _own(post_import, by=by)
    if not post_import.is_open:
        raise Refusal("Posts came from this table; its report stays.")
    record("import.discarded", post_import, by=by)
    post_import.delete()
    return post_import


@transaction.atomic
def carry_on(
    post_import: PostImport, rows: Sequence[SheetPost], *, by: Actor, lost: Mapping[str, str] | None = None
) -> PostImport:
    """Import these rows, the next ones of the table; nothing if they are not the next any more: two workers take turns.

    `lost` says of pictures' and videos' addresses why nothing could be fetched from them.
    """
    before = post_import.done
    access = _own(post_import, by=by)
    if not post_import.is_running or post_import.done != before:
        return post_import
    names, choices = names_in(access), Choices.model_validate(post_import.choices)
    for row in rows:
        meant = places_of(access, [row]).meaning(row, names.meaning(row, choices))
        take(post_import, row, meant, access=access, by=by, lost=lost)
    post_import.done += len(rows)
    post_import.seen_at = clock.now()
    post_import.save(update_fields=["done", "seen_at"])
    if post_import.done >= post_import.total:
        _finish(post_import, by=by)
    return post_import


@transaction.atomic
def wait(post_import: PostImport, *, by: Actor, video: str) -> PostImport:
    """Let it rest until a video (by its address or its name) is prepared; then `wake` goes on."""
    _own(post_import, by=by)
    if post_import.is_running:
        post_import.waits_for = video[:1000]
        post_import.save(update_fields=["waits_for"])
        record("import.waited", post_import, by=by, video=video)
    return post_import


def wake(post_import: PostImport) -> bool:
    """Let it go on after it waited; False where another worker does that already."""
    waiting = PostImport.objects.filter(pk=post_import.pk, state=State.RUNNING).exclude(waits_for="")
    woken = bool(waiting.update(waits_for="", seen_at=clock.now()))
    post_import.waits_for = ""
    return woken


def heartbeat(post_import: PostImport) -> Callable[[], None]:
    """Something to call again and again while a file is fetched: it says that somebody is at it, now and then."""
    said = clock.now()

    def beat() -> None:
        nonlocal said
        if clock.now() - said > _BEATS:
            said = clock.now()
            PostImport.objects.filter(pk=post_import.pk, state=State.RUNNING).update(seen_at=said)

    return beat


@transaction.atomic
def move_over(post_import: PostImport, *, by: Actor) -> int:
    """Say that the other tool sends none of these posts any more: from now on they may be approved here."""
    access = _own(post_import, by=by)
    theirs = ImportedRow.objects.filter(post_import=post_import).values("post_id")
    count = posts(access).filter(pk__in=theirs).exclude(still_in="").update(still_in="")
    if not count:
        raise Refusal("None of them is marked any more. Reload the page.")
    record("import.moved_over", post_import, by=by, posts=count, tool=post_import.still_in)
    return count


@transaction.atomic
def let_go(post: Post, *, by: Actor) -> Post:
    """Say that the other tool does not send this post any more."""
    require(by, "post.import", post.workspace_id)
    record("post.moved_over", post, by=by, tool=post.still_in)
    post.still_in = ""
    post.save(update_fields=["still_in"])
    return post


def sheet_of(post_import: PostImport) -> Sheet:
    """The table as it is understood with everything that a person said about it."""
    choices = Choices.model_validate(post_import.choices)
    return understand(
        _table(bytes(post_import.content)),
        post_import.workspace.timezone,
        format_key=choices.format,
        fields=choices.fields,
        order=choices.order,
    )


def _finish(post_import: PostImport, *, by: Actor) -> None:
    post_import.state, post_import.content = State.DONE, b""
    post_import.save(update_fields=["state", "content"])
    outcomes = list(ImportedRow.objects.filter(post_import=post_import).values_list("outcome", flat=True))
    counts = {outcome: outcomes.count(outcome) for outcome in ImportedRow.Outcome.values}
    record("import.done", post_import, by=by, **counts)


def _own(post_import: PostImport, *, by: Actor) -> Access:
    """See that `by` may, and keep the import from changing until the transaction ends."""
    access = require(by, "post.import", post_import.workspace_id)
    post_import.refresh_from_db(from_queryset=PostImport.objects.select_for_update().defer("content"))
    return access


def _table(content: bytes) -> Table:
    try:
        return read(content)
    except Unreadable as error:
        raise Refusal(str(error), field="file") from error
