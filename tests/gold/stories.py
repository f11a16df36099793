"""Grouping, copies and origins on the shared stories, with what is wrong where: part of `make gold`.

In: the folder that holds stories/ and tools/stories_score.py. Out: the scorer's figures, and lines that name each error.
What a newcomer would get wrong: the stories come from the commands `add` and `export`, on a fresh ledger; whoever reads
the lines below to mend a single page tunes to this set, and the figures mean nothing any more.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """The shared pages by id, the stories made of them, the scorer and its figures."""

    digest: str
    pages: Mapping[str, Row]
    stories: Sequence[Row]
    figures: dict[str, float]
    score: Any

    @property
    def main(self) -> dict[str, str]:
        """The story that each page is mostly about; a page in none stands alone."""
        found = {page["id"]: story["id"] for story in self.stories for page in story["reports"] if page["main"]}
        return {page: found.get(page, page) for page in self.pages}

    @property
    def taken_from(self) -> dict[str, str]:
        """Copies, each with the page it was taken from."""
        return {p["id"]: p["copy_of"] for story in self.stories for p in story["reports"] if p["copy_of"]}


def joined(shared: Path) -> Joined:
    """The stories that the real commands make of the shared pages."""
    reports, tool = shared / "stories" / "reports.jsonl", shared / "tools" / "stories_score.py"
    with tempfile.TemporaryDirectory() as made:
        ledger, found = str(Path(made) / "l.db"), Path(made) / "stories.jsonl"
        _reportedly("add", "--ledger", ledger, str(reports))
        _reportedly("export", "stories", "--ledger", ledger, "-o", str(found))
        command = [sys.executable, str(tool), str(reports), str(found), "--json"]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        stories = _rows(found)
    digest = hashlib.sha256(reports.read_bytes()).hexdigest()
    return Joined(digest, {row["id"]: row for row in _rows(reports)}, stories, figures, scorer(tool))


def _reportedly(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "reportedly", *arguments], check=True, capture_output=True)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def scorer(tool: Path) -> Any:
    spec = importlib.util.spec_from_file_location("stories_score", tool)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(tool)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mismatches(found: Joined) -> Iterator[str]:
    """Lines: gold stories that are torn or have taken in others, copies missed or wrong, pages without their origin."""
    yield from _grouping(found)
    yield from _copies(found)
    yield from _origins(found)


def _grouping(found: Joined) -> Iterator[str]:
    by_gold: dict[str, Counter[str]] = {}
    for page, story in found.main.items():
        by_gold.setdefault(found.pages[page]["story"], Counter())[story] += 1
    sizes = Counter(found.main.values())
    for gold, parts in sorted(by_gold.items(), key=lambda item: (len(item[1]), item[0]), reverse=True):
        alone = gold.startswith("neg-")
        torn = len(parts) > 1 and not alone
        foreign = sum(sizes[story] - (1 if alone else count) for story, count in parts.items())
        if torn or foreign:
            counts = "+".join(str(n) for n in sorted(parts.values(), reverse=True)) if torn else "whole"
            yield f"story {gold}: {counts}" + (f", with {_pages(foreign)} of others" if foreign else "")


def _copies(found: Joined) -> Iterator[str]:
    for one, other in combinations(found.pages.values(), 2):
        group = one["copy_group"] if one["copy_group"] == other["copy_group"] else None
        relation = one["copy_relation"] or ""
        if one["lang"] != other["lang"] or (group and any(word in relation for word in found.score.LOOSE)):
            continue
        if bool(group) != called(found, one["id"], other["id"]):
            wrong = f"missed ({relation})" if group else "called copies, are not"
            yield f"copies {one['story']}: {one['id']}, {other['id']} {wrong}"


def called(found: Joined, one: str, other: str) -> bool:
    """Whether two pages stand in one family of copies."""
    taken = found.taken_from
    return bool(found.score.root(taken, one) == found.score.root(taken, other))


def across_languages(found: Joined) -> str:
    """One line on what the scorer leaves out: copies made in translation, and independent pairs called so."""
    true = told = apart = wrong = 0
    for one, other in combinations(found.pages.values(), 2):
        if one["lang"] == other["lang"] or one["story"] != other["story"]:
            continue
        is_copy = called(found, one["id"], other["id"])
        if not one["copy_group"] or one["copy_group"] != other["copy_group"]:
            apart, wrong = apart + 1, wrong + is_copy
        elif not any(word in (one["copy_relation"] or "") for word in found.score.LOOSE):
            true, told = true + 1, told + is_copy
    return f"across languages: {told} of {true} copies found, {wrong} of {apart} independent pairs called copies"


def _origins(found: Joined) -> Iterator[str]:
    origins: dict[str, set[str]] = {}
    for made in found.stories:
        for fed in made["reports"]:
            origins.setdefault(fed["id"], set()).update(fed["origins"])
    missing: Counter[str] = Counter()
    for page in found.pages.values():
        told = origins.get(page["id"], set())
        if page["credits"] and not page["story"].startswith("neg-"):
            missing[page["story"]] += not any(found.score.alike(c, o) for c in page["credits"] for o in told)
    for story, count in sorted(missing.items(), key=lambda item: (-item[1], item[0])):
        if count:
            yield f"origins {story}: {_pages(count)} without any source that is credited there"


def _pages(count: int) -> str:
    return f"{count} page{'s' * (count != 1)}"
