"""What a browser would send."""

import re

from django.test import Client


def fields_of(client: Client, path: str) -> dict[str, list[str]]:
    """What a browser would send from the form of a section's page, unchanged."""
    return fields_in(client.get(path).content.decode())


def fields_in(page: str) -> dict[str, list[str]]:
    """The same of a page that was shown already."""
    form = re.findall(r'<form method="post" class="form strategy-form".*?</form>', page, re.DOTALL)[0]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_choice = 'type="checkbox"' in tag or 'type="radio"' in tag
        if name and (not is_choice or "checked" in tag):
            sent.setdefault(name[1], []).append(unescaped(value[1] if value else ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = [unescaped(text.strip())]
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        sent[name] = [unescaped(chosen[1] if chosen else "")]
    return sent


def unescaped(text: str) -> str:
    for entity, character in {"&amp;": "&", "&#x27;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">"}.items():
        text = text.replace(entity, character)
    return text
