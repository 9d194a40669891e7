from datetime import date

from waypost.loop.planning.domain.holidays import countries, holidays_between, regions

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_country_has_its_holidays_by_day_in_order():
    found = holidays_between("PT", "", *YEAR)

    assert found[date(2026, 10, 5)] == "Republic Day"
    assert list(found) == sorted(found)


def test_a_region_keeps_days_of_its_own():
    epiphany = date(2026, 1, 6)

    assert epiphany in holidays_between("DE", "BY", *YEAR)
    assert epiphany not in holidays_between("DE", "BE", *YEAR)
    assert regions("DE")["BY"] == "Bayern"


def test_names_come_in_the_brands_language_where_they_are_known():
    assert holidays_between("PT", "", *YEAR, locale="pt")[date(2026, 12, 25)] == "Dia de Natal"


def test_only_the_days_of_the_period_are_given_over_the_turn_of_a_year():
    found = holidays_between("PT", "", date(2026, 12, 20), date(2027, 1, 2))

    assert list(found) == [date(2026, 12, 25), date(2027, 1, 1)]


def test_a_country_or_region_that_is_not_known_has_none():
    assert holidays_between("XX", "", *YEAR) == {}
    assert holidays_between("DE", "ZZ", *YEAR) == {}
    assert regions("XX") == {}


def test_countries_are_named_as_people_name_them():
    assert countries()["TT"] == "Trinidad and Tobago"
    assert countries()["IM"] == "Isle of Man"
