from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from waypost.foundation.channels.queries import channels
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tasks
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy import auditing
from waypost.loop.strategy.domain.audit import DAYS, VERDICTS, Activity, Finding, Verdict, findings
from waypost.loop.strategy.models import Audit, AuditedAccount
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def begin(workspace: Workspace, *, by: Actor) -> Audit:
    """Begin an audit with what is known of every connected channel."""
    access = require(by, "strategy.edit", workspace.pk)
    try:
        with transaction.atomic():
            audit = Audit.objects.create(workspace=workspace, begun_by=by.label)
    except IntegrityError as error:
        raise Refusal(_("An audit is open already. Go on with it, or end it first.")) from error
    AuditedAccount.objects.bulk_create(_connected(audit, access, workspace.today))
    record("audit.begun", audit, by=by)
    return audit


def _connected(audit: Audit, access: Access, today: date) -> list[AuditedAccount]:
    """The connected channels as they are, with the purpose and the rhythm that the strategy gives them."""
    known = auditing.activity(access, today - timedelta(days=DAYS - 1), today)
    strategy = current_strategy(audit.workspace_id)
    roles = {role.key: role for role in strategy.channel_roles} if strategy else {}
    return [
        AuditedAccount(
            workspace_id=audit.workspace_id,
            audit=audit,
            channel=channel,
            network=channel.card.label[:40],
            name=channel.name,
            address=channel.handle,
            owner_id=channel.kept_by_id,
            purpose=roles[channel.key].purpose[:300] if channel.key in roles else "",
            aim=roles[channel.key].posts_per_week or None if channel.key in roles else None,
            is_connected=channel.is_connected,
            **_as_fields(known.get(channel.pk, Activity())),
        )
        for channel in channels(access)
    ]


@transaction.atomic
def add(audit: Audit, *, name: str, network: str, by: Actor) -> AuditedAccount:
    """Write down an account that is not connected."""
    require(by, "strategy.edit", audit.workspace_id)
    _lock(audit)
    if not name.strip() or not network.strip():
        raise Refusal(_("Say what the account is called, and on which network it is."), field="name")
    account = AuditedAccount.objects.create(
        workspace_id=audit.workspace_id, audit=audit, name=name.strip()[:80], network=network.strip()[:40]
    )
    record("audit.account_added", account, by=by)
    return account


@transaction.atomic
def describe(account: AuditedAccount, *, by: Actor, **said: object) -> AuditedAccount:
    """Write down how an account is, and what is to become of it; only what is said changes."""
    require(by, "strategy.edit", account.workspace_id)
    _lock(account.audit)
    owner = said.get("owner")
    if owner is not None and getattr(owner, "workspace_id", None) != account.workspace_id:
        raise Refusal(_("Choose a member of this brand."), field="owner")
    unknown = said.keys() - DESCRIBED
    assert not unknown, f"nobody describes {unknown}"
    for name, value in said.items():
        setattr(account, name, value)
    account.save(update_fields=list(said))
    record("audit.account_described", account, by=by, said=sorted(said))
    return account


DESCRIBED = frozenset(
    {
        *("address", "owner", "administrators", "purpose", "last_post_on", "posts", "best"),
        *("looked", "missing", "verdict", "note"),
    }
)


@transaction.atomic
def measure(account: AuditedAccount, *, activity: Activity, by: Actor) -> AuditedAccount:
    """Write down what an export says of an account's posts."""
    require(by, "strategy.edit", account.workspace_id)
    _lock(account.audit)
    fields = _as_fields(activity)
    for name, value in fields.items():
        setattr(account, name, value)
    account.save(update_fields=list(fields))
    record("audit.account_measured", account, by=by, posts=activity.posts)
    return account


@transaction.atomic
def remove(account: AuditedAccount, *, by: Actor) -> None:
    """Take an account out of an audit."""
    require(by, "strategy.edit", account.workspace_id)
    _lock(account.audit)
    record("audit.account_removed", account, by=by)
    account.delete()


@transaction.atomic
def end(audit: Audit, *, chosen: Collection[int], due_on: date | None = None, by: Actor) -> Audit:
    """End an audit; each chosen account becomes a task of whoever looks after it, or of the one who ends it."""
    require(by, "strategy.edit", audit.workspace_id)
    found = _lock(audit)
    accounts = {row.pk: row for row in found.accounts.select_related("owner__person")}
    if not accounts:
        raise Refusal(_("There is no account in this audit yet. Add one first."))
    ranked = findings([row.account for row in accounts.values()], found.workspace.today)
    for finding in ranked:
        if finding.account.id in chosen:
            _hand_over(accounts[finding.account.id], finding, due_on, by)
    found.ended_at, found.ended_by = clock.now(), by.label
    found.save(update_fields=["ended_at", "ended_by"])
    record("audit.ended", found, by=by, tasks=sum(1 for row in accounts.values() if row.task_id))
    return found


def _hand_over(account: AuditedAccount, finding: Finding, due_on: date | None, by: Actor) -> None:
    verdict = Verdict(account.verdict or finding.verdict)
    if verdict is Verdict.KEEP:
        return
    at = {"workspace": account.audit.workspace.slug, "audit_id": account.audit_id, "account_id": account.pk}
    account.task = tasks.give(
        account.audit.workspace,
        person=_responsible(account, by),
        what=_task_words(account, finding, verdict),
        due_on=due_on,
        href=reverse("strategy:audited_account", kwargs=at),
        by=by,
    )
    account.save(update_fields=["task"])


def _task_words(account: AuditedAccount, finding: Finding, verdict: Verdict) -> str:
    """What a task says: “Fix Harbour (Mastodon): name somebody who looks after it”."""
    todo = account.note or (
        _("say goodbye there and close it") if verdict is Verdict.CUT else finding.remedies
    )
    said = f"{VERDICTS[verdict]} {account.name} ({account.network})"
    words = f"{said}: {todo}" if todo else said
    return words if len(words) <= 200 else words[:199] + "…"


def _responsible(account: AuditedAccount, by: Actor) -> Person:
    if account.owner is not None and account.owner.person.is_active:
        return account.owner.person
    person = Person.objects.filter(pk=by.person_id or 0).first()
    if person is None:
        raise Refusal(_("Name somebody who looks after {name}.").format(name=account.name))
    return person


def _as_fields(activity: Activity) -> dict[str, Any]:
    return {
        "last_post_on": activity.last_post_on,
        "posts": activity.posts,
        "interactions": activity.interactions,
        "best": activity.best[:140],
        "best_interactions": activity.best_interactions,
    }


def _lock(audit: Audit) -> Audit:
    """The audit, still open, so that nobody else changes or ends it meanwhile."""
    found = Audit.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=audit.pk)
    if not found.is_open:
        raise Refusal(_("This audit has ended. Begin another one to look again."))
    return found
