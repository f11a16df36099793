"""The floors of quality, set to what the engine reaches now: `python -m training.floors`.

In: the annotated reports beside the project. Out: tests/gold/floors.json.
What a newcomer would get wrong: a floor lies a little under the figure, since processors round the last digits of the
network's arithmetic differently; a floor that falls keeps the reason that is given with --reason.
"""

import argparse
import json
import math

from reportedly.extract.shipped import shipped
from tests.gold.measure import FLOORS, SETS, folder, measure

_SLACK = {"dev": 0.005, "seed": 0.04}


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reason", help="why floors fall, where any does (edit it in the file where sets differ)")
    asked = parser.parse_args()
    known = json.loads(FLOORS.read_text())
    made = dict(known)  # the floors of stories, which no training moves, stay
    for name in SETS:
        measured = measure(folder(), name)
        floors = {
            key: max(0.0, math.floor((measured.figures[key] - _SLACK[name]) * 1000) / 1000)
            for key in known[name]["floors"]
        }
        fallen = sorted(key for key, floor in floors.items() if floor < known[name]["floors"][key] - _SLACK[name])
        made[name] = {"digest": measured.digest, "engine": shipped().name, "floors": floors}
        if fallen:
            if not asked.reason:
                parser.error(f"{name}: {', '.join(fallen)} fall; give --reason")
            made[name]["reason"] = f"{', '.join(fallen)}: {asked.reason}"
    FLOORS.write_text(json.dumps(made, indent=2) + "\n")


if __name__ == "__main__":
    main()
