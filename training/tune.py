"""The least probability of a trigger, chosen on held-out reports: `python -m training.tune WEIGHTS HELD DATA...`.

In: exported weights, held.json of the training run, the data it was given, the scorer's module. Out: the F1 of claims
found for each setting; the best is written into weights.json.
What a newcomer would get wrong: nothing is tuned on the development set.
"""

import argparse
import json
from pathlib import Path

from reportedly.read.plain import read_plain
from training.corpus import Row, load
from training.runtime.encoder import Network
from training.runtime.trained import Trained

SETTINGS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def predicted(engine: Trained, report: Row) -> list[Row]:
    """The claims that `engine` finds, as JSON."""
    read = read_plain(report["text"], address="id:held", title=report.get("title"), keep_title=False)
    return [claim.as_json() for claim in engine.extract(read)]


def main() -> None:
    """Score every setting, keep the best."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--scorer", type=Path, required=True, help="the folder of claims_score.py")
    asked = parser.parse_args()
    import sys

    sys.path.insert(0, str(asked.scorer))
    from claims_score import count, total  # type: ignore[import-not-found]

    corpus = load([(Path(f"{d}.reports.jsonl"), Path(f"{d}.claims.jsonl")) for d in asked.data])
    held = [corpus[key] for key in json.loads(asked.held.read_text())]
    found = {}
    for setting in SETTINGS:
        network = Network(asked.weights)
        network.settings["trigger"] = setting
        engine = Trained(network)
        figures = total([count(report["text"], claims, predicted(engine, report)) for report, claims in held])
        found[setting] = figures["found"]
        print(setting, {k: round(v, 3) for k, v in figures.items() if isinstance(v, float)}, flush=True)
    page = json.loads((asked.weights / "weights.json").read_text())
    page["settings"]["trigger"] = max(found, key=lambda s: found[s])
    (asked.weights / "weights.json").write_text(json.dumps(page, indent=2) + "\n")


if __name__ == "__main__":
    main()
