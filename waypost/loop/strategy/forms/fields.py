"""Fields that show a value of the document as a person would write it, and read it back as a plain value."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from waypost.loop.strategy.domain.document import (
    ActiveHours,
    Part,
    Portion,
    PostingTime,
    Rewrite,
    Trigger,
)
from waypost.loop.strategy.domain.part_words import (
    portion_from_words,
    portion_in_words,
    rewrite_from_words,
    rewrite_in_words,
)
from waypost.loop.strategy.domain.trigger_words import trigger_from_words, trigger_in_words
from waypost.loop.strategy.domain.week_words import (
    NotUnderstood,
    hours_from_words,
    hours_in_words,
    time_from_words,
    time_in_words,
)
from waypost.ui.markup import format_html

_SHARE = re.compile(r"^(?P<name>[\w-]+)\s*:?\s*(?P<percent>\d+(?:[.,]\d+)?)\s*%?$")
_HASHTAG = re.compile(r"^[^\s#,;]{1,100}$")
_PARTS = re.compile(r"[,;\n]+")


class LineField(forms.CharField):
    """One line."""

    def __init__(self, label: str, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, max_length=300, **kwargs)


class TextField(forms.CharField):
    """Some paragraphs."""

    def __init__(self, label: str, *, required: bool = False, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, required=required, max_length=4000, widget=widget, **kwargs)


class LinesField(forms.CharField):
    """A list, one entry a line."""

    def __init__(self, label: str, *, rows: int = 3, help_text: str = "One a line.", **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, required=False, widget=widget, help_text=help_text, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(self.prepare_value(initial)) != self.to_python(data))


class KeysField(LinesField):
    """A few short names such as formats, with commas between them."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.widget = forms.TextInput()

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        parts = (part.strip().lower() for part in _PARTS.split(value or ""))
        return [part.replace(" ", "-") for part in parts if part]


class HashtagsField(LinesField):
    """Hashtags, with or without their marks, one after the other."""

    def __init__(self, label: str) -> None:
        super().__init__(label, rows=2, help_text="Such as “#harbour #printmaking”.")

    def prepare_value(self, value: Any) -> Any:
        return " ".join(f"#{tag}" for tag in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        tags = [tag.lstrip("#") for tag in re.split(r"[\s,;]+", value or "") if tag.strip("#")]
        for tag in tags:
            if not _HASHTAG.match(tag):
                raise ValidationError(f"A hashtag is one word; “{tag}” is not.")
        return tags

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "").split() != (data or "").split()


class PartsField(LinesField):
    """Parts of the document such as hours or times, one a line, as people write them."""

    def __init__(
        self,
        label: str,
        part: type[Part],
        say: Callable[[Any], str],
        read: Callable[[str], Part],
        **kwargs: Any,
    ) -> None:
        self._part, self._say, self._read = part, say, read
        super().__init__(label, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return "\n".join(self._say(self._part.model_validate(found)) for found in value)

    def to_python(self, value: Any) -> Any:
        try:
            return [self._read(line).model_dump(mode="json") for line in super().to_python(value)]
        except NotUnderstood as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "").split() != (data or "").split()


class HoursField(PartsField):
    """When a persona is around."""

    def __init__(self, label: str) -> None:
        help_text = "Such as “Mon–Fri 7–9”, one range a line."
        super().__init__(label, ActiveHours, hours_in_words, hours_from_words, help_text=help_text)


class TimesField(PartsField):
    """When a channel posts."""

    def __init__(self, label: str) -> None:
        help_text = "Such as “Tue, Thu 09:30”, one time a line, on the brand's own clock."
        super().__init__(label, PostingTime, time_in_words, time_from_words, help_text=help_text)


class RewritesField(PartsField):
    """Sentences put right."""

    def __init__(self, label: str) -> None:
        help_text = "What anybody would write, an arrow, and how we say it; one pair a line."
        super().__init__(label, Rewrite, rewrite_in_words, rewrite_from_words, help_text=help_text)


class PortionsField(PartsField):
    """Shares by name."""

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(label, Portion, portion_in_words, portion_from_words, help_text=help_text)


class TriggersField(PartsField):
    """What Waypost counts, and from where on somebody should look."""

    def __init__(self, label: str) -> None:
        help_text = (
            "Counted of messages, unhappy messages, people or people waiting: “messages: 5 times the usual in 1 hour”, "
            "“unhappy messages: 40% in 3 hours”, “people waiting: 10 for 4 hours”; one a line."
        )
        super().__init__(label, Trigger, trigger_in_words, trigger_from_words, help_text=help_text)


class NumberField(forms.FloatField):
    """A number; whole ones stay whole."""

    widget = forms.NumberInput(attrs={"step": "any"})

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, required=kwargs.pop("required", False), **kwargs)

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return int(found) if found is not None and float(found).is_integer() else found


class PercentField(forms.FloatField):
    """A share, shown and read in percent."""

    def __init__(self, label: str, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, min_value=0, max_value=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{round(value * 100, 2):g}" if isinstance(value, int | float) else value

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else round(found / 100, 6)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class MixField(forms.CharField):
    """Shares by name, such as “image 60%, text 40%”."""

    def __init__(self, label: str) -> None:
        help_text = "Such as “image 60%, text 40%”."
        super().__init__(label=label, required=False, help_text=help_text)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return ", ".join(f"{name} {round(share * 100, 2):g}%" for name, share in value.items())

    def to_python(self, value: Any) -> Any:
        found: dict[str, float] = {}
        for part in filter(None, (part.strip().lower() for part in _PARTS.split(value or ""))):
            share = _SHARE.match(part)
            if share is None:
                raise ValidationError(
                    f"Write formats with their shares like “image 60%, text 40%”; “{part}” is not."
                )
            found[share["name"]] = round(float(share["percent"].replace(",", ".")) / 100, 6)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")


class ItemsField(forms.MultipleChoiceField):
    """Some items of the strategy, by their keys."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Let people choose among these."""
        self.choices = [(item["key"], item["label"]) for item in items]


class ItemField(forms.TypedChoiceField):
    """One item of the strategy, or none."""

    def __init__(self, label: str, *, none: str, **kwargs: Any) -> None:
        self._none = none
        super().__init__(label=label, required=False, empty_value=None, choices=[("", none)], **kwargs)

    def offer(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Let people choose among these, or none."""
        self.choices = [("", self._none), *((item["key"], item["label"]) for item in items)]


class HueField(forms.TypedChoiceField):
    """One of the eight colours of pillars."""

    def __init__(self, label: str) -> None:
        choices = [
            (hue, format_html('<span class="pillar" style="--hue: {}">{}</span>', hue, f"Colour {hue}"))
            for hue in range(1, 9)
        ]
        super().__init__(
            label=label,
            coerce=int,
            empty_value=None,
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
        )
