"""Everything that ⌘K reaches, with the words that people use for it."""

from dataclasses import dataclass

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import members
from waypost.loop.content.queries import posts
from waypost.loop.engagement.queries import real_conversations
from waypost.loop.planning.queries import fresh_ideas
from waypost.loop.strategy.queries import pillars
from waypost.ui.addresses import reverse

EACH = 6


@dataclass(frozen=True)
class Place:
    label: str
    hint: str
    href: str
    group: str


# name of the page, label, hint, synonyms, permission
PAGES = (
    ("planning:calendar", "Calendar", "Month and week", "schedule plan editorial", "plan.see"),
    ("home:home", "Home", "The loop today", "dashboard overview start", "workspace.see"),
    (
        "strategy:strategy",
        "Strategy",
        "Goals, personas, voice, pillars",
        "brand brief why objectives kpi",
        "strategy.see",
    ),
    (
        "strategy:decisions",
        "Decisions",
        "Who decided what, and why",
        "history ledger reasons",
        "strategy.see",
    ),
    (
        "strategy:outsets",
        "Where to begin",
        "Strategy, management or marketing first",
        "check assessment start onboarding hours money",
        "strategy.see",
    ),
    (
        "strategy:audits",
        "Audits",
        "The accounts as they are: keep, fix, cut",
        "audit channels dormant duplicate review",
        "strategy.see",
    ),
    (
        "listening:listening",
        "Listening",
        "Trends, new networks, algorithms",
        "trend platform review pilot new network algorithm viral social listening",
        "listening.see",
    ),
    (
        "listening:reviews",
        "New networks",
        "Is it worth it? Weighed, tried, decided",
        "platform evaluation pilot threads pinterest reddit",
        "listening.see",
    ),
    (
        "listening:idea_mail",
        "Ideas by mail",
        "E-mails that became ideas, and those that wait",
        "mailbox imap email inbox letter idea capture stranger",
        "idea.add",
    ),
    ("strategy:versions", "Versions of the strategy", "", "history changes compare", "strategy.see"),
    (
        "strategy:proposals",
        "Proposals",
        "What should change, and what came of it",
        "suggestions recommendations ledger trial",
        "proposal.see",
    ),
    (
        "analytics:results",
        "Results",
        "Goals, and what moved",
        "analytics numbers metrics report kpi statistics",
        "results.see",
    ),
    (
        "analytics:posts",
        "Results of posts",
        "Sorted by any metric",
        "analytics best posts performance top",
        "results.see",
    ),
    (
        "analytics:plan",
        "Plan against actual",
        "Points off, rhythm kept",
        "mix cadence deviation strategy fit",
        "results.see",
    ),
    (
        "analytics:metrics",
        "How each number is made",
        "Formulas of the metrics",
        "definitions engagement rate ctr formula glossary",
        "results.see",
    ),
    (
        "analytics:natives",
        "Made elsewhere",
        "Posts from the networks’ own apps",
        "native import",
        "results.see",
    ),
    (
        "learning:insights",
        "Insights",
        "What works, and how sure that is",
        "learning best time effects analysis what works",
        "insight.see",
    ),
    (
        "learning:meetings",
        "Reviews of the strategy",
        "What came of it, decided one by one",
        "meeting monthly quarterly retrospective minutes agenda",
        "proposal.see",
    ),
    ("strategy:yaml", "Strategy as a file", "YAML in and out", "import export download", "strategy.see"),
    ("planning:quarters", "Planning", "Quarters and slots", "quarter plan", "plan.see"),
    (
        "planning:campaigns",
        "Campaigns",
        "What runs and what is planned",
        "campaign launch promotion flag utm",
        "plan.see",
    ),
    (
        "home:week",
        "My week",
        "Briefs, tasks, reviews, what goes out",
        "todo agenda today tasks",
        "workspace.see",
    ),
    ("planning:briefs", "Briefs", "Write and hand over", "assign writers deadline handover", "plan.see"),
    ("planning:ideas", "Ideas", "", "backlog inspiration", "plan.see"),
    ("content:posts", "Posts", "", "content drafts publications variants", "post.see"),
    (
        "content:switching",
        "Switch from another tool",
        "Queue, times, tags and results come along",
        "move migrate import buffer hootsuite sprout metricool later publer csv",
        "post.import",
    ),
    (
        "analytics:pasts",
        "Past results",
        "Figures of another tool’s posts",
        "import export csv history past analytics",
        "results.see",
    ),
    ("content:media", "Media library", "", "pictures images assets", "post.see"),
    ("content:reviews", "Reviews", "What waits for approval", "approve approval client", "post.see"),
    ("publishing:queue", "Publishing", "The queue", "queue scheduled sent publications", "publication.see"),
    ("publishing:tomorrow", "Tomorrow’s check", "What will not go out", "check", "publication.see"),
    ("publishing:holds", "Holds", "Stop everything", "pause crisis stop emergency", "publication.see"),
    (
        "publishing:rehearsals",
        "Rehearsals",
        "Play a week with things gone wrong",
        "rehearse simulate dry run test outage what if",
        "publication.see",
    ),
    (
        "publishing:links",
        "Links",
        "Tracked links and UTM words",
        "utm tracking short clicks url campaign naming",
        "publication.see",
    ),
    (
        "engagement:inbox",
        "Inbox",
        "What people say",
        "engagement comments mentions dm messages",
        "conversation.see",
    ),
    (
        "promotion:creators",
        "Creators",
        "Who might speak for us",
        "influencer influencers partnership vetting shortlist ambassador",
        "creator.see",
    ),
    (
        "engagement:incidents",
        "Incidents",
        "Crisis, drills, who is called",
        "crisis incident drill rehearsal alarm escalation shitstorm",
        "incident.see",
    ),
    ("engagement:saved_replies", "Saved replies", "", "templates snippets answers", "conversation.see"),
    (
        "channels:channels",
        "Channels",
        "Connected accounts",
        "accounts profiles networks connect",
        "channel.see",
    ),
    ("workspaces:members", "People", "Members and invitations", "team invite users roles", "member.see"),
    (
        "workspaces:settings",
        "Settings",
        "Zone, size, strategy check",
        "time zone preferences",
        "workspace.edit",
    ),
    ("workspaces:journal", "Journal", "Who did what, when", "audit log history", "journal.see"),
    ("notices:notices", "Notices and tasks", "", "notifications todo bell", "workspace.see"),
)

ACTIONS = (
    ("content:draft", "Write a post", "create new compose draft", "post.draft"),
    ("planning:quarter_new", "Open a quarter", "plan month", "plan.edit"),
    ("planning:campaign_new", "Plan a campaign", "launch promotion new", "plan.edit"),
    ("promotion:creator_new", "Add a creator", "influencer add new", "creator.edit"),
    ("listening:trends", "Note a trend", "viral challenge meme new", "listening.note"),
    ("listening:reviews", "Weigh a new network", "platform review pilot new", "listening.judge"),
    ("channels:channels", "Connect a channel", "account network add", "channel.connect"),
    ("engagement:incident_new", "Open an incident", "crisis escalate emergency", "incident.open"),
    ("publishing:holds", "Hold everything", "pause stop crisis", "hold.put"),
    ("publishing:topic-hold", "Hold a topic", "pause stop crisis word pillar label", "hold.put"),
    ("publishing:holds", "Hold a campaign", "pause stop launch", "campaign.hold"),
)


def found(access: Access, workspace: Workspace, words: str) -> list[Place]:
    """Places whose words begin with each of `words`; without words, the actions and pages."""
    wanted = words.casefold().split()
    at = {"workspace": workspace.slug}
    places = [
        Place(label, "", reverse(name, kwargs=at), "Do")
        for name, label, synonyms, permission in ACTIONS
        if access.may(permission) and _fits(f"{label} {synonyms}", wanted)
    ]
    places += [
        Place(label, hint, reverse(name, kwargs=at), "Pages")
        for name, label, hint, synonyms, permission in PAGES
        if access.may(permission) and _fits(f"{label} {hint} {synonyms}", wanted)
    ]
    return places + (_rows(access, at, words) if words else [])


def _rows(access: Access, at: dict[str, str], words: str) -> list[Place]:
    written = posts(access).filter(archived_at=None)
    places = [
        Place(
            str(post),
            post.get_state_display(),
            reverse("content:post", kwargs={**at, "post_id": post.pk}),
            "Posts",
        )
        for post in (written.filter(body__icontains=words) | written.filter(title__icontains=words))[:EACH]
    ]
    places += [
        Place(idea.title, "Idea", reverse("planning:ideas", kwargs=at), "Ideas")
        for idea in fresh_ideas(access).filter(title__icontains=words)[:EACH]
    ]
    places += [
        Place(pillar.label, "Pillar", reverse("strategy:strategy", kwargs=at) + "#pillars", "Strategy")
        for pillar in pillars(access).filter(label__icontains=words)[:EACH]
    ]
    places += [
        Place(
            channel.name,
            channel.card.label,
            reverse("channels:channel", kwargs={**at, "channel_id": channel.pk}),
            "Channels",
        )
        for channel in channels(access).filter(name__icontains=words)[:EACH]
    ]
    return [*places, *_people(access, at, words)]


def _people(access: Access, at: dict[str, str], words: str) -> list[Place]:
    """Those who speak to us, and those who work here."""
    places: list[Place] = []
    if access.may("conversation.see"):
        places += [
            Place(
                found.person_name,
                found.last_words,
                reverse("engagement:conversation", kwargs={**at, "conversation_id": found.pk}),
                "Conversations",
            )
            for found in real_conversations(access).filter(person_name__icontains=words)[:EACH]
        ]
    if access.may("member.see"):
        named = members(access)
        people = named.filter(person__name__icontains=words) | named.filter(person__email__icontains=words)
        places += [
            Place(
                str(member),
                ", ".join(sorted(member.roles)),
                reverse("workspaces:members", kwargs=at),
                "People",
            )
            for member in people[:EACH]
        ]
    return places


def _fits(text: str, wanted: list[str]) -> bool:
    have = text.casefold().split()
    return all(any(word.startswith(want) for word in have) for want in wanted)
