"""Quality on the annotated reports and stories, beside the floors: `make gold`, or `python -m tests.gold.measure FOLDER`.

In: the folder that holds gold/, stories/ and tools/. Out: every figure of the scorers, those of each kind,
the errors by category, the worst reports, what is wrong with each story, and whether a floor broke.
What a newcomer would get wrong: the figures come from the command `reportedly extract`, not from a short cut.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.gold.figures import Case, by_category, case, per_kind, scorer, worst
from tests.gold.stories import Joined, across_languages, joined, mismatches

Rows = list[dict[str, Any]]

FLOORS = Path(__file__).parent / "floors.json"
SETS = {"dev": "dev.reports.jsonl", "seed": "seed.report.jsonl"}


@dataclass(frozen=True, slots=True)
class Measured:
    """The scorer's figures for one set, and its printed page."""

    name: str
    digest: str
    figures: dict[str, Any]
    page: str
    cases: tuple[Case, ...]


def folder() -> Path:
    """Where the annotated reports lie, beside the project."""
    return Path(__file__).parents[2] / ".." / "shared"


def measure(shared: Path, name: str) -> Measured:
    """The figures for the set `name`, from the real command."""
    reports, claims = shared / "gold" / SETS[name], shared / "gold" / f"{name}.claims.jsonl"
    with tempfile.TemporaryDirectory() as made:
        predicted = Path(made) / "predicted.jsonl"
        with predicted.open("w") as out:
            subprocess.run([sys.executable, "-m", "reportedly", "extract", str(reports)], stdout=out, check=True)
        check = [sys.executable, str(shared / "tools" / "claims_check.py"), str(reports), str(predicted)]
        subprocess.run(check, check=True, capture_output=True)
        score = [sys.executable, str(shared / "tools" / "claims_score.py"), str(reports), str(claims), str(predicted)]
        page = subprocess.run(score, check=True, capture_output=True, text=True).stdout
        figures = json.loads(subprocess.run([*score, "--json"], check=True, capture_output=True, text=True).stdout)
        cases = cases_of(shared, *(_rows(path) for path in (reports, claims, predicted)))
    digest = hashlib.sha256(reports.read_bytes() + claims.read_bytes()).hexdigest()
    return Measured(name, digest, figures, page, cases)


def cases_of(shared: Path, reports: Rows, gold: Rows, predicted: Rows) -> tuple[Case, ...]:
    """Every report with its claims, matched by the scorer."""
    claims, said = ({row["id"]: row for row in rows} for rows in (gold, predicted))
    score = scorer(shared)
    nothing: dict[str, Any] = {"claims": [], "scores": []}
    found = []
    for row in reports:
        read = said.get(row["id"], nothing)
        scores = [one["claim"] for one in read["scores"]]
        found.append(case(score, row, claims[row["id"]]["claims"], read["claims"], scores))
    return tuple(found)


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def broken(name: str, measured: Measured | Joined) -> list[str]:
    """Which bounds of the set are broken, and whether the data are those that the bounds were measured on."""
    bounds = json.loads(FLOORS.read_text())[name]
    figures = measured.figures
    faults = [
        f"{name} {key} is {figures[key]:.3f}, below its floor {floor:.3f}"
        for key, floor in bounds["floors"].items()
        if figures[key] < floor
    ]
    faults += [
        f"{name} {key} is {figures[key]:.3f}, above its ceiling {ceiling:.3f}"
        for key, ceiling in bounds.get("ceilings", {}).items()
        if figures[key] > ceiling
    ]
    if bounds["digest"] != measured.digest:
        faults.append(f"{name} is not the data that the floors were measured on; measure them anew")
    return faults


def main(shared: Path) -> int:
    """Print every set's page and what is broken; 1 if anything is."""
    if not (shared / "gold").is_dir():
        print(f"there are no annotated reports at {shared}; name the folder that holds gold/ and tools/")
        return 2
    faults, score = [], scorer(shared)
    for name in SETS:
        measured = measure(shared, name)
        floors = json.loads(FLOORS.read_text())[name]["floors"]
        print(f"== {name} ==\n{measured.page}")
        print("\n".join(per_kind(score, measured.cases)) + "\n")
        print(by_category(score, measured.cases) + "\n")
        if len(measured.cases) > 1:
            print("the worst reports\n" + "\n".join(worst(score, measured.cases)) + "\n")
        print("floors: " + ", ".join(f"{key} {floor:.3f}" for key, floor in floors.items()) + "\n")
        faults += broken(name, measured)
    if (shared / "stories").is_dir():
        faults += _stories(shared)
    print("\n".join(faults) or "all floors hold")
    return bool(faults)


def _stories(shared: Path) -> list[str]:
    """Print what is measured on the shared stories; what is broken."""
    found, bounds = joined(shared), json.loads(FLOORS.read_text())["stories"]
    print("== stories ==")
    for key, value in found.figures.items():
        bound = "".join(
            f"   {kind[:-1]} {bounds[kind][key]:.3f}" for kind in ("floors", "ceilings") if key in bounds[kind]
        )
        print(f"{key:16} {value:.3f}{bound}")
    print(across_languages(found) + "\n\n" + "\n".join(mismatches(found)) + "\n")
    return broken("stories", found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else folder()))
