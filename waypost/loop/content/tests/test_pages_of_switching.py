"""The guide for switching: each step ready or explained, what is done remembered, and each page with its wrong input."""

from django.core.files.uploadedfile import SimpleUploadedFile

from waypost.loop.content.models import Media, Post, Switch, SwitchStep
from waypost.loop.content.tests.factories import begun_switch, film_bytes, switch_with_queue
from waypost.loop.content.tests.pictures import png
from waypost.loop.strategy.queries import draft_of
from waypost.loop.strategy.tests.factories import accepted_strategy

TABLE = "Text,Posting Time,Tags\nLow tide.,2031-03-03 09:00,coast\n"


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def file(text: str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_move_begins_with_the_tool_and_shows_seven_steps(world):
    client = world.client("manager")
    assert "Which tool are you switching from?" in said(client.get("/tern/switching"))
    assert client.post("/tern/switching", {"tool": "none"}).status_code == 422

    guide = said(client.post("/tern/switching", {"tool": "metricool"}, follow=True))

    assert "Switch from Metricool" in guide
    assert "0 of 7 steps are done." in guide
    assert "Comes after the queue: the tags are in its tables." in guide


def test_pages_of_a_step_lead_to_the_guide_without_a_move(world):
    for name in ("queue", "times", "tags", "hashtags", "media"):
        assert world.client("manager").get(f"/tern/switching/{name}")["Location"] == "/tern/switching"


def test_many_tables_come_in_with_one_press_and_ask_once_for_what_is_unclear(world):
    begun_switch(world)
    client = world.client("manager")
    files = [file(TABLE, "gallery.csv"), file(TABLE.replace("Low", "High"), "unknown.csv")]

    page = said(client.post("/tern/switching/queue", {"hand": "yes", "tables": files}, follow=True))
    assert "2 tables from Buffer" in page
    assert "Needs an answer" in page
    table = Switch.objects.get().imports.get(name="unknown.csv")
    answers = {f"table_{table.pk}": world.channel("journal").pk, "start": "yes"}
    done = said(client.post("/tern/switching/queue", answers, follow=True))

    assert "2 tables are being imported." in done
    assert sorted(Post.objects.values_list("body", "still_in")) == [
        ("High tide.", "Buffer"),
        ("Low tide.", "Buffer"),
    ]
    assert "2 posts came in as drafts." in said(client.get("/tern/switching"))


def test_a_day_that_can_be_read_both_ways_is_asked_once_for_all(world):
    begun_switch(world, "sprout")
    client = world.client("manager")
    table = "date,time_24hr,message_text,profile\n03/04/2031,09:00,Low tide.,gallery\n"
    client.post("/tern/switching/queue", {"hand": "yes", "tables": [file(table, "a.csv")]})

    assert "Days are written as" in said(client.get("/tern/switching/queue"))
    client.post("/tern/switching/queue", {"order": "dmy", "start": "yes"})

    assert Post.objects.get().planned_on.isoformat() == "2031-04-03"


def test_times_stand_there_from_the_queue_and_go_into_the_draft(world):
    accepted_strategy(world)
    switch_with_queue(world)
    client = world.client("strategist")

    page = said(client.get("/tern/switching/times"))
    assert "As 3 posts of 2 weeks show it: 1.5 a week." in page
    gallery = world.channel("gallery").pk
    wrong = client.post("/tern/switching/times", {f"times_{gallery}": "Someday 9:00"})
    assert wrong.status_code == 422
    assert "“Someday” is neither a day nor a time." in said(wrong)
    after = said(client.post("/tern/switching/times", {f"times_{gallery}": "Mon, Wed 09:00"}, follow=True))

    assert "The posting times are in the draft of the strategy." in after
    role = next(r for r in draft_of(world.access("strategist")).strategy.channel_roles if r.key == "gallery")
    assert [(each.at, [day.value for day in each.days]) for each in role.times] == [("09:00", ["mon", "wed"])]


def test_times_that_say_nothing_are_refused_in_their_place(world):
    accepted_strategy(world)
    begun_switch(world)

    answer = world.client("strategist").post("/tern/switching/times", {"times_0": ""})

    assert answer.status_code == 422
    assert "No channel has a time yet." in said(answer)


def test_tags_are_sorted_on_one_page(world):
    accepted_strategy(world)
    switch_with_queue(world)
    client = world.client("manager")

    page = said(client.get("/tern/switching/tags"))
    assert "on 2 posts, 2 without a pillar" in page
    client.post("/tern/switching/tags", {"tag_0": "behind-the-scenes", "tag_1": ""})

    assert set(Post.objects.values_list("body", "pillar__key")) == {
        ("Low tide.", "behind-the-scenes"), ("Gulls.", "behind-the-scenes"), ("Ink.", None),
    }  # fmt: skip
    assert "1 of 2 stand for a pillar." in said(client.get("/tern/switching"))


def test_hashtags_come_pasted_and_by_file(world):
    accepted_strategy(world)
    begun_switch(world)
    client = world.client("strategist")
    assert client.post("/tern/switching/hashtags", {"text": " "}).status_code == 422
    nothing = client.post("/tern/switching/hashtags", {"text": "no tags at all"})
    assert "There is no hashtag in it." in said(nothing)

    table = file("name,hashtags\nSummer,#sun #sand\n", "sets.csv")
    after = said(client.post("/tern/switching/hashtags", {"text": "Tides: #ebb", "file": table}, follow=True))

    assert "2 sets are in the draft of the strategy." in after
    labels = [each.label for each in draft_of(world.access("strategist")).strategy.hashtag_sets]
    assert {"Summer", "Tides"} <= set(labels)


def test_a_folder_brings_its_pictures_and_names_what_is_none(world):
    begun_switch(world)
    client = world.client("manager")
    folder = [SimpleUploadedFile("tern.png", png()), SimpleUploadedFile("notes.txt", b"no picture")]

    after = said(client.post("/tern/switching/media", {"folder": folder}, follow=True))

    assert Media.objects.count() == 1
    assert "notes.txt:" in after
    assert SwitchStep.objects.get(name="media").words == "1 picture is in the library."
    film = {"pictures": [SimpleUploadedFile("terns.mp4", film_bytes())]}
    assert "1 video is being prepared for it." in said(
        client.post("/tern/switching/media", film, follow=True)
    )
    only_text = {"pictures": [SimpleUploadedFile("notes.txt", b"no picture")]}
    assert "None of these is a picture or a video." in said(client.post("/tern/switching/media", only_text))


def test_what_is_left_there_is_ticked_post_by_post(world):
    switch_with_queue(world)
    client = world.client("manager")
    page = said(client.get("/tern/switching/left"))
    assert "3 posts would go out twice." in page
    assert "Open the channel’s queue in Buffer" in page
    first = Post.objects.order_by("planned_at").first()

    after = said(client.post("/tern/switching/left", {"post": [first.pk]}, follow=True))
    assert "1 post is ours alone now" in after
    done = said(client.post("/tern/switching/left", {"all": "yes"}, follow=True))

    assert "Nothing goes out from anywhere else." in done
    assert "Nothing that came along goes out from there." in said(client.get("/tern/switching"))


def test_a_step_says_nothing_to_bring_and_is_taken_up_again(world):
    begun_switch(world)
    client = world.client("manager")

    skipped = client.post("/tern/switching/steps/media", {"standing": "skipped"})
    assert skipped["Location"] == "/tern/switching#media"
    assert "1 of 7 steps are done." in said(client.get("/tern/switching"))
    client.post("/tern/switching/steps/media", {"standing": "again"})

    assert "0 of 7 steps are done." in said(client.get("/tern/switching"))


def test_an_end_leads_to_the_posts_and_to_another_beginning(world):
    begun_switch(world)
    client = world.client("manager")

    assert "You have switched from Buffer." in said(client.post("/tern/switching/ending", follow=True))
    assert "Earlier switches" in said(client.get("/tern/switching"))


def test_the_guide_asks_a_fixed_number_of_questions(world, django_assert_max_num_queries):
    switch_with_queue(world)
    client = world.client("manager")
    client.get("/tern/switching")

    with django_assert_max_num_queries(15):
        client.get("/tern/switching")


def test_the_posts_lead_to_switching(world):
    assert 'href="/tern/switching"' in said(world.client("manager").get("/tern/posts"))
