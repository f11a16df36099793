"""Quality on the annotated reports, beside the floors: `make gold`, or `python -m tests.gold.measure FOLDER`.

In: the folder that holds gold/ and tools/claims_score.py. Out: every figure of the scorer, and whether a floor broke.
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

FLOORS = Path(__file__).parent / "floors.json"
SETS = {"dev": "dev.reports.jsonl", "seed": "seed.report.jsonl"}


@dataclass(frozen=True, slots=True)
class Measured:
    """The scorer's figures for one set, and its printed page."""

    name: str
    digest: str
    figures: dict[str, Any]
    page: str


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
        page = subprocess.run([*score, "--per-kind"], check=True, capture_output=True, text=True).stdout
        figures = json.loads(subprocess.run([*score, "--json"], check=True, capture_output=True, text=True).stdout)
    digest = hashlib.sha256(reports.read_bytes() + claims.read_bytes()).hexdigest()
    return Measured(name, digest, figures, page)


def broken(measured: Measured) -> list[str]:
    """Which floors of the set are broken, and whether the data are those that the floors were measured on."""
    floors = json.loads(FLOORS.read_text())[measured.name]
    faults = [
        f"{measured.name} {key} is {measured.figures[key]:.3f}, below its floor {floor:.3f}"
        for key, floor in floors["floors"].items()
        if measured.figures[key] < floor
    ]
    if floors["digest"] != measured.digest:
        faults.append(f"{measured.name} is not the data that the floors were measured on; measure them anew")
    return faults


def main(shared: Path) -> int:
    """Print every set's page and what is broken; 1 if anything is."""
    if not (shared / "gold").is_dir():
        print(f"there are no annotated reports at {shared}; name the folder that holds gold/ and tools/")
        return 2
    faults = []
    for name in SETS:
        measured = measure(shared, name)
        floors = json.loads(FLOORS.read_text())[name]["floors"]
        print(f"== {name} ==\n{measured.page}")
        print("floors: " + ", ".join(f"{key} {floor:.3f}" for key, floor in floors.items()) + "\n")
        faults += broken(measured)
    print("\n".join(faults) or "all floors hold")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else folder()))
