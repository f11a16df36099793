"""Known names are found where they stand as names, with all whom they may mean; the report decides."""

import pytest

from reportedly.resolve.here import here
from reportedly.resolve.known import shipped
from reportedly.resolve.mentions import Names

KNOWN = shipped()
NAMES = Names(KNOWN)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(find.span.of(text).text, find.keys) for find in NAMES.find(text)]


def keys(text: str, language: str = "en") -> dict[str, str]:
    return {m.span.of(text).text: m.key for m in here(text, language, NAMES, KNOWN).mentions}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ford's plant, not affordable Fordham", ["Ford"]),
        ("Планы АвтоВАЗа и Toyotas", ["АвтоВАЗ", "Toyota"]),
        ("the apple of Apple", ["Apple"]),
        ("an expansion, said Expansión", ["Expansión"]),
        ("现代的北汽集團和小米汽车", ["北汽集團", "小米汽车"]),
        ("현대자동차는 ニッサンの", ["현대자동차", "ニッサン"]),
        ("News of the world", []),
    ],
)
def test_a_name_counts_where_it_stands_as_one(text, names):
    assert [name for name, _ in found(text)] == names


def test_the_longest_name_at_a_place_is_found_and_a_shorter_one_where_that_fails():
    assert found("Ford Motor Company")[0][1] == ("ford",)
    assert [name for name, _ in found("Samsung SDI and Samsung sdifoo")] == ["Samsung SDI", "Samsung"]


def test_all_who_bear_a_name_are_kept():
    assert found("Saab")[0][1] == ("saab-ab", "saab-automobile")


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Saab wins an order for Gripen fighter jets from the air force.", "Saab", "saab-ab"),
        ("Saab filed for bankruptcy; its cars are no longer sold by dealers.", "Saab", "saab-automobile"),
        ("Saab Automobile is insolvent. Saab owes its workers wages.", "Saab", "saab-automobile"),
        ("Delta cancelled flights, as did United Airlines; passengers waited.", "Delta", "delta"),
        ("Delta of Taiwan makes power supplies for servers and electronics.", "Delta", "delta-electronics"),
        ("Apollo, the private equity firm, leads a buyout with KKR.", "Apollo", "apollo-global"),
        ("Apollo will make tyres in Hungary, the tyre maker said.", "Apollo", "apollo-tyres"),
        ("Apollo treated the patients in its hospitals in Chennai.", "Apollo", "apollo-hospitals"),
        ("Merck of Darmstadt, Germany, sells its stake. Germany approves.", "Merck", "~merck"),
    ],
)
def test_who_is_meant_by_a_name_of_several_is_told_by_the_rest_of_the_report(text, name, key):
    assert keys(text)[name] == key


@pytest.mark.parametrize("text", ["Saab said on Monday that it would grow.", "Apollo rose.", "Delta fell, Merck rose."])
def test_where_nothing_tells_a_name_is_kept_under_no_company(text):
    assert all(key.startswith("~") for key in keys(text).values())


def test_what_is_decided_in_one_report_holds_in_no_other():
    first = keys("Saab wins an order for Gripen fighter jets and radars.")["Saab"]
    assert (first, keys("Saab said so on Monday.")["Saab"]) == ("saab-ab", "~saab")
