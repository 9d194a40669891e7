"""What people say: sentences of the file, chosen by mood."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from waypost.networks.sandbox.audience.schema import ANSWERABLE, Audience, Mood, Persona


def mood_of(persona: Persona, tired: float, draw: Random) -> Mood:
    """The mood of a comment; the more tired somebody is (0 to 1), the more often they are bored."""
    weights = dict.fromkeys(ANSWERABLE, 0.0) | dict(persona.moods)
    weights[Mood.BORED] *= 1.0 + 6.0 * tired
    if not any(weights.values()):
        return Mood.GLAD
    return draw.choices(list(weights), list(weights.values()))[0]


def sentence(audience: Audience, mood: Mood, topic: str, handle: str, draw: Random) -> str:
    """Something said in this mood; “{topic}” is a word of the topic, “{handle}” the account's name."""
    words: Mapping[str, tuple[str, ...]] = {found.key: found.words for found in audience.topics}
    fitting = [said for said in audience.says[mood] if topic in words or "{topic}" not in said]
    said = draw.choice(fitting or audience.says[mood])
    return said.replace("{topic}", draw.choice(words.get(topic, ("this",)))).replace("{handle}", f"@{handle}")


def person(audience: Audience, persona: Persona, draw: Random) -> tuple[str, str]:
    """Somebody of a persona: handle and name. A persona's people come back, a few of them often."""
    number = int(draw.paretovariate(1.1)) % (len(audience.names) * 7)
    name = audience.names[number % len(audience.names)]
    plain = "".join(
        letter for letter in name.casefold().replace(" ", ".") if letter.isalnum() or letter == "."
    )
    suffix = number // len(audience.names)
    return f"{plain}.{persona.key[:8]}{suffix or ''}".strip("."), name
