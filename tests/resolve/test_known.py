"""The tables of who is known are sound: keys, owners, names."""

from collections import defaultdict

import pytest

from reportedly.model import EntityType
from reportedly.resolve.forms import fold
from reportedly.resolve.judged import above
from reportedly.resolve.known import shipped, tables
from reportedly.resolve.mentions import Names
from reportedly.resolve.words import is_common

KNOWN = shipped()
# Company names that are common English words, too, and by far mean the company where they are written with a capital.
MEANT = {"Shell"}
STEM = 6  # letters up to which the table has whole words


def test_a_key_is_given_once_over_all_tables():
    keys = [row["key"] for table in tables() for row in table]
    assert len(keys) == len(set(keys)) == len(KNOWN.entities)


def test_every_owner_is_in_a_table():
    missing = {o for e in KNOWN.entities.values() for o in e.owners} - KNOWN.entities.keys()
    assert missing == set()


def test_nobody_owns_himself_however_many_are_between():
    for key, entity in KNOWN.entities.items():
        assert all(key not in above(owner, KNOWN.entities) for owner in entity.owners), key


def test_a_tie_stands_where_there_is_an_owner():
    ties = {"subsidiary", "division", "brand", "arm", "joint venture", "affiliate", "department"}
    for entity in KNOWN.entities.values():
        if entity.type is not EntityType.PLACE:
            assert (entity.tie in ties) == bool(entity.owners), entity.key


def test_a_name_of_two_is_listed_with_the_reason():
    bearers = defaultdict(set)
    for entity in KNOWN.entities.values():
        for name in entity.names:
            bearers[fold(name)].add(entity.key)
    listed = {fold(name): set(keys) for name, keys in KNOWN.shared.items()}
    unlisted = {name: keys for name, keys in bearers.items() if len(keys) > 1 and listed.get(name) != keys}
    assert unlisted == {}


def test_everyone_who_shares_a_name_is_in_a_table():
    assert {key for keys in KNOWN.shared.values() for key in keys} <= KNOWN.entities.keys()


def test_no_name_is_a_common_english_word():
    names = {name for e in KNOWN.entities.values() for name in e.names if name.isascii() and name.isalpha()}
    common = {name for name in names if not name.isupper() and len(name) <= STEM and is_common(fold(name))}
    assert common == MEANT


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ("Xiaomi|小米|Сяоми|샤오미", "xiaomi"),
        ("BAIC|北汽|北京汽车集团|БАИК", "baic"),
        ("Nissan|ニッサン|日産|닛산|Ниссан|日产", "nissan"),
        ("Hyundai|현대자동차|現代自動車", "hyundai-motor"),
        ("Toyota|トヨタ|丰田|토요타", "toyota"),
        ("Volkswagen|大众汽车|フォルクスワーゲン|폭스바겐", "volkswagen"),
    ],
)
def test_a_name_in_any_script_leads_to_the_same_company(names, key):
    found = Names(KNOWN)
    assert {name: found.keys_of(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), (key,))
