"""How stories stand in the ledger beside how they ended in the world: the ledger's side of docs/outcomes.md.

In: reports and outcomes as in a folder of stories, and what `reportedly export stories` wrote after adding the reports.
Out: a line for each outcome: the matter of its story, how it stands, since when, how many of the story's pages it has.
Of several matters it is the one with most pages, of those that have a status if one has.
What a newcomer would get wrong: pages end before their story does, so a status is to be judged by what the pages tell
at their end, not by the outcome.

usage: python -m tests.gold.outcomes REPORTS.jsonl OUTCOMES.jsonl STORIES.jsonl
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows(path: str) -> list[Row]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def lines(reports: list[Row], outcomes: list[Row], stories: list[Row]) -> list[str]:
    """One line an outcome, tab-separated: story, kind, outcome in the world, status, since, matter, pages of it."""
    whose = {report["id"]: report["story"] for report in reports}
    own: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for story in (s for s in stories if s["part_of"] is None):
        pages = [whose.get(page["id"]) for page in story["reports"] if page["main"]]
        for name in sorted({page for page in pages if page}):
            own[name].append((pages.count(name), story))
    found = []
    for outcome in outcomes:
        count, story = max(
            own[outcome["story"]], key=lambda pair: (bool(pair[1]["status"]), pair[0], pair[1]["id"]), default=(0, None)
        )
        total = sum(name == outcome["story"] for name in whose.values())
        world = f"{outcome['outcome']} {outcome['outcome_on'] or ''}".strip()
        cells = (outcome["story"], outcome["kind"], world, *_stands(story), f"{count}/{total}")
        found.append("\t".join(cells))
    return found


def _stands(story: Row | None) -> tuple[str, str, str]:
    if story is None:
        return "in no story", "", ""
    status = (story["status"] or "not known") + (", disputed" if story["disputed"] else "")
    since = (story["history"][-1]["on"] or "day unknown") if story["history"] else ""
    return status, since, f"{story['kind'] or 'no claims'}: {', '.join(story['participants'])}"


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    print(*lines(*map(rows, sys.argv[1:])), sep="\n")
