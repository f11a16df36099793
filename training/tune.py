"""What the engine decides by, chosen on held-out reports: `python -m training.tune WEIGHTS HELD DATA...`.

In: exported weights, held.json of the training run, the data it was given. Out: figures for each setting that was
tried; the best, and the coefficients of the judge, are written into weights.json.
What a newcomer would get wrong: nothing is tuned on the development set. One setting is chosen after the other, each by
the figure it bears on. What makes no difference beyond chance there is left at its natural value.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.extract.encoder import Network
from reportedly.extract.judging import FEATURES, UNFITTED, features
from reportedly.extract.trained import SETTINGS, Trained
from reportedly.model import Claim, Report
from reportedly.read.plain import read_plain
from tests.gold.figures import scorer
from tests.gold.measure import folder
from training.corpus import Row, load

# Setting, values, and the figure it is chosen by; then the judge is fitted, and the least probability of a claim set.
# Two names in one role share what is probable, so that 0.3 would leave out every other second one of short reports.
CHOSEN = (("second", (0.15, 0.2), "roles"),)
_EVERYTHING, _SHRINK, _STEPS = 0.0, 1.0, 50
Held = list[tuple[Row, list[Row]]]


class Tuner:
    """The engine's settings, chosen one after the other on `held`."""

    def __init__(self, folder: Path, held: Held, scorer: Any) -> None:
        self.network, self.held, self.scorer = Network(folder), held, scorer
        self.chosen = dict(SETTINGS)

    def read(self, **change: float) -> list[tuple[Claim, ...]]:
        """The claims of every held-out report, with the chosen settings and a change."""
        self.network.settings = {**self.chosen, **change}
        engine = Trained(self.network)
        return [engine.extract(_report(row)) for row, _ in self.held]

    def choose(self, tried: Sequence[tuple[str, Sequence[float], str]]) -> None:
        """Keep of each setting the value with the best figure."""
        for name, values, figure in tried:
            scores = {}
            for value in values:
                figures = self._figures(self.read(**{name: value}))
                scores[value] = figures[figure]
                print(name, value, _shown(figures), flush=True)
            self.chosen[name] = max(values, key=lambda v: scores[v])

    def set_least(self) -> None:
        """Keep claims from half of the F1 on that is reached so: there F1 is best, where probabilities are right.

        Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure". Among the values
        around it F1 differs by less than chance, so it is not looked for.
        """
        for last in (False, False, True):
            figures = self._figures(self.read())
            print("claim", self.chosen["claim"], _shown(figures), flush=True)
            if not last:
                self.chosen["claim"] = round(figures["found"] / 2, 2)

    def fit_judge(self) -> None:
        """Fit the coefficients of extract/judging.py: ridge logistic regression, by Newton's steps."""
        rows, hits = [], []
        for (report, gold), claims in zip(self.held, self.read(claim=_EVERYTHING), strict=True):
            plain = [claim.as_json() for claim in claims]
            found = {j for _, j in self.scorer.match(report["text"], gold, plain, by_kind=True)}
            rows += [list(features(claim).values()) for claim in claims]
            hits += [float(j in found) for j in range(len(claims))]
        x, y = np.array(rows), np.array(hits)
        fitted = np.zeros(x.shape[1])
        for _ in range(_STEPS):
            p = 1 / (1 + np.exp(-x @ fitted))
            curve = (x.T * (p * (1 - p))) @ x + _SHRINK * np.eye(len(fitted))
            fitted += np.linalg.solve(curve, x.T @ (y - p) - _SHRINK * fitted)
        self.network.judge = {name: round(float(w), 4) for name, w in zip(FEATURES, fitted, strict=True)}
        print(f"judge fitted on {len(y)} claims, {y.mean():.2f} of them right: {self.network.judge}", flush=True)

    def _figures(self, read: Sequence[tuple[Claim, ...]]) -> dict[str, float]:
        pairs = zip(self.held, read, strict=True)
        counts = [self.scorer.count(row["text"], gold, [c.as_json() for c in claims]) for (row, gold), claims in pairs]
        figures: dict[str, float] = self.scorer.total(counts)
        return figures


def _shown(figures: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 3) for key, value in figures.items() if isinstance(value, float)}


def _report(row: Row) -> Report:
    return read_plain(row["text"], address="id:held", title=row.get("title"), keep_title=False)


def main() -> None:
    """Score every setting, keep the best."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--shared", type=Path, default=folder(), help="the folder that holds tools/claims_score.py")
    asked = parser.parse_args()
    corpus = load([(Path(f"{d}.reports.jsonl"), Path(f"{d}.claims.jsonl")) for d in asked.data])
    held = [corpus[key] for key in json.loads(asked.held.read_text())]
    tuner = Tuner(asked.weights, held, scorer(asked.shared))
    tuner.network.judge = dict(UNFITTED)
    tuner.choose(CHOSEN)
    tuner.fit_judge()
    tuner.set_least()
    page = json.loads((asked.weights / "weights.json").read_text())
    page |= {"settings": tuner.chosen, "judge": tuner.network.judge}
    (asked.weights / "weights.json").write_text(json.dumps(page, indent=2) + "\n")
    print(f"chosen: {tuner.chosen}")


if __name__ == "__main__":
    main()
