"""The real command, as people and pipes use it: what it prints where, and how it exits."""

import csv
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
import typer

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.show import cli
from reportedly.show.cli.main import COMMANDS
from reportedly.show.cli.main import run as run_here
from tests.conftest import ROOT, TEXT

EXAMPLES = sorted(str(p) for p in (ROOT / "examples").iterdir())
ESCAPE = "\x1b"
GERMAN = (
    "Xiaomi übernimmt ein Werk in Peking, berichtet die Zeitung am Freitag. Das Unternehmen wollte sich dazu nicht äußern "
    "und verwies auf die Behörden, die bisher nichts entschieden haben."
)


def test_add_and_list(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    added = run("add", "a.txt")
    assert (added.returncode, added.stdout) == (0, "")
    assert re.fullmatch(r"added 1 report with \d claims\n", added.stderr)
    assert run("add", "a.txt").stderr == "added 0 reports with 0 claims; 1 known already\n"
    listed = run("claims", "--about", "brio")
    assert re.search(r"supply .*the report itself .*agreed .*Brio Cells agreed", listed.stdout)
    assert re.fullmatch(r"\d claims?\n", listed.stderr)
    assert ESCAPE not in listed.stdout + listed.stderr + added.stderr


def test_a_text_without_title_and_outlet_is_called_by_its_file_and_never_by_a_digest(run, tmp_path):
    (tmp_path / "lyon.txt").write_text("Acme Corp has agreed to buy Zeta Motors, Acme said.\n")
    assert run("add", "lyon.txt").returncode == 0
    assert run("add", "-", stdin="Brio Cells has agreed to supply Acme Corp, Brio said.\n").returncode == 0
    shown = [run(*asked).stdout for asked in (("reports",), ("claims",), ("stories",))]
    story = json.loads(run("stories", "--json").stdout)[0]["id"]
    shown.append(run("story", story).stdout)
    assert "text:" not in "".join(shown)
    assert "lyon.txt" in shown[0]
    assert "standard input" in shown[0]
    assert "lyon.txt" in shown[3] or "standard input" in shown[3]


def test_claims_are_asked_for_by_who_denies_and_between_two_days(run):
    run("add", *EXAMPLES)
    everything = json.loads(run("claims", "--json").stdout)
    denied = json.loads(run("claims", "--stance", "denies", "--json").stdout)
    assert denied == [row for row in everything if row["stance"] == "denies"]
    assert denied
    early = json.loads(run("claims", "--since", "2021-01-01", "--until", "2022-12-31", "--json").stdout)
    assert early == [row for row in everything if "2021-01-01" <= (row["published"] or "") <= "2022-12-31"]
    assert early


def test_what_may_be_copied_or_compared_is_not_broken_on_a_narrow_terminal(run, tmp_path):
    rows = [
        {"id": "de", "title": "Xiaomi übernimmt Werk", "text": GERMAN},
        {"id": "de2", "title": "Noch einmal", "text": GERMAN + " Mehr dazu morgen."},
    ]
    (tmp_path / "de.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", *EXAMPLES, "de.jsonl", "no.txt")
    copied = json.loads(run("reports", "--search", "Kestrova", "--json").stdout)[0]["id"]
    wanted = {
        "reports": {row["id"][:10] for row in json.loads(run("reports", "--json").stdout)},
        "claims": {row["id"][:10] for row in json.loads(run("claims", "--json").stdout)},
        "stories --events": {row["id"][:10] for row in json.loads(run("stories", "--events", "--json").stdout)},
        "quarantine": {"quarantine"},
        "entities": {"authority", "company"},
        f"reports --copies-of {copied}": {copied[:10], "2025-03-03"},
    }
    for width in (60, 80):
        shown = {command: run(*command.split(), COLUMNS=str(width)).stdout for command in wanted}
        assert all(len(line) <= width for told in shown.values() for line in told.splitlines())
        for command, words in wanted.items():
            assert words <= set(shown[command].split()), command
        days = re.findall(r"2025-11-\d+", shown["stories --events"])
        assert days
        assert set(days) == {"2025-11-28"}


def test_why_a_day_or_claims_are_not_known_stands_once_below_the_table(run, tmp_path):
    rows = [{"id": str(n), "title": f"Nummer {n}", "text": f"{GERMAN} Nummer {n}."} for n in range(3)]
    (tmp_path / "de.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", "de.jsonl")
    *table, day_is, language_is = run("reports").stdout.splitlines()
    assert "\n".join(table).count("0 (2)") == 3
    assert "\n".join(table).count("unknown") == 3
    assert day_is.startswith("(1) ")
    assert re.fullmatch(r"\(2\) it is in German; reader-\d+ reads English", language_is.strip())


def test_the_contract_of_extract(run, tmp_path):
    rows = [
        {"id": 7, "text": TEXT, "title": "not in the text"},
        {"id": "b", "text": "Nothing."},
        {"id": "c", "text": "Acme will buy Zeta. 小米🚗"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    done = run("extract", "in.jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [a["id"] for a in answers] == [7, "b", "c"]
    assert len(answers[0]["claims"]) >= 3
    assert answers[1]["claims"] == []
    assert not (tmp_path / "ledger.db").exists()
    for row, answer in zip(rows, answers, strict=True):
        for claim in answer["claims"]:
            texts = [
                *claim["evidence"],
                *(f for fs in claim["roles"].values() for f in fs),
                *(v["name"] for v in claim["voices"]),
            ]
            assert all(text in row["text"] for text in texts)


def test_extract_does_without_the_database(tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}) + "\n")
    asked = "import sys; from reportedly.show.cli.main import run; print(run(['extract', 'in.jsonl'], debug=True))"
    asked += "; sys.exit('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("}\n0\n")


def test_the_list_of_commands_is_that_of_their_modules():
    registered = {}
    for module in (path.stem for path in Path(cli.__file__).parent.glob("[a-z]*.py")):
        if register := getattr(import_module(f"reportedly.show.cli.{module}"), "register", None):
            part = typer.Typer()
            register(part)
            registered |= dict.fromkeys(typer.main.get_group(part).commands, module)
    assert registered == COMMANDS


def test_a_mistyped_command_is_proposed_though_no_command_was_loaded(run):
    done = run("exrtact")
    assert done.returncode == 2
    assert "Did you mean 'extract'" in done.stderr


def test_extract_from_standard_input_goes_on_after_a_bad_line(run):
    done = run(
        "extract",
        "-",
        stdin='{"id": 1, "text": "Acme will buy Zeta."}\nno json\n{"text": "x"}\n{"id": 2, "text": "a"}\n',
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    assert done.returncode == 1
    assert [line.split(":")[:2] for line in done.stderr.splitlines()] == [["-", "2"], ["-", "3"]]


def bad_inputs(folder: Path) -> list[str]:
    files = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 20,
        "latin.txt": "Café".encode("cp1252"),
        "huge.txt": b"Acme bought Zeta. " * 3_000_000,
        "page.pdf": b"%PDF-1.7 x",
        "script.html": b"<html><body><script>x()</script>",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "rows.jsonl").write_text('{"id": 1, "text": "Acme will buy Zeta."}\n{no json\n{"id": 2}\n')
    (folder / "folder").mkdir()
    return [
        *files,
        "rows.jsonl",
        "folder",
        "missing.html",
        "http://no-such-host.invalid/",
        "http://127.0.0.1:9/",
        "ftp://e.org/a",
    ]


def test_every_bad_input_is_one_clear_line_and_the_rest_goes_on(run, tmp_path):
    names = bad_inputs(tmp_path)
    (tmp_path / "last.txt").write_text("Zeta Motors will close its plant in Lyon.")
    done = run("add", *names, "last.txt")
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    closing = r"added 2 reports with \d claims; 2 skipped; 11 refused \(see: reportedly quarantine\)"
    assert re.fullmatch(closing, lines[-1])
    told = {line.split(": ")[0] for line in lines[:-1]}
    assert told == {*names, "rows.jsonl:2", "rows.jsonl:3"} - {"rows.jsonl"}
    assert len(lines) == len(told) + 1
    assert "Traceback" not in done.stderr
    held = json.loads(run("quarantine", "--json").stdout)
    assert {e["place"] for e in held} == told - {"empty.txt", "script.html"}
    assert {e["fate"] for e in held} == {"quarantine", "retry"}
    assert len(json.loads(run("reports", "--json").stdout)) == 2


def test_json_of_every_listing_is_json(run):
    run("add", *EXAMPLES)
    for command in (["claims"], ["reports"], ["quarantine"], ["doctor"], ["claims", "--about", "nobody at all"]):
        assert json.loads(run(*command, "--json").stdout) is not None
    (claim, *_) = json.loads(run("claims", "--json", "--limit", "1").stdout)
    assert json.loads(run("show", claim["id"], "--json").stdout) == claim
    report = json.loads(run("show", claim["report"], "--json").stdout)
    start, end = claim["offsets"]["evidence"][0]
    assert report["text"][start:end] == claim["evidence"][0]
    added = run("add", "--json", *EXAMPLES).stdout.splitlines()
    assert {json.loads(line)["state"] for line in added} == {"known"}


def test_show_marks_the_evidence(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    run("add", "a.txt")
    claims = json.loads(run("claims", "--kind", "supply", "--json").stdout)
    claim = next(claim for claim in claims if "supply batteries" in claim["evidence"][0])
    shown = run("show", claim["id"][:9]).stdout
    assert f"⟦{claim['evidence'][0]}⟧" in shown
    whole = run("show", claim["report"]).stdout
    assert whole.count("⟦") >= 3
    assert "Acme may buy a plant of Zeta Motors, report says" in whole


def test_the_days_a_claim_speaks_of_stand_beside_it(run, tmp_path):
    row = {
        "id": 1,
        "published": "2025-08-05",
        "text": "Acme will close its plant in Lyon in September, it said on Monday.",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(row))
    run("add", "in.jsonl")
    (claim,) = json.loads(run("claims", "--json").stdout)
    assert (claim["roles"]["time"], claim["when"]) == (["September"], ["2025-09-01", "2025-10-01"])
    assert claim["said_on"] == ["2025-08-04", "2025-08-05"]
    assert "2025-09-01 to 2025-09-30" in run("show", claim["id"]).stdout
    (exported,) = csv.DictReader(io.StringIO(run("export", "claims", "--format", "csv").stdout))
    assert exported["when"] == "2025-09-01/2025-10-01"


def test_what_a_version_changed_is_shown_and_silent_edits_are_marked(run, tmp_path):
    texts = (
        "Acme may buy Zeta.\n\nBrio Cells closed a plant.",
        f"Acme will buy Zeta{ESCAPE}[2J.\n\nBrio Cells closed a plant.",
        "Acme will buy Zeta.\n\nBrio Cells closed a plant.\n\nCorrection: Acme, not Brio, may buy Zeta.",
    )
    for text in texts:
        (tmp_path / "in.jsonl").write_text(
            json.dumps({"id": "a", "text": text}) + '\n{"id": "b", "text": "Acme fell."}'
        )
        run("add", "in.jsonl")
    shown = run("show", "a", "--changes").stdout
    assert ESCAPE not in shown
    assert "version 2" in shown
    assert "silent edit" in shown
    assert "Acme [-may -]{+will +}buy Zeta" in shown
    assert "correction note: “Correction: Acme, not Brio, may buy Zeta.”" in shown
    told = json.loads(run("show", "a", "--changes", "--json").stdout)
    assert [v.get("silent") for v in told["versions"]] == [None, True, False]
    assert told["versions"][1]["changes"][0]["pieces"][1:3] == [["removed", "may "], ["added", "will "]]
    (edited,) = json.loads(run("reports", "--changed", "--json").stdout)
    assert (edited["name"], edited["silent"]) == ("a", [2])
    assert "silent edit: 2" in run("reports", "--changed").stdout
    assert json.loads(run("show", "a", "--json").stdout)["notes"][0]["kind"] == "correction"


def test_what_a_report_tells_about_itself_is_shown_and_exported(run, tmp_path):
    row = {"id": 1, "text": "Acme bought Zeta.", "authors": ["Ann\x1b[J Lee", "Bo Ek"], "section": "Cars"}
    (tmp_path / "a.jsonl").write_text(
        json.dumps(row | {"outlet": "Post", "based_on": {"outlet": "Wire", "url": "https://w.example/9"}})
    )
    run("add", "a.jsonl")
    shown = run("show", "1").stdout
    for line in ("by: Ann\ufffd[J Lee, Bo Ek", "section: Cars", "based on: Wire (stated), https://w.example/9"):
        assert line in shown
    told = {"outlet": "Wire", "url": "https://w.example/9", "how": "stated"}
    for listed in (json.loads(run("reports", "--json").stdout)[0], json.loads(run("show", "1", "--json").stdout)):
        assert (listed["section"], listed["based_on"]) == ("Cars", told)
    (cells,) = csv.DictReader(io.StringIO(run("export", "reports", "--format", "csv").stdout))
    assert (cells["section"], cells["based_on"]) == ("Cars", "Wire")
    assert cells["authors"].endswith(" | Bo Ek")


def test_exports_are_whole_and_keep_offsets(run, tmp_path):
    run("add", *EXAMPLES)
    claims = [json.loads(line) for line in run("export", "claims").stdout.splitlines()]
    reports = {r["id"]: r for line in run("export", "reports").stdout.splitlines() if (r := json.loads(line))}
    assert len(reports) == 14
    for claim in claims:
        text = reports[claim["report"]]["text"]
        assert [text[s:e] for s, e in claim["offsets"]["evidence"]] == claim["evidence"]
    table = list(csv.DictReader(io.StringIO(run("export", "claims", "--format", "csv").stdout)))
    assert [row["id"] for row in table] == [claim["id"] for claim in claims]
    assert run("export", "reports", "--format", "csv", "-o", "r.csv").stdout == ""
    with (tmp_path / "r.csv").open(newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == set(reports)


def test_a_page_cannot_write_to_the_terminal_or_a_spreadsheet(run, tmp_path):
    (tmp_path / "a.txt").write_text("=HYPERLINK(evil) Acme \x1b[2J Corp will buy Zeta\u202e Motors.")
    run("add", "a.txt")
    for command in (["claims"], ["reports"], ["show", "r1-"]):
        printed = run(*command).stdout
        assert printed
        assert ESCAPE not in printed
        assert "\u202e" not in printed
    (row,) = csv.DictReader(io.StringIO(run("export", "reports", "--format", "csv").stdout))
    assert row["text"].startswith("'=")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["claims"], 3, "there is no ledger"),
        (["show", "c1-x"], 3, "there is no ledger"),
        (["serve"], 3, "there is no ledger"),
        (["claims", "--kind", "marriage"], 2, "marriage"),
        (["claims", "--since", "yesterday"], 2, "yesterday"),
        (["claims", "--no-such"], 2, "--no-such"),
        (["add"], 2, "PATH|URL|-"),
        (["no-such"], 2, "no-such"),
        (["extract", "no.jsonl"], 1, "no such file"),
        (["extract", str(ROOT / "README.md")], 1, "JSON Lines"),
        (["add", "--max-mb", "-1", "a"], 2, "--max-mb"),
        (["export", "claims", "--format", "xml"], 2, "xml"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_exit_code(run, arguments, code, told):
    done = run(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_an_unknown_id_has_its_own_exit_code(run):
    run("add", EXAMPLES[0])
    assert run("show", "c1-zzzz").returncode == 4
    assert "id" in run("show", "nothing").stderr


def test_no_traceback_but_with_debug(run):
    assert "Traceback" not in run("claims").stderr
    assert "Traceback" in run("claims", "--debug").stderr
    assert "Traceback" in run("--debug", "claims").stderr


def test_every_command_has_help_and_the_main_ones_examples(run, capsys):
    whole = run("--help").stdout
    commands = re.findall(r"^  ([a-z-]+)  ", whole.split("Commands:")[1], re.M)
    following = ["follow", "unfollow", "feeds", "fetch", "watch"]
    looking = ["claims", "reports", "show", "export"]
    telling = ["stories", "story", "rebuild"]
    judging = ["entities", "entity", "merge", "split", "confirm", "judgements"]
    adding = ["add", "catch-up", "extract", "quarantine"]
    assert commands == [*adding, *following, *looking, *telling, *judging, "doctor", "serve"]
    for command in commands:
        assert run_here([command, "--help"], debug=True) == 0
        told = capsys.readouterr().out
        assert "--help" in told
        assert "Examples:" in told or command not in ("add", "extract", "claims", "export")
    assert "Exit codes" in whole
    assert run("--version").stdout.startswith("reportedly ")


def test_completion_is_there_for_shells(run):
    assert (
        "_reportedly_completion"
        in run("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1").stdout
    )


def test_doctor_tells_claims_of_earlier_versions_from_current_ones(run, tmp_path):
    for word in ("will", "may"):
        text = f"Acme Corp {word} buy the Zeta Motors plant in Lyon, the company said."
        (tmp_path / "edited.jsonl").write_text(json.dumps({"id": "edited", "text": text}))
        run("add", str(tmp_path / "edited.jsonl"))
    found = json.loads(run("doctor", "--json").stdout)
    current = len(json.loads(run("claims", "--json").stdout))
    assert 0 < current < found["claims"]
    assert found["claims_in_earlier_versions_or_readings"] == found["claims"] - current


def test_doctor_knows_a_healthy_ledger_from_an_ill_one(run, tmp_path):
    assert "not made yet" in run("doctor").stdout
    run("add", *EXAMPLES)
    well = json.loads(run("doctor", "--json").stdout)
    assert (well["state"], well["reports"], well["faults"]) == ("healthy", 14, [])
    assert well["reports_left_out_of_stories"] == 0
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE pages SET fault = 'KeyError: 1' WHERE version_seq IN (1, 2)")
    assert json.loads(run("doctor", "--json").stdout)["reports_left_out_of_stories"] == 2
    content = bytearray(path.read_bytes())
    content[8192:20000] = b"x" * (20000 - 8192)
    path.write_bytes(content)
    ill = run("doctor", "--json")
    assert ill.returncode == 3
    assert json.loads(ill.stdout)["faults"]


def drop_root() -> tuple[str, ...]:
    """Root may write everything; without that power it is an ordinary user."""
    return ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override") if os.geteuid() == 0 else ()


def test_a_read_only_ledger_can_be_read_but_not_written(run, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    ledger = folder / "l.db"
    run("add", EXAMPLES[0], REPORTEDLY_LEDGER=str(ledger))
    ledger.chmod(0o444)
    folder.chmod(0o555)
    try:
        before = ledger.read_bytes()
        refused = run("add", EXAMPLES[1], REPORTEDLY_LEDGER=str(ledger), prefix=drop_root())
        assert refused.returncode == 3
        assert "read-only" in refused.stderr
        assert refused.stderr.count("\n") == 1
        assert ledger.read_bytes() == before
        listed = run("claims", "--json", REPORTEDLY_LEDGER=str(ledger), prefix=drop_root())
        assert json.loads(listed.stdout)
    finally:
        folder.chmod(0o755)


def test_a_full_disk_stops_in_one_line_and_leaves_whole_reports(run, tmp_path):
    rows = [
        {
            "id": n,
            "text": f"Acme Corp will close plant {n} in Lyon. "
            + f"Nothing of note was said in note {n} of the town. " * 100,
        }
        for n in range(400)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    full = run("add", "a.jsonl", prefix=("prlimit", "--fsize=600000"))
    assert full.returncode == 3
    assert "disk is full" in full.stderr
    assert "Traceback" not in full.stderr
    assert full.stderr.strip().count("\n") <= 1
    kept = json.loads(run("doctor", "--json").stdout)
    assert kept["state"] == "healthy"
    assert 0 < kept["reports"] < 400
    assert all(head["claims"] for head in json.loads(run("reports", "--json").stdout))
    again = run("add", "a.jsonl")
    assert again.returncode == 0
    assert json.loads(run("doctor", "--json").stdout)["reports"] == 400


def start(tmp_path, *arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "reportedly", *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "REPORTEDLY_LEDGER": str(tmp_path / "ledger.db"), **environment},
    )  # fmt: skip


def test_two_adds_at_once_on_one_ledger_both_arrive(run, tmp_path):
    for name in "ab":
        rows = [{"id": f"{name}{n}", "text": f"Acme Corp will close plant {name}{n} in Lyon."} for n in range(150)]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    running = [start(tmp_path, "add", f"{name}.jsonl") for name in "ab"]
    told = [process.communicate(timeout=120)[1] for process in running]
    assert [p.returncode for p in running] == [0, 0]
    assert all(line.startswith("added 150 reports with ") for line in told)
    assert json.loads(run("doctor", "--json").stdout)["reports"] == 300


def kept_in(path: Path) -> int:
    """How many reports are in the ledger at that moment; 0 where it is not made yet."""
    try:
        with Ledger(path) as ledger:
            return ledger.counts().reports
    except LedgerError:
        return 0


@pytest.mark.parametrize("loaded", ["typer", "sqlalchemy.util", "reportedly.ledger", "numpy"])
def test_ctrl_c_while_the_program_loads_prints_no_traceback(tmp_path, loaded):
    (tmp_path / "a.txt").write_text(TEXT)
    process = start(tmp_path, "add", "a.txt", PYTHONPROFILEIMPORTTIME="1")
    while not process.stderr.readline().rstrip().endswith(f" {loaded}"):
        pass
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert "interrupted" in told


def test_ctrl_c_says_how_to_go_on(run, tmp_path):
    rows = [{"id": n, "text": f"Acme Corp will close plant {n} in Lyon."} for n in range(20_000)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    process = start(tmp_path, "add", "a.jsonl")
    deadline = time.monotonic() + 60
    while not kept_in(tmp_path / "ledger.db") and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in told
    assert "Traceback" not in told
    kept = json.loads(run("doctor", "--json").stdout)
    assert 0 < kept["reports"] < 20_000
    assert all(head["claims"] for head in json.loads(run("reports", "--json").stdout))


def test_a_closed_pipe_is_no_error(run, tmp_path):
    run("add", *EXAMPLES)
    command = f"{sys.executable} -m reportedly export claims | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "REPORTEDLY_LEDGER": str(tmp_path / "ledger.db")},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_colours_and_the_bar_only_on_a_terminal(run, tmp_path):
    """`script` gives the command a real terminal."""

    def in_terminal(arguments: str, **environment: str) -> str:
        env = {**os.environ, "REPORTEDLY_LEDGER": str(tmp_path / "t.db"), "TERM": "xterm-256color", **environment}
        command = f"{sys.executable} -m reportedly {arguments}"
        return subprocess.run(
            ["script", "-qec", command, "/dev/null"],
            check=True,
            capture_output=True,
            env=env,
            text=True,
            stdin=subprocess.DEVNULL,
        ).stdout

    assert "%" in in_terminal("add " + " ".join(EXAMPLES))
    coloured = in_terminal("claims")
    assert f"{ESCAPE}[" in coloured
    plain = in_terminal("claims", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", plain)


def test_neither_a_strange_date_nor_a_strange_name_stops_a_batch(run, tmp_path):
    rows = [
        {"text": "Acme bought Zeta.", "published": "2024-06-03T10:00:00+99:99"},
        {"text": "Acme Corp will buy Zeta."},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    done = run("add", "a.jsonl", "a" * 300, "")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("added 2 reports")
    assert "fault of the program" not in done.stderr


def test_an_export_never_replaces_a_device(run, tmp_path):
    run("add", EXAMPLES[0])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert run("export", "claims", "-o", "pipe").returncode == 0
    assert json.loads(reader.communicate(timeout=30)[0].splitlines()[0])
    assert pipe.is_fifo()
    assert run("export", "claims", "-o", "-").stdout
    assert run("export", "claims", "-o", ".").returncode == 2


def test_no_cell_is_a_formula(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": "Acme Corp will buy Zeta.", "title": "=1+cmd|' /C calc'!A0", "outlet": "@1"})
    )
    run("add", "a.jsonl")
    (row,) = csv.DictReader(io.StringIO(run("export", "reports", "--format", "csv").stdout))
    assert (row["title"][:3], row["outlet"]) == ("'=1", "'@1")


def test_without_a_command_there_is_help(run):
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "Commands:" in done.stdout


def test_a_terminal_of_few_characters_shows_what_it_can(run, tmp_path):
    (tmp_path / "a.txt").write_text("Škoda Auto will buy Zeta Motors — 小米.")
    run("add", "a.txt")
    assert run("claims", PYTHONIOENCODING="ascii", LC_ALL="C").returncode == 0


def test_what_is_in_the_quarantine_is_tried_again(run, tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"id": 1, "text": "Acme will buy Zeta."}\n{no json\n')
    assert run("add", "rows.jsonl", "later.txt").returncode == 1
    assert len(json.loads(run("quarantine", "--json").stdout)) == 2
    (tmp_path / "later.txt").write_text("Brio Cells will close its plant in Lyon.")
    (tmp_path / "rows.jsonl").write_text(
        '{"id": 1, "text": "Acme will buy Zeta."}\n{"id": 2, "text": "Olan may sue Zeta."}\n'
    )
    again = run("quarantine", "--retry")
    assert again.returncode == 0
    assert again.stderr.splitlines()[-1].startswith("added 2 reports")
    assert "1 known already" in again.stderr
    assert json.loads(run("quarantine", "--json").stdout) == []
    assert "empty" in run("quarantine", "--retry").stderr


def test_claims_of_one_outlet(run, tmp_path):
    rows = [
        {"id": n, "outlet": o, "text": f"Acme will close plant {n}."}
        for n, o in enumerate(("Les Échos", "Plant & Line"))
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", "rows.jsonl")
    assert len(json.loads(run("claims", "--json").stdout)) == 2
    (found,) = json.loads(run("claims", "--outlet", "les éch", "--json").stdout)
    assert "plant 0" in found["evidence"][0]
    assert json.loads(run("claims", "--outlet", "reuters", "--json").stdout) == []


def test_what_is_in_the_quarantine_can_be_dropped(run, tmp_path):
    (tmp_path / "rows.jsonl").write_text("{no json\n")
    run("add", "rows.jsonl", "later.txt")
    places = [entry["place"] for entry in json.loads(run("quarantine", "--json").stdout)]
    unknown = run("quarantine", "--drop", places[0], "--drop", "never.txt")
    assert (unknown.returncode, unknown.stderr.count("never.txt is not in the quarantine")) == (4, 1)
    assert run("quarantine", "--drop", places[0]).stderr == "dropped 1 input\n"
    assert [entry["place"] for entry in json.loads(run("quarantine", "--json").stdout)] == places[1:]


def test_reports_without_claims_are_told_from_reports_with_none_until_they_are_caught_up_on(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("It was a quiet day, and nothing at all was said about anything.")
    assert run("catch-up").returncode == 3
    added = run("add", "--no-claims", "a.txt", "b.txt")
    assert added.stderr == "added 2 reports without claims (reportedly catch-up reads them)\n"
    assert run("reports").stdout.count("not read") == 2
    assert [row["claims"] for row in json.loads(run("reports", "--json").stdout)] == [None, None]
    assert "reportedly catch-up" in run("show", json.loads(run("reports", "--json").stdout)[0]["id"]).stdout
    assert run("add", "--no-claims", "a.txt").stderr.endswith("1 known already\n")
    assert json.loads(run("stories", "--json").stdout) == []
    caught = run("catch-up")
    assert re.fullmatch(r"read 2 reports with \d claims\n", caught.stderr)
    first, second = (row["claims"] for row in json.loads(run("reports", "--json").stdout))
    assert first > 0
    assert second == 0
    assert len(json.loads(run("stories", "--json").stdout)) == 2
    assert run("catch-up").stderr == "read 0 reports with 0 claims\n"
    assert run("add", "a.txt").stderr == "added 0 reports with 0 claims; 1 known already\n"


def test_catch_up_that_is_stopped_goes_on(run, tmp_path):
    rows = [{"id": n, "text": f"Acme Corp will close plant {n} in Lyon."} for n in range(400)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    run("add", "--no-claims", "a.jsonl")
    process = start(tmp_path, "catch-up", "--json")
    for _ in range(3):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in told
    left = [row["claims"] for row in json.loads(run("reports", "--json").stdout)].count(None)
    assert 0 < left < 400
    assert run("catch-up").stderr.startswith(f"read {left} reports")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "reportedly.example"])
def test_the_pages_have_no_login_and_are_served_to_this_machine_only(run, host):
    run("add", EXAMPLES[0])
    done = run("serve", "--host", host)
    assert done.returncode == 2
    assert "no login" in done.stderr


def test_a_port_that_is_taken_is_said_before_anything_else(run):
    run("add", EXAMPLES[0])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"reportedly: port {port} at 127.0.0.1 cannot be used (")
