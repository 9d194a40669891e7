from waypost.loop.strategy.forms.items import ITEM_FORMS


def said_of_posts_a_week(**known: object) -> str:
    form = ITEM_FORMS["channel_roles"](document={}, initial={"key": "gallery", "label": "Gallery", **known})
    return str(form.fields["posts_per_week"].help_text)


def test_a_channel_says_how_often_is_usual_on_its_network() -> None:
    assert said_of_posts_a_week(network="instagram").startswith("Usual on Instagram: 3 to 5 posts")
    assert said_of_posts_a_week(label="LinkedIn").startswith("Usual on LinkedIn: 3 to 5 a week")


def test_a_goal_says_what_is_counted_by_itself() -> None:
    form = ITEM_FORMS["goals"](document={}, initial={})

    assert "The networks tell reach, impressions, " in str(form.fields["metric"].help_text)


def test_nothing_is_usual_where_nobody_knows() -> None:
    assert said_of_posts_a_week(network="mastodon", label="Not on X") == ""
    assert said_of_posts_a_week() == ""
