"""Tables become posts, row by row; nothing is made twice, nothing is half, nothing of it goes out twice."""

import csv
import io
from dataclasses import replace

import httpx
import pytest

from waypost.foundation.channels.actions import by_hand
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.actions import fetching, imports, labels, posts, reviews
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.sheets.choices import Choices
from waypost.loop.content.domain.sheets.formats import METRICOOL, WAYPOST
from waypost.loop.content.domain.sheets.writing import as_sheet
from waypost.loop.content.importing import carry_out
from waypost.loop.content.models import ImportedRow, Post, PostImport
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.queries.labels import label_names, labels_of
from waypost.loop.content.queries.sheets import as_row, posts_to_export
from waypost.loop.content.tests.factories import attached, drafted_post, tomorrow
from waypost.loop.content.tests.pictures import png
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import http
from waypost.toolkit.refusal import NotAllowed, Refusal

LATER = "2030-05-02 09:00"


def handed_over(world, text: str, **choices: object) -> PostImport:
    made = imports.hand_over(
        world.workspace, by=world.actor("manager"), name="queue.csv", content=text.encode()
    )
    if choices:
        still_in = str(choices.pop("still_in", ""))
        said = Choices.model_validate(made.choices).model_copy(update=choices)
        imports.choose(made, by=world.actor("manager"), choices=said, still_in=still_in)
    return made


def imported(world, text: str, **choices: object) -> PostImport:
    made = handed_over(world, text, **choices)
    imports.start(made, by=world.actor("manager"))
    made.refresh_from_db()
    if made.is_running:
        carry_out(made)
    return made


def rows(made: PostImport) -> list[tuple[str, list[str]]]:
    return list(ImportedRow.objects.filter(post_import=made).values_list("outcome", "sentences"))


def test_rows_become_drafts_with_their_times(world):
    made = imported(world, f"Text,Posting Time\nLow tide.,{LATER}\n", to=(world.channel("gallery").pk,))

    post = Post.objects.get()
    assert (post.body, post.state) == ("Low tide.", Post.State.DRAFT)
    assert f"{post.planned_local:%Y-%m-%d %H:%M}" == LATER
    assert [variant.channel.key for variant in variants_of(post)] == ["gallery"]
    assert (made.state, made.done, bytes(made.content)) == ("done", 1, b"")


def test_a_wrong_row_is_told_and_the_others_come_in(world):
    made = imported(world, f"Text,Posting Time\nLow tide.,2030-02-31 09:00\nHigh tide.,{LATER}\n")

    assert rows(made) == [("wrong", ["“2030-02-31 09:00” is not a day of the calendar."]), ("new", [])]


def test_the_same_file_again_makes_nothing_twice(world):
    table = f"Text,Posting Time\nLow tide.,{LATER}\nLow tide.,{LATER}\n"
    imported(world, table)

    again = imported(world, table)

    assert Post.objects.count() == 1
    assert [outcome for outcome, _ in rows(again)] == ["skipped", "skipped"]


def test_a_time_that_has_passed_is_left_out_and_told(world):
    made = imported(world, "Text,Posting Time\nLow tide.,2020-05-02 09:00\n")

    assert rows(made) == [("new", ["Its time has passed, so it has none now."])]
    assert Post.objects.get().planned_at is None


def test_tags_become_pillars_and_labels_as_chosen(world):
    accepted_strategy(world)
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]
    imported(
        world,
        'Text,Tags,Posting Time\nLow tide.,"coast, Spring, old",\n',
        labels={"coast": pillar.key, "old": "-"},
    )

    post = Post.objects.get()
    assert (post.pillar, labels_of(post)) == (pillar, ["Spring"])


def test_a_name_that_is_no_channel_here_waits_for_a_choice(world):
    table = "Scheduled Time,Caption,Profile\n,Low tide.,Our Instagram\n"

    assert rows(imported(world, table)) == [
        ("wrong", ["“Our Instagram” is not a channel here. Choose above which one it stands for."])
    ]
    imported(world, table, channels={"Our Instagram": world.channel("harbour").pk})
    assert [variant.channel.key for variant in variants_of(Post.objects.get())] == ["harbour"]


def test_a_networks_name_is_enough_for_its_only_channel_and_leaves_again(world):
    page = by_hand.connect(
        world.workspace,
        network="linkedin_page",
        handle="tern-and-tide",
        address="https://linkedin.example/company/tern",
        kept_by=Member.objects.get(workspace=world.workspace, person=world.person("manager")),
        by=world.actor("owner"),
    )
    imported(
        world,
        "Text,Date,Time,Draft,Facebook,LinkedIn,Picture Url 1\nLow tide.,2030-05-02,09:00:00,FALSE,FALSE,TRUE,\n",
    )

    post = Post.objects.get()
    assert [variant.channel for variant in variants_of(post)] == [page]
    written = next(csv.DictReader(io.StringIO(as_sheet(exported(world), METRICOOL).files[0].text)))
    assert (written["LinkedIn"], written["Facebook"]) == ("TRUE", "FALSE")


def test_what_still_waits_in_the_old_tool_is_not_approved_here(world):
    made = imported(
        world, f"Text,Posting Time\nLow tide.,{LATER}\n", to=(world.channel("gallery").pk,), still_in="Buffer"
    )
    post = Post.objects.get()
    posts.explain(post, by=world.actor("manager"), reasons=Reasons(reactive=True))
    reviews.submit(post, by=world.actor("manager"))

    with pytest.raises(Refusal, match="would go out twice"):
        reviews.approve(post, by=world.actor("approver"), seen=seen_hash(variants_of(post)))

    assert imports.move_over(made, by=world.actor("manager")) == 1
    reviews.approve(post, by=world.actor("approver"), seen=seen_hash(variants_of(post)))
    assert post.is_approved


def test_our_own_export_comes_back_unchanged(world):
    accepted_strategy(world)
    post = drafted_post(world, channel_keys=("gallery", "journal"), title="Tide", reactive=False)
    attached(world, post)
    labels.put(post, names=["Sea", "spring tide"], by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    before = exported(world)

    made = imported(world, as_sheet(before, WAYPOST).files[0].text)

    assert rows(made) == [("skipped", ["Nothing in it changed."])]
    posts.archive(post, by=world.actor("manager"))
    imported(world, as_sheet(before, WAYPOST).files[0].text)
    [after] = exported(world)
    assert replace(after, id="") == replace(before[0], id="")


def exported(world):
    access = access_of(world.actor("manager"), world.workspace.pk)
    return [as_row(post) for post in posts_to_export(access, None, None, None)]


def test_our_own_export_changes_the_post_that_it_names(world):
    post = drafted_post(world, channel_keys=("gallery", "journal"))
    text = as_sheet(exported(world), WAYPOST).files[0].text.replace("Low tide at nine", "High tide at ten")

    made = imported(world, text.replace("gallery, journal", "journal"))

    post.refresh_from_db()
    assert [outcome for outcome, _ in rows(made)] == ["updated"]
    assert post.body.startswith("High tide at ten")
    assert [variant.channel.key for variant in variants_of(post)] == ["journal"]


def test_an_approved_post_is_not_changed_by_a_file(world):
    post = drafted_post(world)
    reviews.submit(post, by=world.actor("manager"))
    text = as_sheet(exported(world), WAYPOST).files[0].text.replace("Low tide at nine", "High tide at ten")

    made = imported(world, text)

    assert rows(made) == [("skipped", ["It is in review or approved by now. Change it on its page."])]
    post.refresh_from_db()
    assert post.body.startswith("Low tide at nine")


def test_somebody_elses_post_is_never_changed_by_its_number(world):
    text = as_sheet([*exported_of(world, drafted_post(world))], WAYPOST).files[0].text
    theirs = imports.hand_over(world.other, by=world.actor("neighbour"), name="a.csv", content=text.encode())
    imports.start(theirs, by=world.actor("neighbour"))
    theirs.refresh_from_db()

    assert [outcome for outcome, _ in rows(theirs)] == ["wrong"]
    assert Post.objects.get().workspace == world.workspace


def exported_of(world, post):
    return [row for row in exported(world) if row.id == str(post.pk)]


class Pictures:
    """A server of pictures, and what was asked of it."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.asked = status, []

    def connect(self, request: httpx.Request) -> None:
        pass

    def answer(self, request: httpx.Request, deadline: object) -> httpx.Response:
        self.asked.append(str(request.url))
        return httpx.Response(self.status, content=png(), request=request)


WITH_PICTURES = (
    "Text,Image URL,Posting Time\n"
    "Low tide.,https://pictures.example/tern.png,\nHigh tide.,https://pictures.example/tern.png,\n"
)


def test_pictures_come_from_their_addresses_once(world):
    with http.wired(server := Pictures()):
        imported(world, WITH_PICTURES)

    assert server.asked == ["https://pictures.example/tern.png"]
    assert [post.attachments.get().media.name for post in Post.objects.all()] == ["tern.png", "tern.png"]


def test_a_post_never_comes_in_without_its_picture(world):
    with http.wired(Pictures(404)):
        made = imported(world, WITH_PICTURES)

    assert [outcome for outcome, _ in rows(made)] == ["wrong", "wrong"]
    assert "its server answers 404" in rows(made)[0][1][0]
    assert not Post.objects.exists()


def test_no_picture_is_fetched_from_inside_the_house(world):
    with pytest.raises(Refusal, match="cannot be fetched"):
        fetching.fetch(world.workspace, address="http://169.254.169.254/tern.png", by=world.actor("manager"))


def test_an_import_is_stopped_and_goes_on_where_it_was(world, monkeypatch):
    monkeypatch.setattr("waypost.loop.content.importing.AT_A_TIME", 2)
    made = handed_over(world, "Text\n" + "".join(f"Tide {number}.\n" for number in range(5)))
    manager = world.actor("manager")
    PostImport.objects.filter(pk=made.pk).update(state="running")
    made.refresh_from_db()
    sheet = imports.sheet_of(made)
    imports.carry_on(made, sheet.posts[:2], by=manager)
    imports.stop(made, by=manager)

    imports.carry_on(made, sheet.posts[2:4], by=manager)
    assert (made.done, Post.objects.count()) == (2, 2)
    imports.start(made, by=manager)
    made.refresh_from_db()
    carry_out(made)
    assert (made.state, made.done, Post.objects.count()) == ("done", 5, 5)


def test_two_workers_import_no_row_twice(world):
    made = handed_over(world, "Text\nOne.\nTwo.\n")
    PostImport.objects.filter(pk=made.pk).update(state="running")
    one, other = PostImport.objects.get(), PostImport.objects.get()
    sheet = imports.sheet_of(made)

    imports.carry_on(one, sheet.posts[:1], by=world.actor("manager"))
    imports.carry_on(other, sheet.posts[:1], by=world.actor("manager"))

    assert (other.done, Post.objects.count()) == (1, 1)


def test_a_channel_of_another_brand_is_no_choice(world):
    made = handed_over(world, "Text\nLow tide.\n")
    theirs = world.channel("gallery").pk + 1000

    with pytest.raises(Refusal, match="not yours"):
        imports.choose(made, by=world.actor("manager"), choices=Choices(to=(theirs,)))


def test_a_table_is_imported_by_who_plans(world):
    with pytest.raises(NotAllowed):
        imports.hand_over(world.workspace, by=world.actor("contributor"), name="a.csv", content=b"Text\na\n")


def test_posts_are_sent_for_review_where_that_is_chosen(world):
    made = imported(world, "Text\nLow tide.\n", to=(world.channel("gallery").pk,), sends_for_review=True)

    assert rows(made) == [("new", [])]
    assert Post.objects.get().state == Post.State.IN_REVIEW


def test_what_cannot_be_sent_for_review_stays_a_draft_and_says_why(world):
    made = imported(world, "Text\nLow tide.\n", sends_for_review=True)

    [(outcome, sentences)] = rows(made)
    assert outcome == "new"
    assert sentences[0].startswith("It stays a draft: ")
    assert Post.objects.get().state == Post.State.DRAFT


def test_one_word_is_one_label_whatever_its_case(world):
    manager = world.actor("manager")
    labels.put(drafted_post(world), names=["Sea"], by=manager)
    labels.put(drafted_post(world), names=["SEA", "sea", "Sand"], by=manager)

    names = label_names(access_of(manager, world.workspace.pk))
    assert [name for _, name in names] == ["Sand", "Sea"]


def test_a_label_finds_its_posts(world):
    manager = world.actor("manager")
    labels.put(drafted_post(world, body="With the sea."), names=["Sea"], by=manager)
    drafted_post(world, body="Without it.")
    [(label_id, _)] = label_names(access_of(manager, world.workspace.pk))

    page = world.client("manager").get("/tern/posts", {"label": label_id}).content.decode()

    assert "With the sea." in page
    assert "Without it." not in page
