from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import members
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import audits as actions
from waypost.loop.strategy.domain.audit import STANDINGS, VERDICTS, Finding, Verdict, findings
from waypost.loop.strategy.domain.exports import Unreadable, read_export
from waypost.loop.strategy.forms import AccountForm, AddedAccountForm, EndForm, ExportForm
from waypost.loop.strategy.models import Audit, AuditedAccount
from waypost.toolkit.refusal import Refusal

LOOKS = {Verdict.KEEP: ("good", "check"), Verdict.FIX: ("warn", "half"), Verdict.CUT: ("bad", "cross")}


@dataclass(frozen=True)
class Row:
    """An account of an audit with what the audit says about it."""

    account: AuditedAccount
    finding: Finding

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.account.verdict or self.finding.verdict)

    @property
    def is_decided(self) -> bool:
        return bool(self.account.verdict)

    @property
    def word(self) -> str:
        return VERDICTS[self.verdict]

    @property
    def tone(self) -> str:
        return LOOKS[self.verdict][0]

    @property
    def shape(self) -> str:
        return LOOKS[self.verdict][1]

    @property
    def standing(self) -> str:
        return STANDINGS[self.finding.standing]

    @property
    def rhythm(self) -> str:
        """Posts a week, beside what the strategy asks for."""
        a_week, aim = self.finding.account.a_week, self.account.aim
        if a_week is None:
            return ""
        return f"{a_week:.1f} posts a week" + (f" (strategy: {aim:g})" if aim else "")

    @property
    def becomes_a_task(self) -> bool:
        return self.verdict is not Verdict.KEEP


def _rows(request: WorkspaceRequest, audit: Audit) -> list[Row]:
    """The accounts of an audit, what costs most to leave as it is first; an ended one is judged by its own day."""
    found = {row.pk: row for row in queries.audited_accounts(request.access).filter(audit=audit)}
    ranked = findings([row.account for row in found.values()], _day_of(request, audit))
    return [Row(found[finding.account.id], finding) for finding in ranked]


def _day_of(request: WorkspaceRequest, audit: Audit) -> date:
    return request.workspace.local(audit.ended_at).date() if audit.ended_at else request.workspace.today


@page(see="strategy.see", change="strategy.edit")
def audits(request: WorkspaceRequest) -> HttpResponse:
    """Every audit of the brand's accounts; by POST another one begins."""
    if request.method == "POST":
        begun = actions.begin(request.workspace, by=request.actor)
        return redirect("strategy:audit", workspace=request.workspace.slug, audit_id=begun.pk)
    found = list(queries.audits_in_full(request.access)[:24])
    context = {
        "audits": [(audit, _counted(request, audit)) for audit in found],
        "open": next((audit for audit in found if audit.is_open), None),
        "edits": request.access.may("strategy.edit"),
    }
    return render(request, "strategy/audits.html", context)


def _counted(request: WorkspaceRequest, audit: Audit) -> list[tuple[str, int]]:
    """How many accounts were to be kept, fixed and cut."""
    accounts = list(audit.accounts.all())
    suggested = findings([row.account for row in accounts], _day_of(request, audit))
    by_id = {finding.account.id: finding.verdict for finding in suggested}
    said = [Verdict(row.verdict or by_id[row.pk]) for row in accounts]
    return [(VERDICTS[verdict], said.count(verdict)) for verdict in Verdict]


@page("strategy.see")
def audit(request: WorkspaceRequest, audit_id: int) -> HttpResponse:
    """One audit: the accounts as they are, ranked, with keep, fix or cut."""
    found = get_object_or_404(queries.audits(request.access), pk=audit_id)
    rows = _rows(request, found)
    edits = found.is_open and request.access.may("strategy.edit")
    context = {
        "audit": found,
        "rows": rows,
        "edits": edits,
        "task_count": sum(1 for row in rows if row.becomes_a_task),
        "added_form": AddedAccountForm() if edits else None,
        "end_form": EndForm(accounts=()) if edits else None,
    }
    return render(request, "strategy/audit.html", context)


@page("strategy.edit")
@require_POST
def audited_accounts(request: WorkspaceRequest, audit_id: int) -> HttpResponse:
    """An account that is not connected joins an audit."""
    found = get_object_or_404(queries.audits(request.access), pk=audit_id)
    form = AddedAccountForm(request.POST)
    if not form.is_valid():
        raise Refusal("Say what the account is called, and on which network it is.", field="name")
    account = actions.add(found, **form.cleaned_data, by=request.actor)
    return _to_account(request, account)


@page(see="strategy.see", change="strategy.edit")
def audited_account(request: WorkspaceRequest, audit_id: int, account_id: int) -> HttpResponse:
    """One account as it is; by POST it is described."""
    account = _account(request, audit_id, account_id)
    form = _account_form(request, account)
    if request.method == "POST" and form.is_valid():
        actions.describe(account, **form.cleaned_data, by=request.actor)
        messages.success(request, f"{account.name} is written down.")
        return redirect("strategy:audit", workspace=request.workspace.slug, audit_id=audit_id)
    row = next(row for row in _rows(request, account.audit) if row.account.pk == account.pk)
    edits = account.audit.is_open and request.access.may("strategy.edit")
    context = {"row": row, "account": account, "form": form, "export_form": ExportForm(), "edits": edits}
    return render(request, "strategy/audited_account.html", context, status=422 if form.errors else 200)


def _account_form(request: WorkspaceRequest, account: AuditedAccount) -> AccountForm:
    apart = {"owner", "administrators", "left"}
    said = {name: getattr(account, name) for name in AccountForm.base_fields if name not in apart}
    who = account.who_gets_in or ()
    return AccountForm(
        request.POST or None,
        people=members(request.access) if request.access.may("member.see") else [],
        initial={
            **said,
            "owner": str(account.owner_id or ""),
            "administrators": [each for each in who if not each.has_left],
            "left": [each for each in who if each.has_left],
        },
    )


@page("strategy.edit")
@require_POST
def audited_export(request: WorkspaceRequest, audit_id: int, account_id: int) -> HttpResponse:
    """What an export says of an account's posts."""
    account = _account(request, audit_id, account_id)
    form = ExportForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal(" ".join(str(error) for error in form.errors["file"]), field="file")
    try:
        export = read_export(form.cleaned_data["file"], request.workspace.today)
    except Unreadable as unreadable:
        raise Refusal(str(unreadable), field="file") from unreadable
    actions.measure(account, activity=export.activity, by=request.actor)
    skipped = f" {export.skipped} without a date were left out." if export.skipped else ""
    messages.success(request, f"{export.rows} rows were read, their dates as {export.dates}.{skipped}")
    return _to_account(request, account)


@page("strategy.edit")
@require_POST
def audited_removal(request: WorkspaceRequest, audit_id: int, account_id: int) -> HttpResponse:
    """An account leaves an audit."""
    account = _account(request, audit_id, account_id)
    actions.remove(account, by=request.actor)
    messages.success(request, f"{account.name} is out of this audit.")
    return redirect("strategy:audit", workspace=request.workspace.slug, audit_id=audit_id)


@page("strategy.edit")
@require_POST
def audit_ending(request: WorkspaceRequest, audit_id: int) -> HttpResponse:
    """An audit ends; what was chosen becomes tasks."""
    found = get_object_or_404(queries.audits(request.access), pk=audit_id)
    accounts = queries.audited_accounts(request.access).filter(audit=found).values_list("pk", flat=True)
    form = EndForm(request.POST, accounts=accounts)
    if not form.is_valid():
        raise Refusal("Choose among the accounts of this audit, and a day until when.", field="due_on")
    actions.end(found, **form.cleaned_data, by=request.actor)
    messages.success(request, "The audit has ended. What was chosen is now a task of whoever is responsible.")
    return redirect("strategy:audit", workspace=request.workspace.slug, audit_id=found.pk)


def _account(request: WorkspaceRequest, audit_id: int, account_id: int) -> AuditedAccount:
    return get_object_or_404(queries.audited_accounts(request.access), pk=account_id, audit_id=audit_id)


def _to_account(request: WorkspaceRequest, account: AuditedAccount) -> HttpResponse:
    return redirect(
        "strategy:audited_account",
        workspace=request.workspace.slug,
        audit_id=account.audit_id,
        account_id=account.pk,
    )
