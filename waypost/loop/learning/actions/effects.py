from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.domain.results import PostResult
from waypost.loop.analytics.queries import results
from waypost.loop.learning.domain.found import Findings, as_record, findings_from
from waypost.loop.learning.domain.handing import expected_of
from waypost.loop.learning.domain.insights import Seen, Suggestion, suggestions
from waypost.loop.learning.domain.levers import levers_of
from waypost.loop.learning.domain.measure import Measure, chosen, measures_of
from waypost.loop.learning.domain.pages import Pages
from waypost.loop.learning.domain.reading import rows_of
from waypost.loop.learning.domain.rows import as_columns
from waypost.loop.learning.domain.words import label_of
from waypost.loop.learning.models import Effect, Insight, Look
from waypost.loop.planning.actions import expectations
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import Pillar, StrategyVersion
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock, heavy_work
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

REACHES_BACK = timedelta(days=550)
"""Posts of a year and a half: what is older says nothing about today's taste."""
FEWEST_POSTS = 24


def learn(workspace: Workspace, *, now: datetime | None = None, by: Actor) -> list[Effect]:
    """Look at all posts of the last year and a half, and keep what each pillar, format, channel and time is worth."""
    require(by, "proposal.put", workspace.pk)
    now = now or clock.now()
    version = current_version(workspace.pk)
    if version is None:
        raise Refusal(_("There is no strategy yet, so nothing can be learned for it. Begin with one."))
    posts = results(workspace.pk, now - REACHES_BACK, now)
    measure = chosen(measures_of(version.strategy), [post.counts for post in posts])
    findings = _findings(posts, measure, version.strategy)
    return _keep(workspace, version, now, measure, findings, posts, by)


def _findings(posts: Sequence[PostResult], measure: Measure | None, strategy: Strategy) -> Findings:
    """Have the posts looked at, outside of any transaction: it takes a moment."""
    rows = rows_of(posts, measure) if measure else []
    if len(rows) < FEWEST_POSTS:
        return Findings(len(rows))
    given = {"rows": as_columns(rows), "levers": as_record(levers_of(strategy))}
    return findings_from(heavy_work.do("effects", given))


@transaction.atomic
def _keep(
    workspace: Workspace,
    version: StrategyVersion,
    now: datetime,
    measure: Measure | None,
    findings: Findings,
    posts: Sequence[PostResult],
    by: Actor,
) -> list[Effect]:
    strategy = version.strategy
    assert version.number is not None, "what is in force has a number"
    look = Look.objects.create(
        workspace=workspace,
        looked_at=now,
        version=version.number,
        metric=measure.key if measure else "",
        measure=measure.label if measure else "",
        goal=measure.goal if measure else "",
        posts=findings.posts,
        first_on=posts[0].local.date() if posts else None,
        last_on=posts[-1].local.date() if posts else None,
        noise=findings.noise,
        factors=as_record(findings)["factors"],
    )
    if measure is None or not posts:
        return _told(look, findings, [], by)
    pages = _pages(look)
    seen = Seen(measure, pages.first_on, pages.last_on, pages)
    effects = Effect.objects.bulk_create(_effects(look, findings, strategy, seen.pages))
    follows = suggestions(findings, strategy, seen, workspace.local(now).date())
    Insight.objects.bulk_create(_insight(look, place, each) for place, each in enumerate(follows))
    return _told(look, findings, effects, by)


def _told(look: Look, findings: Findings, effects: list[Effect], by: Actor) -> list[Effect]:
    said = [factor.name for factor in findings.factors if factor.is_said]
    expectations.set(look.workspace, expected=expected_of(findings), by=by)
    record("effects.learned", look, by=by, posts=look.posts, said=said)
    return effects


def _pages(look: Look) -> Pages:
    of_brand = {"workspace_id": look.workspace_id}
    pillars = dict(Pillar.objects.filter(**of_brand).values_list("key", "pk"))
    channels = dict(Channel.objects.filter(**of_brand).values_list("key", "pk"))
    assert look.first_on is not None
    assert look.last_on is not None
    return Pages(pillars, channels, look.first_on, look.last_on)


def _effects(look: Look, findings: Findings, strategy: Strategy, pages: Pages) -> list[Effect]:
    hues = {pillar.key: pillar.hue for pillar in strategy.pillars}
    return [
        Effect(
            workspace_id=look.workspace_id,
            look=look,
            position=place,
            factor=found.factor,
            level=found.level,
            label=label_of(found.factor, found.level, strategy),
            hue=hues.get(found.level) if found.factor == "pillar" else None,
            value=found.value,
            low=found.low,
            high=found.high,
            posts=found.posts,
            page=pages.of(found.factor, found.level),
            is_said=found.is_said,
            is_clear=found.is_clear,
        )
        for place, found in enumerate(findings.effects)
    ]


def _insight(look: Look, place: int, suggestion: Suggestion) -> Insight:
    expects = suggestion.expects
    return Insight(
        workspace_id=look.workspace_id,
        look=look,
        position=place,
        lever=suggestion.lever,
        title=suggestion.title,
        reason=suggestion.reason,
        patch=suggestion.patch.model_dump(mode="json"),
        evidence=suggestion.evidence.model_dump(mode="json"),
        is_test=expects is None,
        expects=expects.model_dump(mode="json") if expects else None,
        gain=expects.gain.value if expects else 0.0,
        low=expects.gain.low if expects else 0.0,
        high=expects.gain.high if expects else 0.0,
        sureness=suggestion.evidence.sureness or 0.0,
    )
