"""Speed of each stage of the path on this machine: `make bench`.

In: nothing; the reports are made here, seeded. Out: a table: reports and words a second for each stage, medians of
several rounds, peak memory, start-up time.
What a newcomer would get wrong: machines are shared and noisy; compare figures of one run with each other only.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportedly.extract import Baseline
from reportedly.ledger import Ledger
from reportedly.read import Raw, read

REPORTS, WORDS, ROUNDS = 500, 350, 5
FIRMS = (
    "Acme Corp",
    "Zeta Motors",
    "Brio Cells",
    "Wolt Steel",
    "Nordan Air",
    "Keta Chips",
    "Olan Group",
    "Tessin Foods",
)
FRAMES = (
    "{a} is in talks to acquire a unit of {b}, {c} said on Monday.",
    "According to two people familiar with the matter, {a} may close its plant near Lyon by the end of next year.",
    "{a} denied that it would merge with {b}.",
    "Analysts had expected sales of {n} million dollars at {a}, but the quarter brought {n} million less.",
    "The weather in the region was mild, and nothing else of note was decided at the meeting in the old town hall.",
    "{a} agreed to supply batteries to {b}, while {c} applied for a licence to build vehicles.",
)


def texts() -> list[str]:
    """Seeded reports of about `WORDS` words."""
    rng = random.Random(1)
    made = []
    for _ in range(REPORTS):
        sentences: list[str] = []
        while sum(len(s.split()) for s in sentences) < WORDS:
            a, b, c = rng.sample(FIRMS, 3)
            sentences.append(rng.choice(FRAMES).format(a=a, b=b, c=c, n=rng.randint(2, 900)))
        paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
        made.append("\n\n".join(paragraphs))
    return made


def page(text: str) -> str:
    """`text` as a page with navigation and scripts, as pages have them."""
    body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    script = "<script>" + "var a = 1;" * 500 + "</script>"
    return f"<html><head><title>News</title>{script}</head><body><ul>{menu}</ul><article>{body}</article></body></html>"


def seconds(work: Callable[[], object]) -> float:
    """The median time of `work`."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    made = texts()
    raws = [Raw(text.encode(), "text/plain", str(n)) for n, text in enumerate(made)]
    pages = [Raw(page(text).encode(), "text/html", str(n)) for n, text in enumerate(made[:50])]
    reports = [read(raw) for raw in raws]
    engine = Baseline()
    claims = [engine.extract(report) for report in reports]
    words = sum(len(text.split()) for text in made)
    rows = [
        ("read text", len(raws), seconds(lambda: [read(raw) for raw in raws])),
        ("read HTML", len(pages), seconds(lambda: [read(raw) for raw in pages])),
        (f"extract ({engine.name})", len(reports), seconds(lambda: [engine.extract(r) for r in reports])),
        ("store", len(reports), seconds(lambda: store(reports, claims))),
    ]
    print(
        f"{REPORTS} reports of {words / REPORTS:.0f} words, {sum(map(len, claims)) / REPORTS:.1f} claims each; one core"
    )
    print(f"{'stage':22}{'reports/s':>12}{'words/s':>12}")
    for name, count, taken in rows:
        print(f"{name:22}{count / taken:12,.0f}{count * words / REPORTS / taken:12,.0f}")
    start = seconds(
        lambda: subprocess.run([sys.executable, "-m", "reportedly", "--version"], capture_output=True, check=True)
    )
    print(f"\nstart-up {start:.2f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def store(reports: list, claims: list) -> None:  # type: ignore[type-arg]
    """Keep all of them in a new ledger."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", writing=True) as ledger:
        for report, found in zip(reports, claims, strict=True):
            ledger.put(report, "bench", found, "bench")


if __name__ == "__main__":
    main()
