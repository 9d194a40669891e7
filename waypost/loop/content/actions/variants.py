from collections.abc import Mapping

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions.writing import open_post, renew
from waypost.loop.content.domain.choices import unknown_choice, with_choices
from waypost.loop.content.domain.threads import with_choice
from waypost.loop.content.models import Post, Variant
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def adapt(
    post: Post,
    *,
    by: Actor,
    channel: Channel,
    text: str = "",
    form: str = "",
    options: Mapping[str, str] | None = None,
    thread: bool | None = None,
    choices: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Variant:
    """Say how the post is said on a channel, for the first time or anew. A blank text follows the post's.

    `thread` says whether a text that is too long goes out in parts, `choices` what the writer chose of the network's
    options; None leaves that, and all options, as they are.
    """
    access = open_post(post, by=by, permission="post.draft", version=version)
    usable_channel(access, channel.pk)
    if form and form not in channel.card.formats:
        raise Refusal(f"{channel.card.label} has no format “{form}”. Choose one of the list.", field="format")
    variant = Variant.objects.filter(post=post, channel=channel).first()
    if variant is None:
        variant = Variant(post=post, channel=channel, workspace_id=post.workspace_id)
    before = variant.pk, variant.text, variant.format, variant.options
    variant.text = text.replace("\r\n", "\n").strip()
    variant.format = form
    if options is not None:
        variant.options = dict(options)
    if choices is not None:
        variant.options = with_choices(variant.options, channel.card.options, choices)
        _refuse_unknown(channel, variant.options)
    if thread is not None:
        if thread and not channel.card.threads:
            raise Refusal(
                f"{channel.card.label} has no threads. Shorten the text to what fits.", field="thread"
            )
        variant.options = with_choice(variant.options, thread)
    if before == (variant.pk, variant.text, variant.format, variant.options) and variant.pk is not None:
        return variant
    variant.save()
    renew(post, by=by)
    variant.refresh_from_db()
    record("post.changed", post, by=by, version=post.version, channel=channel.pk)
    return variant


def _refuse_unknown(channel: Channel, options: Mapping[str, str]) -> None:
    option = unknown_choice(channel.card.options, options)
    if option is not None:
        raise Refusal(
            f"{channel.card.label} has no such choice for “{option.label}”. Choose one of the list.",
            field=f"option_{option.name}",
        )


@transaction.atomic
def remove(variant: Variant, *, by: Actor, version: int | None = None) -> Post:
    """Leave a channel out; what was approved for the others stays approved."""
    post = variant.post
    access = open_post(post, by=by, permission="post.draft", version=version)
    usable_channel(access, variant.channel_id)
    channel_id = variant.channel_id
    variant.delete()
    renew(post, by=by)
    record("post.changed", post, by=by, version=post.version, without_channel=channel_id)
    return post
