"""The card of the weights that ship: `python -m training.card`, after training.export and training.tune.

In: the weights in the package, the annotated reports beside the project, the log of the training run. Out:
src/reportedly/weights/README.md, with the scores, a confusion table for each head and how far scores can be believed.
What a newcomer would get wrong: every figure here is printed by this run; nothing is written by hand but the words.
"""

import argparse
import json
import platform
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly.extract.layout import CERTAINTIES, KINDS, PHASES, STANCES, VOICES
from reportedly.extract.shipped import weights
from tests.gold.figures import Case, confusion, per_kind, scorer
from tests.gold.measure import folder, measure

FIGURES = ("found", "located", "roles", "phase", "certainty", "stance", "voice", "chain", "whole")
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def table(counts: Counter[tuple[str, str]], labels: Sequence[str]) -> Iterator[str]:
    """A confusion table in Markdown: gold in rows, read in columns; labels that never occur are left out."""
    used = [x for x in labels if any(x in pair for pair in counts)]
    yield "| gold \\ read | " + " | ".join(used) + " |"
    yield "|---" * (len(used) + 1) + "|"
    for gold in used:
        yield f"| **{gold}** | " + " | ".join(str(counts[gold, read] or "·") for read in used) + " |"


def voice_types(cases: Sequence[Case]) -> Counter[tuple[str, str]]:
    """(gold, read) types of the first voice, over claims that were found; "none" where the report itself speaks."""

    def first(claim: dict[str, object]) -> str:
        voices = claim["voices"]
        return str(voices[0]["type"]) if isinstance(voices, list) and voices else "none"

    return Counter((first(one.gold[i]), first(one.predicted[j])) for one in cases for i, j in one.found)


def belief(cases: Sequence[Case]) -> Iterator[str]:
    """How many of the claims with a score in each bin were found in gold."""
    bins: dict[int, list[bool]] = {}
    for one in cases:
        found = {j for _, j in one.found}
        for j, score in enumerate(one.scores):
            at = max(i for i, low in enumerate(BINS) if score >= low)
            bins.setdefault(at, []).append(j in found)
    yield "| score of the claim | claims | of them in the annotation |"
    yield "|---|---|---|"
    for at, hits in sorted(bins.items()):
        yield f"| {BINS[at]:.1f} to {min(1, BINS[at + 1]):.1f} | {len(hits)} | {sum(hits) / len(hits):.2f} |"


def main() -> None:
    """Measure and write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", type=Path, required=True, help="log.jsonl of the training run")
    asked = parser.parse_args()
    shared, score = folder(), scorer(folder())
    dev, seed = measure(shared, "dev"), measure(shared, "seed")
    page = json.loads((weights() / "weights.json").read_text())
    log = [json.loads(line) for line in asked.log.read_text().splitlines()]
    lines = [(Path(__file__).parent / "card.md").read_text().rstrip()]
    lines += ["", "## Scores", "", "| | " + " | ".join(FIGURES) + " |", "|---" * (len(FIGURES) + 1) + "|"]
    for one in (dev, seed):
        lines.append(f"| {one.name} | " + " | ".join(f"{one.figures[name]:.3f}" for name in FIGURES) + " |")
    lines += ["", "Of each kind on dev, with 95 % intervals (bootstrap over reports):", "", "```text"]
    lines += [line.rstrip() for line in per_kind(score, dev.cases)]
    lines += ["```", "", "How far the score of a claim can be believed (dev):", "", *belief(dev.cases)]
    lines += ["", "## Confusion on dev, head by head"]
    for label, values in (
        ("kind", KINDS),
        ("phase", PHASES),
        ("certainty", CERTAINTIES),
        ("stance", STANCES),
    ):
        over = "located" if label == "kind" else "found"
        lines += ["", f"`{label}`, over claims that were {over}:", "", *table(confusion(dev.cases, label), values)]
    lines += ["", "Type of the first voice:", "", *table(voice_types(dev.cases), ("none", *VOICES))]
    lines += ["", "## How it was made", ""]
    lines.append(
        f"{len(log)} epochs, {sum(entry['seconds'] for entry in log) / 60:.0f} minutes on two cores "
        f"({platform.machine()}, AVX2, float32), shared with other work. Losses by epoch (mean over the epoch):"
    )
    names = [name for name in log[0] if name not in ("epoch", "seconds")]
    lines += ["", "| epoch | seconds | " + " | ".join(names) + " |", "|---" * (len(names) + 2) + "|"]
    for entry in log:
        lines.append(
            f"| {entry['epoch']} | {entry['seconds']} | " + " | ".join(f"{entry[n]:.3f}" for n in names) + " |"
        )
    lines += ["", "Settings chosen on held-out reports: " + json.dumps(page["settings"]) + ".", "", "## SHA-256", ""]
    lines += [f"- `{name}` {digest}" for name, digest in page["sha256"].items()]
    (weights() / "README.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
