"""Public holidays of a country or one of its regions, by the `holidays` package; no calendar of our own."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

import holidays
from holidays.registry import COUNTRIES

_SMALL_WORDS = {"and", "da", "of", "the"}
_ENGLISH = "en_US"


@cache
def countries() -> dict[str, str]:
    """Every country whose holidays are known: its two letters, and its name, by name."""
    names = {codes[1]: _name(module) for module, codes in COUNTRIES.items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


@cache
def regions(country: str) -> dict[str, str]:
    """The regions of a country that keep holidays of their own: code and name, by name; none for many countries."""
    if country not in countries():
        return {}
    calendar = holidays.country_holidays(country)
    names = {str(code): str(code) for code in calendar.subdivisions}
    names |= {str(code): str(name) for name, code in getattr(calendar, "subdivisions_aliases", {}).items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def holidays_between(
    country: str, region: str, first_on: date, last_on: date, locale: str = "en"
) -> dict[date, str]:
    """The public holidays on these days (both included), by day, in `locale` where they are known in it, else English.

    Nothing for a country or a region that is not known: a calendar that was renamed breaks no page.
    """
    if country not in countries() or (region and region not in regions(country)):
        return {}
    found = [_of_year(country, region, year, locale) for year in range(first_on.year, last_on.year + 1)]
    days = {day: name for year in found for day, name in year.items() if first_on <= day <= last_on}
    return dict(sorted(days.items()))


@lru_cache(maxsize=400)
def _of_year(country: str, region: str, year: int, locale: str) -> Mapping[date, str]:
    language = _language(country, locale)
    known = holidays.country_holidays(country, subdiv=region or None, years=year, language=language)
    return {day: name for day, name in known.items() if day.year == year}


@cache
def _language(country: str, locale: str) -> str | None:
    """The language of `locale` where names are known in it, else English, else the country's. Left open, the package
    would ask the machine."""
    calendar = holidays.country_holidays(country)
    known = calendar.supported_languages or ()
    wanted = [code for code in known if code.split("_")[0] == locale.split("-")[0]]
    return next((code for code in (*wanted, _ENGLISH) if code in known), calendar.default_language)


def _name(module: str) -> str:
    """ "trinidad_and_tobago" as "Trinidad and Tobago"."""
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in module.split("_"))
