"""What the tests of listening, and of later stages, start from."""

from datetime import date, timedelta
from email.message import EmailMessage

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.tests.pictures import png
from waypost.loop.listening.actions import algorithm_notes, idea_mail, pilots, platform_reviews, trends
from waypost.loop.listening.actions.algorithm_notes import Change
from waypost.loop.listening.actions.idea_mail import Terms
from waypost.loop.listening.domain.letters import letter_of
from waypost.loop.listening.domain.platforms import ASPECTS, Answer, Judged
from waypost.loop.listening.domain.trends import Effort, Fit, Outcome, Risk, Saturation
from waypost.loop.listening.models import (
    AlgorithmNote,
    IdeaLetter,
    IdeaMailbox,
    IdeaPicture,
    PlatformReview,
    Trend,
)
from waypost.loop.listening.queries import idea_mailbox
from waypost.loop.strategy.tests.factories import member_of
from waypost.toolkit.secrets import Secret

SUCCESS = ("200 followers who are not family", "30 visits of the shop")
EXITS = ("More than 4 hours a week",)


def noted_trend(world: World, *, days_ago: int = 0, title: str = "Repairs, before and after") -> Trend:
    """A trend that somebody saw."""
    seen_on = world.workspace.today - timedelta(days=days_ago)
    return trends.note(
        world.workspace, title=title, what="To one song.", seen_on=seen_on, by=world.actor("contributor")
    )


def checked_trend(world: World, *, days_ago: int = 0) -> Trend:
    """A trend that touches no boundary."""
    return trends.check(noted_trend(world, days_ago=days_ago), by=world.actor("manager"))


def weighed_trend(world: World, *, days_ago: int = 0, **judged: object) -> Trend:
    """A trend that fits, is early, harmless and light; or as it is said."""
    said = {
        "fit": Fit.STRONG,
        "saturation": Saturation.FEW,
        "risk": Risk.LOW,
        "effort": Effort.LIGHT,
        **judged,
    }
    return trends.judge(checked_trend(world, days_ago=days_ago), **said, by=world.actor("manager"))  # type: ignore[arg-type]


def joined_trend(world: World) -> Trend:
    """A trend that was chosen to be joined as it is."""
    return trends.decide(weighed_trend(world), outcome=Outcome.POST, by=world.actor("manager"))


def waiting_trend(world: World) -> Trend:
    """A trend of which nobody knows where it comes from: it comes back in two days."""
    return trends.decide(
        weighed_trend(world, risk=Risk.UNCLEAR),
        outcome=Outcome.WAIT,
        again_on=world.workspace.today + timedelta(days=2),
        by=world.actor("manager"),
    )


def weighed_network(world: World, network: str = "Threads") -> PlatformReview:
    """A network about which nothing was answered yet."""
    return platform_reviews.begin(world.workspace, network=network, by=world.actor("manager"))


def worthy_network(world: World, *, stand_in: bool = True) -> PlatformReview:
    """A network that is worth a pilot, kept by the manager."""
    return platform_reviews.answer(
        weighed_network(world),
        judged={aspect.key: Judged(Answer.YES) for aspect in ASPECTS},
        hours=3,
        owner=member_of(world, "manager"),
        stand_in=_strategist(world) if stand_in else None,
        by=world.actor("manager"),
    )


def _strategist(world: World) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person("strategist"))


def running_pilot(world: World, *, weeks: int = 4, stand_in: bool = True) -> PlatformReview:
    """A network on trial from today on."""
    return pilots.begin(
        worthy_network(world, stand_in=stand_in),
        starts_on=world.workspace.today,
        weeks=weeks,
        success=SUCCESS,
        exits=EXITS,
        by=world.actor("strategist"),
    )


def task_of(review: PlatformReview) -> Task:
    """The task that leads to a pilot."""
    review.refresh_from_db()
    assert review.task is not None
    return review.task


def change(world: World, *, on: date | None = None, channel: str = "") -> Change:
    """Answers count more, on the whole network or on one channel."""
    return Change(
        network="sandbox",
        on=on or world.workspace.today,
        what="Answers count more than likes",
        source="https://sandbox.example/news",
        channel=world.channel(channel) if channel else None,
    )


def noted_change(world: World, *, on: date | None = None, channel: str = "") -> AlgorithmNote:
    """A note on what changed."""
    return algorithm_notes.note(
        world.workspace, change=change(world, on=on, channel=channel), by=world.actor("manager")
    )


TERMS = Terms("ideas@tern.example", "imap.tern.example", 993, "ideas@tern.example")


def chosen_mailbox(world: World) -> IdeaMailbox:
    """A mailbox that was read up to its seventh letter."""
    return idea_mail.connect(
        world.workspace,
        terms=TERMS,
        password=Secret("low tide"),
        read_from=(41, 7),
        by=world.actor("owner"),
    )


def written(
    sender: str = "Rui Pescador <rui@harbour.example>",
    subject: str = "Oiling the nets",
    words: str = "They do it by hand.",
    pictures: tuple[bytes, ...] = (),
    **headers: str,
) -> bytes:
    """A letter as it lies in a mailbox; another header is named with _ for -."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "ideas@tern.example", subject
    message["Message-ID"] = f"<{subject}.{sender}@mail.example>".replace(" ", ".")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    for number, picture in enumerate(pictures):
        message.add_attachment(picture, maintype="image", subtype="png", filename=f"net-{number}.png")
    return message.as_bytes()


def came(world: World, content: bytes, uid: int = 8) -> IdeaLetter | None:
    """What became of a letter that came into the brand's mailbox."""
    mailbox = idea_mailbox(world.access("owner")) or chosen_mailbox(world)
    letter = letter_of(content)
    idea_mail.take(mailbox, letter=letter, content=content, uid=uid, by=Actor.system("a test"))
    return IdeaLetter.objects.filter(workspace=world.workspace, key=letter.key).first()


def stranger_s_letter(world: World) -> IdeaLetter:
    """A letter with a picture that waits to be let in."""
    letter = came(world, written(pictures=(png(),)))
    assert letter is not None
    return letter


def idea_with_picture(world: World) -> IdeaPicture:
    """An idea that came by mail, with its picture."""
    idea = idea_mail.let_in(stranger_s_letter(world), by=world.actor("owner"))
    return IdeaPicture.objects.get(idea=idea)
