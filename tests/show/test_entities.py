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
    assert json.loads(do("entity", name, "--json").stdout)["key"] == "~zeta motors"
    assert do("split", "Zeta Motors", name).returncode == 0
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


def told_of(name, *, n, text=None, object="plant"):
    text = text or f"{name} will build a plant in Linz"
    says = Says(text, "planned", None, name, object, kind="facility")
    return page(f"https://news.example/of/{n}", f"News {n}", text, "2024-02-01", says)


def test_one_name_is_one_entity_however_its_sentence_begins(do, tmp_path):
    whole = "Staff of Drive Courier heard that Drive Courier will build a plant in Linz"
    put(tmp_path, told_of("Drive Courier", n=1), told_of("Drive Courier", n=2, text=whole))
    found = rows(do("entities", "--about", "courier", "--json"))
    assert [(row["key"], row["name"], row["pages"]) for row in found.values()] == [
        ("~drive courier", "Drive Courier", 2)
    ]


def test_a_name_that_two_bear_is_said_to_be_ambiguous(do, tmp_path):
    both = "Kantor will build a plant in Linz, as staff of Kantor Motive heard"
    put(tmp_path, told_of("Kantor", n=1), told_of("Kantor", n=2, text=both))
    for done in (do("entity", "Kantor"), do("merge", "Kantor", "Zeta Motors")):
        assert done.returncode == 2
        assert "several; give a key: ~kantor (Kantor), ~kantor motive (Kantor)" in done.stderr
    assert do("confirm", "~kantor motive", "~kantor").returncode == 0
    assert json.loads(do("entity", "Kantor", "--json").stdout)["key"] == "~kantor motive"


def test_a_name_is_shown_as_texts_have_it(do, tmp_path):
    text = "Kantor Motive will build the second Ostheim works"
    put(tmp_path, told_of("Kantor Motive", n=1, text=text, object="Ostheim works"))
    (told,) = json.loads(do("stories", "--about", "Kantor Motive", "--json").stdout)
    assert told["participants"] == ["Kantor Motive", "Ostheim works"]


def test_two_that_were_never_taken_for_one_cannot_be_confirmed(do):
    done = do("confirm", "Zeta Motors", "Northern Motor")
    assert done.returncode == 2
    assert "~zeta motors and ~northern motor are two, never taken for one; to join them: reportedly merge" in (
        " ".join(done.stderr.split())
    )
    assert json.loads(do("judgements", "--json").stdout) == []
    do("merge", "Zeta Motors", "Northern Motor")
    assert do("confirm", "Zeta Motors", "Northern Motor").returncode == 0


def test_what_is_judged_twice_is_on_record_already(do):
    do("split", "Zeta Motors", "Northern Motor")
    again = do("split", "~northern motor", "Zeta Motors")
    assert again.returncode == 0
    assert "on record already, nothing has changed: split ~zeta motors ~northern motor" in again.stderr
    assert [one["holds"] for one in json.loads(do("judgements", "--json").stdout)] == [True]
