import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal import reactions
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.actions import unpackings, workspaces
from waypost.foundation.workspaces.models import HeldRole, Member, Unpacking, Workspace
from waypost.interfaces.home import tasks, unpacking
from waypost.loop.analytics.actions import past, tallies
from waypost.loop.analytics.models import ChannelReading, Measured, NativePost, Reading, Tally
from waypost.loop.analytics.queries import results
from waypost.loop.analytics.tests.factories import read_post
from waypost.loop.content.actions import variants
from waypost.loop.content.models import Attachment, Media, Post, Variant
from waypost.loop.content.tests.factories import attached, drafted_post
from waypost.loop.planning.actions import blackouts, briefs, ideas
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.models import Blackout, Brief, Campaign, Idea, Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.models import Goal, Pillar, StrategyVersion
from waypost.loop.strategy.queries import current_strategy
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.sandbox.server import SandboxWire, open_sandbox
from waypost.toolkit import clock, http


@pytest.fixture(autouse=True)
def rehearsal() -> Iterator[None]:
    """A rehearsal network; and slots are laid once, when a brand is made, not again after every channel of it."""
    token = reactions.left_to_pulls.set(frozenset({"channel.connected", "strategy.accepted"}))
    with http.wired(SandboxWire(open_sandbox())):
        yield
    reactions.left_to_pulls.reset(token)


@pytest.fixture
def full(world):
    """A brand with something of everything that goes into a file, and two versions of its strategy."""
    with clock.frozen_at(clock.now() - timedelta(days=30)):
        accepted_strategy(world)
    owner = world.actor("owner")
    versions.put_in_force(
        world.workspace, strategy=tern_and_tide().model_copy(update={"purpose": "Print."}), by=owner
    )
    opened_quarter(world)
    slot, campaign = open_slot(world), planned_campaign(world)
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]
    said = {"title": "Sanding", "must": "The date", "links": ["https://tern.example/a"]}
    milestones = [Milestone("Picture", slot.local_on)]
    briefs.write(slot, **said, hashtags=["winter"], checkpoints=milestones, by=owner)
    kept = ideas.capture(
        world.workspace, title="Oiling", link="https://tern.example/", pillar=pillar, by=owner
    )
    ideas.keep(kept, by=owner)
    day = world.workspace.today + timedelta(days=20)
    blackouts.add(world.workspace, starts_on=day, ends_on=day, reason="Regatta", by=owner)
    post = drafted_post(
        world, body="Low tide at nine.", campaign=campaign, channel_keys=("gallery", "journal")
    )
    attached(world, post)
    workspaces.edit(world.workspace, waiting_may_be_overtaken=False, by=owner)
    variants.adapt(post, channel=world.channel("journal"), text="Ebb at nine.", by=owner)
    counted(world)
    return world


def counted(world):
    """A post that went out a week ago and was read, how many followed then, and a count of a goal."""
    then, owner = clock.now() - timedelta(days=7), world.actor("owner")
    read_post(
        world, at=then, read_at=then + timedelta(days=1), impressions=40, likes=3, pillar="behind-the-scenes"
    )
    past.take_followers_over(world.channel("gallery"), {then: 120}, by=owner)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    tallies.note(world.workspace, goal=goal, on=then.date(), value=7, by=owner)


def taken_away(world):
    """The bytes of the brand's file."""
    answer = world.client("owner").post("/tern/settings/file/")
    return b"".join(answer.streaming_content)


def made(world, role="owner", follow=False, **said):
    asked = {"name": "Borg & Sons", "timezone": "Europe/Oslo", "beside": "own", "source": "file", **said}
    return world.client(role).post("/begin/brand/", asked, follow=follow)


def upload(content):
    return SimpleUploadedFile("tern.waypost", content, content_type="application/octet-stream")


def changed(content, **files):
    """The file with some of what is in it replaced: by name, `_` for the dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as now:
        for name in was.namelist():
            change = files.get(name.replace(".", "_").replace("/", "_"))
            found = was.read(name)
            now.writestr(name, change(found) if change else found)
    return out.getvalue()


def in_json(change):
    """A change of a JSON document."""

    def applied(document):
        said = json.loads(document)
        change(said)
        return json.dumps(said).encode()

    return applied


def test_a_brand_that_is_handed_over_as_a_file_is_the_same_elsewhere(full):
    made(full, file=upload(taken_away(full)))

    brand = Workspace.objects.get(name="Borg & Sons")
    was, now = current_strategy(full.workspace.pk), current_strategy(brand.pk)
    assert now == was.model_copy(update={"brand": "Borg & Sons"})
    assert brand.timezone == "Europe/Oslo"
    assert not brand.waiting_may_be_overtaken
    brief = Brief.objects.get(workspace=brand)
    assert (brief.title, brief.must, brief.links) == ("Sanding", "The date", ["https://tern.example/a"])
    assert brief.slot.channel.key == open_slot(full).channel.key
    assert brief.hashtags == ["winter"]
    assert [(each.what, each.due_on) for each in brief.checkpoints.all()] == [
        ("Picture", brief.slot.local_on)
    ]
    idea = Idea.objects.get(workspace=brand)
    assert (idea.title, idea.kept_at is not None, idea.pillar.workspace) == ("Oiling", True, brand)
    assert Blackout.objects.get(workspace=brand).reason == "Regatta"
    post = Post.objects.get(workspace=brand)
    assert (post.body, post.state) == ("Low tide at nine.", "draft")
    assert post.campaign == Campaign.objects.get(workspace=brand)
    assert [said.text for said in Variant.objects.filter(post=post).order_by("channel__key")] == [
        "",
        "Ebb at nine.",
    ]
    assert Slot.objects.filter(workspace=brand).count() > 10


def test_pictures_come_along(full):
    made(full, file=upload(taken_away(full)))

    was, now = (Media.objects.get(workspace=each) for each in (full.workspace, brand_made()))
    assert (now.sha256, now.name, now.alt) == (was.sha256, was.name, was.alt)
    assert now.file.read() == was.file.read()
    assert Attachment.objects.get(workspace=brand_made()).media == now


def test_earlier_versions_of_the_strategy_come_along(full):
    made(full, file=upload(taken_away(full)))

    was, now = (
        list(
            StrategyVersion.objects.filter(workspace=each)
            .order_by("number")
            .values_list("number", "state", "accepted_at")
        )
        for each in (full.workspace, brand_made())
    )
    assert len(now) == 2
    assert now == was


def test_what_was_counted_comes_along_so_that_learning_goes_on(full):
    made(full, file=upload(taken_away(full)))

    since, until = clock.now() - timedelta(days=30), clock.now()
    was, now = (results(each.pk, since, until) for each in (full.workspace, brand_made()))
    assert [(each.counts, each.published_at, each.pillar) for each in now] == [
        (each.counts, each.published_at, each.pillar) for each in was
    ]
    assert len(now) == 1
    assert Reading.objects.filter(workspace=brand_made()).count() == 1
    assert ChannelReading.objects.get(workspace=brand_made()).followers == 120
    assert Tally.objects.get(workspace=brand_made()).value == 7


def test_an_account_of_elsewhere_is_posted_on_by_hand_until_it_is_connected(full):
    real = {"network": "mastodon", "simulated": False, "server": "https://coast.example", "handle": "@tern"}
    Channel.objects.filter(pk=full.channel("gallery").pk).update(**real)

    made(full, file=upload(taken_away(full)))

    channel = Channel.objects.get(workspace=brand_made(), key="gallery")
    assert channel.is_by_hand
    assert (channel.handle, channel.card.label, channel.locked_token) == ("@tern", "Mastodon", "")
    assert channel.kept_by.person == full.person("owner")
    assert Measured.objects.filter(channel=channel).exists()


def brand_made():
    return Workspace.objects.get(name="Borg & Sons")


def test_the_file_holds_no_person_and_no_token(full):
    answer = full.client("owner").post("/tern/settings/file/")

    assert answer["Content-Disposition"].startswith('attachment; filename="tern-')
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        text = "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist())
    people = [full.person(role) for role in ("owner", "manager", "contributor")]
    assert not any(person.name in text or person.email in text for person in people)
    assert "token" not in text
    assert Entry.objects.filter(verb="workspace.handed_out").exists()


def test_what_cannot_be_any_more_stays_behind_and_is_said(full):
    over = in_json(lambda campaign: campaign.update(starts_on="2020-01-01", ends_on="2020-02-01"))

    answer = made(full, file=upload(changed(taken_away(full), campaigns_jsonl=over)), follow=True)

    assert "1 thing stayed behind. These days are over." in answer.content.decode()
    assert not Campaign.objects.exclude(workspace=full.workspace).exists()


def test_a_large_brand_is_unpacked_by_a_worker_who_says_how_far_it_is(full, monkeypatch):
    monkeypatch.setattr(unpacking, "AT_ONCE", 2)
    monkeypatch.setattr(unpacking, "AT_A_TIME", 3)
    file = upload(taken_away(full))

    answer = made(full, file=file, follow=True)

    found = Unpacking.objects.get()
    assert answer.request["PATH_INFO"] == f"/{brand_made().slug}/unpacking/"
    assert "Everything that was in the file is here." in answer.content.decode()
    assert (found.state, found.done, found.left, found.file.name) == ("done", found.total, {}, "")
    assert Measured.objects.filter(workspace=brand_made()).count() == 1
    assert Notice.objects.get(workspace=brand_made(), kind="brand").sentence == "Borg & Sons is unpacked."


@pytest.fixture
def halfway(full, monkeypatch):
    """A brand whose worker was killed after the first lot."""
    monkeypatch.setattr(unpacking, "AT_ONCE", 2)
    monkeypatch.setattr(unpacking, "AT_A_TIME", 1)
    advance, lots = unpackings.advance, []

    def killed(row, **said):
        lots.append(advance(row, **said))
        if len(lots) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(unpackings, "advance", killed)
    with pytest.raises(KeyboardInterrupt):
        made(full, file=upload(taken_away(full)))
    monkeypatch.setattr(unpackings, "advance", advance)
    return full


def test_a_page_says_how_far_it_is(halfway):
    page = halfway.client("owner").get(f"/{brand_made().slug}/unpacking/").content.decode()

    assert f"3 of {Unpacking.objects.get().total} things" in page
    assert 'hx-get="/' in page


def test_who_is_interrupted_goes_on_where_it_stopped(halfway):
    tasks.go_on_unpacking()
    assert Unpacking.objects.get().done == 3, "its worker may still be at it"

    with clock.frozen_at(clock.now() + timedelta(minutes=11)):
        tasks.go_on_unpacking()

    assert Unpacking.objects.get().state == "done"
    assert Campaign.objects.filter(workspace=brand_made()).count() == 1
    assert NativePost.objects.filter(workspace=brand_made()).count() == 1


def test_a_file_that_is_gone_is_said(halfway):
    found = Unpacking.objects.get()
    found.file.storage.delete(found.file.name)

    unpacking.carry_out(found)

    page = halfway.client("owner").get(f"/{brand_made().slug}/unpacking/").content.decode()
    assert "This file is not whole" in page
    assert "could not be unpacked whole" in Notice.objects.get(kind="brand").sentence


def test_a_strategy_that_was_broken_by_hand_makes_nothing(full):
    file = changed(taken_away(full), strategy_0002_json=lambda _page: b'{"pillars": 7}')

    answer = made(full, file=upload(file))

    assert answer.status_code == 422
    assert "The strategy in this file cannot be read" in answer.content.decode()
    assert not Workspace.objects.filter(name="Borg & Sons").exists()


def test_another_brand_is_the_model_without_its_posts_and_briefs(full):
    made(full, source=str(full.workspace.pk), parts=["ideas"])

    brand = Workspace.objects.get(name="Borg & Sons")
    assert Idea.objects.filter(workspace=brand).count() == 1
    assert not Campaign.objects.filter(workspace=brand).exists()
    assert not Brief.objects.filter(workspace=brand).exists()
    assert not Post.objects.filter(workspace=brand).exists()
    assert brand.organisation != full.workspace.organisation


def test_an_agency_puts_a_second_brand_beside_the_first(full):
    made(full, source=str(full.workspace.pk), beside=str(full.workspace.organisation_id))

    assert Workspace.objects.get(name="Borg & Sons").organisation == full.workspace.organisation


def test_who_does_not_own_every_brand_puts_none_beside_them(full):
    answer = made(
        full, "strategist", source=str(full.workspace.pk), beside=str(full.workspace.organisation_id)
    )

    assert answer.status_code == 422
    assert not Workspace.objects.filter(name="Borg & Sons").exists()


@pytest.mark.parametrize("role", ["viewer", "client", "contributor", "manager"])
def test_a_strategy_is_copied_only_by_who_may_write_it(full, role):
    member = Member.objects.create(workspace=full.other, person=full.person(role))
    HeldRole.objects.create(member=member, role="owner")

    assert made(full, role, source=str(full.workspace.pk)).status_code == 422
    assert full.client(role).post("/tern/settings/file/").status_code == 403


def test_without_a_file_the_page_asks_for_one(full):
    answer = made(full)

    assert answer.status_code == 422
    assert "Choose the file." in answer.content.decode()


def test_the_settings_offer_it(full):
    page = full.client("owner").get("/tern/settings/").content.decode()

    assert "Download it as a file" in page
    assert f"/begin/brand/?from={full.workspace.pk}" in page


def test_an_agencys_next_brand_by_nine_questions_stands_beside_its_first(world):
    answers = {
        "hands": "several",
        "approval": "yes",
        "brands": "several",
        "trade": "maker",
        "what": "We print pictures.",
        "for_whom": "People at the coast",
        "want": "More visitors",
        "places": ["Instagram"],
        "posts_per_week": "2",
        "timezone": "Europe/Lisbon",
    }
    client = world.client("outsider")

    client.post("/begin/", {**answers, "name": "First client"})
    client.post("/begin/", {**answers, "name": "Second client"})

    first, second = Workspace.objects.filter(name__endswith="client").order_by("pk")
    assert first.organisation == second.organisation
