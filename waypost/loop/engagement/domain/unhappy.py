"""By which words a message counts as unhappy. Nothing here understands a message; a count is a sign, not a judgement."""

import re
from collections.abc import Mapping
from functools import lru_cache

from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

MOST = 200
LONGEST = 4000
SHORTEST = 2
SIGNS = ("😡", "😠", "😞", "👎", "🤬")
USUAL: Mapping[str, tuple[str, ...]] = {
    "en": (
        "broken", "damaged", "disappoint*", "late", "wrong", "refund", "never again", "angry", "unhappy", "complain*",
        "worst", "terrible", "awful", "rude", "scam", "missing", "not ok", "not okay", "not good", "not working",
        "not acceptable",
    ),
    "de": (
        "kaputt*", "beschädigt*", "enttäusch*", "verspätet*", "falsch*", "erstattung", "geld zurück", "nie wieder",
        "wütend", "sauer", "unzufrieden*", "beschwer*", "schlecht*", "schrecklich*", "furchtbar*", "unverschämt*",
        "betrug", "abzocke", "fehlt", "funktioniert nicht", "unmöglich", "frechheit",
    ),
    "fr": (
        "cassé*", "abîmé*", "déçu*", "décevant*", "en retard", "faux", "remboursement", "rembourse*", "plus jamais",
        "en colère", "mécontent*", "plainte*", "réclamation*", "pire", "horrible*", "affreu*", "arnaque*", "manque*",
        "ne marche pas", "ne fonctionne pas", "inadmissible*", "inacceptable*", "honteux",
    ),
    "es": (
        "roto*", "rota*", "dañad*", "decepci*", "tarde", "retraso", "mal", "equivocad*", "reembolso", "nunca más",
        "enfadad*", "enojad*", "descontent*", "queja*", "reclamaci*", "peor", "terrible*", "horrible*", "estafa*",
        "timo", "falta*", "no funciona", "inaceptable*", "vergüenza",
    ),
    "it": (
        "rott*", "danneggiat*", "delus*", "deludente*", "in ritardo", "sbagliat*", "rimborso", "mai più", "arrabbiat*",
        "insoddisfatt*", "reclam*", "lament*", "pegg*", "terribil*", "orribil*", "truff*", "manca*", "non funziona",
        "inaccettabil*", "vergogn*",
    ),
    "pt": (
        "partid*", "quebrad*", "danificad*", "desilud*", "dececion*", "decepcion*", "atrasad*", "errad*", "reembolso",
        "nunca mais", "zangad*", "irritad*", "insatisfeit*", "queixa*", "reclama*", "pior", "terrív*", "horrív*",
        "burla", "golpe", "falta*", "não funciona", "inaceitáv*", "vergonha",
    ),
    "nl": (
        "kapot*", "beschadigd*", "teleur*", "te laat", "verkeerd*", "fout", "geld terug", "terugbetal*", "nooit meer",
        "boos", "ontevreden", "klacht*", "slecht*", "vreselijk*", "verschrikkelijk*", "oplichti*", "ontbreekt",
        "werkt niet", "onacceptabel*", "schande*",
    ),
}  # fmt: skip
"""Plain words of a complaint by language; a star stands for any ending."""
LANGUAGES: Mapping[str, str] = {
    "en": _("English"),
    "de": _("German"),
    "fr": _("French"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "nl": _("Dutch"),
}


def usual_words(locale: str) -> tuple[str, ...]:
    """The words that a brand begins with: those of its language, and English ones, because people write both."""
    own = USUAL.get(locale.split("-")[0].split("_")[0].lower(), ())
    return tuple(dict.fromkeys((*own, *USUAL["en"], *SIGNS)))


def words_of(said: str) -> tuple[str, ...]:
    """What somebody wrote, one a line or by commas, once each in one case; a Refusal (field `words`) when it is no use."""
    found = tuple(dict.fromkeys(" ".join(each.casefold().split()) for each in re.split(r"[,;\n]", said)))
    found = tuple(each for each in found if each)
    if len(found) > MOST or len("\n".join(found)) > LONGEST:
        raise Refusal(f"Those are too many: {MOST} words are enough.", field="words")
    useless = next((each for each in found if each.isascii() and len(each.rstrip("*")) < SHORTEST), None)
    if useless is not None:
        raise Refusal(f"“{useless}” would be found almost everywhere. Write a longer word.", field="words")
    return found


def reads_unhappy(said: str, words: tuple[str, ...]) -> bool:
    """Whether a message holds one of the words: whole, or with any ending where a star stands."""
    return bool(words) and _finder(words).search(" ".join(said.casefold().split())) is not None


@lru_cache(maxsize=200)
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(each) for each in words))


def _pattern(word: str) -> str:
    """Where words stand without spaces between them, and for a picture, neither end has to be a word's."""
    plain = word.rstrip("*")
    begins = r"(?<!\w)" if plain[:1].isalnum() and plain[0] < _UNSPACED else ""
    ends = r"(?!\w)" if plain[-1:].isalnum() and plain[-1] < _UNSPACED and not word.endswith("*") else ""
    return f"{begins}{re.escape(plain.casefold())}{ends}"


_UNSPACED = "\u0e00"
