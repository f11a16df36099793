"""How far two annotators agree: `python -m training.agreement`.

In: `data/`, where `control.*.jsonl` hold second annotations of some reports, made alone. Out: the scorer's figures for
each file, for all of them, and F1 of claims found by kind.
What a newcomer would get wrong: first annotations were mended since some of these files were made, so a figure can be
another one than when the file was new (training/README.md has those).
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.gold.figures import scorer
from tests.gold.measure import folder
from training import standoff
from training.corpus import Row, load, rows

DATA = Path(__file__).parent / "data"
FIGURES = ("found", "located", "roles", "phase", "certainty", "stance", "voice", "chain", "whole")
Pair = tuple[str, list[Row], list[Row]]  # a text, its claims by one annotator and by the other


def pairs(control: Path, first: dict[str, tuple[Row, list[Row]]], corpora: Path) -> list[Pair]:
    """The reports of a control file, as both annotators have them."""
    if control.name.endswith(".places.jsonl"):
        again = {key: claims for key, (_, claims) in standoff.load(control, corpora).items()}
    else:
        again = {row["id"]: row["claims"] for row in rows(control)}
    return [(first[key][0]["text"], first[key][1], claims) for key, claims in again.items()]


def line(name: str, found: Iterable[Pair], tool: Any) -> str:
    """The figures of some reports."""
    counts = [tool.count(*pair) for pair in found]
    figures = tool.total(counts)
    return f"{name:28}{len(counts):8}" + "".join(f"{figures[key]:10.3f}" for key in FIGURES)


def by_kind(found: Iterable[Pair], tool: Any) -> str:
    """F1 of claims found, by the first annotator's kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, one, other in found:
        counts.update((claim["kind"], "made") for claim in (*one, *other))
        counts.update((one[i]["kind"], "found") for i, _ in tool.match(text, one, other, True))
    kinds = sorted({kind for kind, _ in counts})
    return "  ".join(f"{kind} {2 * counts[kind, 'found'] / counts[kind, 'made']:.2f}" for kind in kinds)


def main() -> None:
    """Score and print."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    tool, corpora = scorer(folder()), folder() / "corpora"
    batches = [path for path in sorted(DATA.glob("*.claims.jsonl")) if not path.name.startswith("control")]
    first = load([(path.with_name(path.name.replace(".claims.", ".reports.")), path) for path in batches])
    for path in DATA.glob("core*.places.jsonl") if (corpora / "core").is_dir() else ():
        first |= standoff.load(path, corpora)
    print(f"{'':28}{'reports':>8}" + "".join(f"{key:>10}" for key in FIGURES))
    every: list[Pair] = []
    for control in sorted(DATA.glob("control.*.jsonl")):
        if control.name.endswith(".places.jsonl") and not (corpora / "core").is_dir():
            print(f"{control.name:28}left out: there is no {corpora / 'core'}")
            continue
        found = pairs(control, first, corpora)
        print(line(control.name, found, tool))
        every += found
    print(line("all", every, tool))
    print(by_kind(every, tool))


if __name__ == "__main__":
    main()
