"""What stands behind the scorer's totals: figures of each kind, what sort of errors there are, the worst reports.

In: reports with gold and predicted claims, and the scorer's module, whose matching is used unchanged. Out: text.
What a newcomer would get wrong: intervals are over reports (bootstrap, 95 %), since claims of one report err together.
"""

import importlib.util
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Claim = dict[str, Any]
Pairs = list[tuple[int, int]]
ROUNDS, SEED = 1000, 1
LABELS = ("phase", "certainty", "stance", "voice", "chain")
CATEGORIES = ("missed", "invented", "wrong kind", "wrong role", "wrong voice", "wrong phase")


@dataclass(frozen=True, slots=True)
class Case:
    """One report: its text, its gold and predicted claims, and which of them belong together (same kind, any kind).

    `scores` are those of the predicted claims, as far as their engine gives any.
    """

    id: str
    text: str
    gold: Sequence[Claim]
    predicted: Sequence[Claim]
    found: Pairs
    located: Pairs
    scores: Sequence[float] = ()


def scorer(shared: Path) -> Any:
    """The module claims_score.py."""
    spec = importlib.util.spec_from_file_location("claims_score", shared / "tools" / "claims_score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools" / "claims_score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def case(
    score: Any, row: dict[str, Any], gold: Sequence[Claim], predicted: Sequence[Claim], scores: Sequence[float] = ()
) -> Case:
    """A report whose claims are matched as the scorer does."""
    text = row["text"]
    found, located = (score.match(text, gold, predicted, by_kind) for by_kind in (True, False))
    return Case(str(row["id"]), text, gold, predicted, found, located, scores)


def right(score: Any, gold: Claim, predicted: Claim) -> dict[str, bool]:
    """Which labels of a claim that was found are right."""
    same = {label: gold.get(label) == predicted.get(label) for label in ("phase", "certainty", "stance")}
    return same | {"voice": score.voice_same(gold, predicted), "chain": score.chain_same(gold, predicted)}


def per_kind(score: Any, cases: Sequence[Case]) -> Iterator[str]:
    """Lines: for each kind how many there are, F1 of found with its interval, accuracy of its labels."""
    counts = [_kind_counts(score, one) for one in cases]
    kinds = sorted({kind for one in counts for kind, what in one if what == "gold"} - {"all"})
    yield f"{'kind':13}{'gold':>6}{'pred':>6}   {'found':22}" + "".join(f"{label:>22}" for label in LABELS)
    for kind in ("all", *kinds):
        total = sum(counts, Counter())
        line = f"{kind:13}{total[kind, 'gold']:6}{total[kind, 'pred']:6}   "
        line += f"{_interval(counts, _f1(kind)):22}"
        yield line + "".join(f"{_interval(counts, _share(kind, label)):>22}" for label in LABELS)


def _kind_counts(score: Any, one: Case) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for name, claims in (("gold", one.gold), ("pred", one.predicted)):
        for claim in claims:
            found.update({(claim["kind"], name): 1, ("all", name): 1})
    for i, j in one.found:
        labels = [name for name, is_right in right(score, one.gold[i], one.predicted[j]).items() if is_right]
        for name in ("found", *labels):
            found.update({(one.gold[i]["kind"], name): 1, ("all", name): 1})
    return found


def _f1(kind: str) -> Callable[[Counter[tuple[str, str]]], float | None]:
    def figure(total: Counter[tuple[str, str]]) -> float | None:
        both = total[kind, "gold"] + total[kind, "pred"]
        return 2 * total[kind, "found"] / both if both else None

    return figure


def _share(kind: str, label: str) -> Callable[[Counter[tuple[str, str]]], float | None]:
    def figure(total: Counter[tuple[str, str]]) -> float | None:
        return total[kind, label] / total[kind, "found"] if total[kind, "found"] else None

    return figure


def _interval(
    counts: Sequence[Counter[tuple[str, str]]], figure: Callable[[Counter[tuple[str, str]]], float | None]
) -> str:
    """The figure over all reports, with the 95 % interval of the bootstrap over reports."""
    whole = figure(sum(counts, Counter()))
    if whole is None:
        return "-"
    if len(counts) == 1:
        return f"{whole:.3f}"
    rng, drawn = random.Random(SEED), []
    keys = {key for one in counts for key in one}
    table = {key: [one[key] for one in counts] for key in keys}
    for _ in range(ROUNDS):
        places = rng.choices(range(len(counts)), k=len(counts))
        value = figure(_Drawn(table, places))
        if value is not None:
            drawn.append(value)
    drawn.sort()
    low, high = drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]
    return f"{whole:.3f} [{low:.2f}, {high:.2f}]"


class _Drawn(Counter[tuple[str, str]]):
    """Counts of reports drawn with replacement, summed only for the keys that are asked for."""

    def __init__(self, table: dict[tuple[str, str], list[int]], places: Sequence[int]) -> None:
        super().__init__()
        self._table, self._places = table, places

    def __getitem__(self, key: tuple[str, str]) -> int:
        column = self._table.get(key)
        return sum(column[i] for i in self._places) if column else 0


def errors(score: Any, one: Case) -> Counter[str]:
    """How often each category of error stands in a report; a claim that was found can have several."""
    found: Counter[str] = Counter()
    gold_found, said_found = {i for i, _ in one.found}, {j for _, j in one.found}
    wrong_kind = [(i, j) for i, j in one.located if i not in gold_found and j not in said_found]
    found["wrong kind"] = len(wrong_kind)
    found["missed"] = len(one.gold) - len(one.found) - len(wrong_kind)
    found["invented"] = len(one.predicted) - len(one.found) - len(wrong_kind)
    for i, j in one.found:
        labels = right(score, one.gold[i], one.predicted[j])
        found["wrong role"] += not score.roles_same(one.gold[i], one.predicted[j])
        found["wrong voice"] += not labels["chain"]
        found["wrong phase"] += not labels["phase"]
    return found


def by_category(score: Any, cases: Sequence[Case]) -> str:
    """One line: the errors of all reports."""
    total = sum((errors(score, one) for one in cases), Counter[str]())
    return "errors: " + ", ".join(f"{total[name]} {name}" for name in CATEGORIES)


def worst(score: Any, cases: Sequence[Case], count: int = 20) -> Iterator[str]:
    """Lines: the reports with the lowest F1 of found, and what is wrong there."""

    def f1(one: Case) -> float:
        both = len(one.gold) + len(one.predicted)
        return 2 * len(one.found) / both if both else 1.0

    for one in sorted(cases, key=f1)[:count]:
        total = errors(score, one)
        wrong = ", ".join(f"{total[name]} {name}" for name in CATEGORIES if total[name])
        title = " ".join(one.text.split())[:50]
        yield f"{one.id:14}{f1(one):6.2f}  {len(one.gold):3} gold {len(one.predicted):3} predicted  {wrong}  ({title})"


def confusion(cases: Sequence[Case], label: str) -> Counter[tuple[str, str]]:
    """(gold, predicted) values of a label, over claims that were found; for `kind` over those that were located."""
    pairs = ((one, i, j) for one in cases for i, j in (one.located if label == "kind" else one.found))
    return Counter((one.gold[i][label], one.predicted[j][label]) for one, i, j in pairs)
