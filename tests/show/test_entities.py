"""The real commands about who is who: what they print where, how they exit, what judgements change."""

import json
import re

import pytest

from reportedly.ledger import Ledger
from reportedly.resolve import shipped
from reportedly.run.resolving import resolve
from tests.conftest import Plain, report_of
from tests.told import ENGINE, Says, page

TEXTS = (
    "Reuters reported on Monday that Zeta Motors is in talks to acquire Brio Cells.",
    "Zeta Motors agreed to acquire Brio Cells. Workers of Zeta Motors will strike.",
    "Bloomberg reported that Northern Motor is in talks to acquire Brio Cells.",
    "Xiaomi may buy a plant of Beijing Automotive Group in Qingdao, Reuters reported.",
)


@pytest.fixture(scope="module")
def read_ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("read") / "l.db"
    with Ledger(path, writing=True) as ledger:
        for n, text in enumerate(TEXTS):
            report = report_of(text, f"{n}.txt")
            ledger.put(report, Plain.name, Plain().extract(report), report.address)
        resolve(ledger, shipped())
    return path.read_bytes()


@pytest.fixture
def do(run, tmp_path, read_ledger):
    (tmp_path / "ledger.db").write_bytes(read_ledger)
    return run


def rows(done):
    assert done.returncode == 0, done.stderr
    return {row["key"]: row for row in json.loads(done.stdout)}


def test_entities_lists_known_and_new_ones_with_the_names_met(do):
    found = rows(do("entities", "--json"))
    baic, zeta = found["baic"], found["~zeta motors"]
    assert (baic["known"], baic["type"], baic["country"], baic["pages"]) == (True, "company", "CN", 1)
    assert [one["name"] for one in baic["met"]] == ["Beijing Automotive Group"]
    assert (zeta["known"], zeta["type"], zeta["pages"], zeta["mentions"]) == (False, "unknown", 2, 3)
    told = do("entities", "--about", "zeta", "--type", "unknown")
    assert "~zeta motors" in told.stdout
    assert told.stderr == "1 entity\n"


def test_an_entity_shows_whose_it_is_and_its_parts(do):
    found = json.loads(do("entity", "BAIC Group", "--json").stdout)
    assert found["key"] == "baic"
    assert "baic-motor" in [part["key"] for part in found["parts"]]
    assert "Xiaomi" in do("entity", "baic").stdout


def put(folder, *found):
    with Ledger(folder / "ledger.db", writing=True) as ledger:
        for report, claims in found:
            ledger.put(report, ENGINE, claims, "told")
        resolve(ledger, shipped())


def test_a_tie_that_only_reports_tell_of_says_so(do, tmp_path):
    text = "Brizo Vantel, the battery arm of Zeta Motors, made 11 million cells"
    says = Says(text, "done", None, "Brizo Vantel", "battery arm", kind="structure", counterparty="Zeta Motors")
    put(tmp_path, page("https://news.example/1", "Brizo Vantel in figures", text, "2024-02-01", says))
    assert re.search(r"Zeta Motors \(reports say\)", do("entity", "Brizo Vantel").stdout)
    of_tables = do("entity", "BAIC Motor").stdout
    assert "BAIC Group" in of_tables
    assert "(reports say)" not in of_tables


def test_an_entity_is_found_by_any_name_that_pages_give_it(do, tmp_path):
    name, told = "Šibra Vantel Cells", []
    for n, place in enumerate(("Linz", "Graz", "Wels")):
        text = f"{name} will build a plant in {place}"
        says = Says(text, "planned", None, name, "plant", kind="facility")
        told.append(page(f"https://news.example/{n}", f"News from {place}", text, "2024-02-01", says))
    put(tmp_path, *told)
    (key,) = [row["key"] for row in rows(do("entities", "--json")).values() if row["name"] == name]
    assert key != "~" + name.lower()
    for wanted in (key, name, "Šibra vantel CELLS"):
        assert json.loads(do("entity", wanted, "--json").stdout)["key"] == key
    assert do("merge", "Zeta Motors", name).returncode == 0
    split = do("split", "Zeta Motors", name)
    assert (split.returncode, "the same entity" in split.stderr) == (2, True)
    assert do("split", "Zeta Motors", key).returncode == 0
    assert json.loads(do("entity", name, "--json").stdout)["key"] == key


def test_a_merge_takes_effect_at_once_and_a_split_undoes_it(do):
    merged = do("merge", "Zeta Motors", "Northern Motor", "--reason", "renamed in May")
    assert (merged.returncode, merged.stdout) == (0, "")
    assert merged.stderr == "merge: on record; 3 reports read anew for it\n"
    found = rows(do("entities", "--json"))
    assert found["~zeta motors"]["pages"] == 3
    assert "~northern motor" not in found
    do("rebuild")
    assert rows(do("entities", "--json")) == found
    parted = do("split", "~northern motor", "~zeta motors")
    assert "this sets aside: merge ~zeta motors ~northern motor" in parted.stderr
    assert rows(do("entities", "--json"))["~zeta motors"]["pages"] == 2
    listed = json.loads(do("judgements", "--json").stdout)
    assert [(one["verdict"], one["reason"], one["holds"]) for one in listed] == [
        ("merge", "renamed in May", False),
        ("split", None, True),
    ]
    assert "overruled" in do("judgements").stdout


def test_a_name_can_be_split_off_the_entity_that_a_table_gives_it_to(do):
    assert do("split", "baic", "Beijing Automotive Group").returncode == 0
    found = rows(do("entities", "--json"))
    assert "baic" not in found
    assert found["~beijing automotive"]["pages"] == 1
    assert do("confirm", "baic", "~beijing automotive").returncode == 0
    assert rows(do("entities", "--json"))["baic"]["pages"] == 1


def test_who_is_meant_must_be_clear(do):
    told = do("merge", "saab-ab", "Saab")
    assert told.returncode == 2
    assert "several; give a key: saab-ab (Saab AB), saab-automobile (Saab Automobile)" in told.stderr
    assert do("merge", "baic", "Nobody At All").returncode == 4
    assert do("merge", "baic", "baic").returncode == 2
    assert do("entity", "Nobody At All").returncode == 4
    assert json.loads(do("judgements", "--json").stdout) == []


def test_without_judgements_it_says_how_to_judge(do):
    assert "judge with: reportedly merge" in do("judgements").stderr
