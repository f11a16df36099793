"""Speed of each stage of the path on this machine: `make bench`.

In: 500 reports of about 350 words, put together from training/data in a fixed order. Out: a table: reports, words and
word pieces a second for each stage, medians of several rounds, beside the rate of the network's encoder alone, which is
the limit; peak memory; start-up time.
What a newcomer would get wrong: machines are shared and noisy; compare figures of one run with each other only.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reportedly.extract.encoder import Network
from reportedly.extract.layout import Pieces, pieces_of, windows
from reportedly.extract.shipped import weights
from reportedly.extract.trained import Trained
from reportedly.ledger import Ledger
from reportedly.model import Claim, Report
from reportedly.read import Raw, read
from reportedly.run.batch import side_by_side

DATA = Path(__file__).parents[1] / "training" / "data"
REPORTS, WORDS, ROUNDS = 500, 350, 5


def texts() -> list[str]:
    """Reports of about `WORDS` words: one of training/data each, made longer with paragraphs of the next."""
    pages = [json.loads(line)["text"] for file in sorted(DATA.glob("a*.reports.jsonl")) for line in file.open()]
    made = []
    for n in range(REPORTS):
        paragraphs: list[str] = []
        following = [p for step in range(3) for p in pages[(n + step) % len(pages)].split("\n\n")]
        while sum(len(p.split()) for p in paragraphs) < WORDS - 20:
            paragraphs.append(following.pop(0))
        made.append("\n\n".join(paragraphs))
    return made


def page(text: str) -> str:
    """`text` as a page with navigation and scripts, as pages have them."""
    body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    script = "<script>" + "var a = 1;" * 500 + "</script>"
    return f"<html><head><title>News</title>{script}</head><body><ul>{menu}</ul><article>{body}</article></body></html>"


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of `work`."""
    taken = []
    for _ in range(rounds):
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
    network = Network(weights())
    engine = Trained(network)
    cut = [w for r in reports for w in windows(pieces_of(network.tokenizer, r.text, r.passages))]
    claims: list[tuple[Claim, ...]] = []
    cores = len(os.sched_getaffinity(0))
    words, tokens = sum(len(text.split()) for text in made), sum(len(w.ids) for w in cut)
    rows = [
        ("read text", len(raws), seconds(lambda: [read(raw) for raw in raws])),
        ("read HTML", len(pages), seconds(lambda: [read(raw) for raw in pages])),
    ]
    for count in sorted({1, min(2, cores), cores}):
        # A minute each on one core: once is enough.
        alone = seconds(lambda count=count: encode(network, cut, count), 1)  # type: ignore[misc]
        whole = seconds(lambda count=count: claims.extend(extract(engine, reports, count)), 1)  # type: ignore[misc]
        rows.append((f"encoder alone, {count} core{'s' * (count > 1)}", len(reports), alone))
        rows.append((f"extract, {count} core{'s' * (count > 1)}", len(reports), whole))
    del claims[REPORTS:]
    rows.append(("store", len(reports), seconds(lambda: store(reports, claims))))
    found = sum(map(len, claims)) / REPORTS
    print(f"{REPORTS} reports of {words / REPORTS:.0f} words ({tokens / REPORTS:.0f} pieces), {found:.1f} claims each")
    print(f"{'stage':24}{'reports/s':>12}{'words/s':>12}{'pieces/s':>12}")
    for name, count, taken in rows:
        share = count / REPORTS / taken
        print(f"{name:24}{count / taken:12,.1f}{words * share:12,.0f}{tokens * share:12,.0f}")
    start = seconds(lambda: command("--version"))
    print(f"\nstart-up {start:.2f} s (--version)")
    with tempfile.TemporaryDirectory() as folder:
        one, all_of_them = (Path(folder) / name for name in ("one.jsonl", "all.jsonl"))
        one.write_text(json.dumps({"id": 0, "text": "Acme will buy Zeta."}) + "\n")
        all_of_them.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(made)))
        print(f"start-up {seconds(lambda: command('extract', str(one))):.2f} s (extract, weights checked and loaded)")
        peak = peak_mb("extract", str(all_of_them))
    print(f"peak memory {peak:.0f} MB (extract on all of them, {cores} workers)")


def command(*arguments: str) -> None:
    """Run the program once."""
    subprocess.run([sys.executable, "-m", "reportedly", *arguments], capture_output=True, check=True)


def peak_mb(*arguments: str) -> float:
    """The most memory the program holds, measured by a process between: a child is first as large as its parent."""
    between = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    whole = [sys.executable, "-c", between, sys.executable, "-m", "reportedly", *arguments]
    return int(subprocess.run(whole, capture_output=True, check=True, text=True).stdout) / 1024


def encode(network: Network, cut: Sequence[Pieces], workers: int) -> None:
    """Every window through the encoder, and nothing else."""
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(network.read, cut))


def extract(engine: Trained, reports: Sequence[Report], workers: int) -> list[tuple[Claim, ...]]:
    """Every report read for claims."""
    return [claims for _, claims in side_by_side(reports, engine.extract, workers)]


def store(reports: Sequence[Report], claims: Sequence[tuple[Claim, ...]]) -> None:
    """Keep all of them in a new ledger."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", writing=True) as ledger:
        for report, found in zip(reports, claims, strict=True):
            ledger.put(report, "bench", found, "bench")


if __name__ == "__main__":
    main()
