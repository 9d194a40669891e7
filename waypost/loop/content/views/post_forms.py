"""The forms on the page of a post, filled with what stands there."""

from typing import Any

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.domain.threads import is_asked
from waypost.loop.content.forms import (
    OPTION,
    AltForm,
    ChannelsForm,
    PictureForm,
    SubmissionForm,
    TimeForm,
    VariantForm,
    WritingForm,
)
from waypost.loop.content.models import Attachment, Post
from waypost.loop.content.views.sides import Side


def page_forms(access: Access, post: Post, side: Side | None) -> dict[str, Any]:
    """Every form of the page by the name that the templates use."""
    taken = {variant.channel_id for variant in post.variants.all()}
    free = [row for row in channel_names(access) if row[0] not in taken]
    return {
        "writing_form": WritingForm(
            initial={"title": post.title, "body": post.body, "version": post.version}
        ),
        "variant_form": _variant_form(post, side) if side else None,
        "time_form": TimeForm(
            initial={"local_on": post.planned_on, "local_time": post.planned_time},
            zone=post.workspace.timezone,
        ),
        "channels_form": ChannelsForm(free) if free else None,
        "picture_form": PictureForm(auto_id="new_%s"),
        "attachments": [(picture, _alt_form(picture)) for picture in post.attachments.all()],
        "submission_form": SubmissionForm(),
    }


def _variant_form(post: Post, side: Side) -> VariantForm:
    variant = side.variant
    initial = {
        "text": variant.text,
        "format": variant.format,
        "version": post.version,
        "thread": is_asked(variant.options),
        **{OPTION + name: value for name, value in variant.options.items()},
    }
    return VariantForm(variant.channel, initial=initial, parts=side.parts)


def _alt_form(picture: Attachment) -> AltForm:
    return AltForm(
        initial={"alt": picture.alt, "position": picture.position}, auto_id=f"picture_{picture.pk}_%s"
    )
