"""An archive on its way into the ledger: `make bench-archives`.

In: a WARC file of made pages of 60 to 100 kB (navigation, JSON-LD, scripts, styles; the same on every run), written by
warcio. Out: records, pages and reports a second of each stage and of the whole path, each beside its limit; the most
memory of all processes together, for a thousand and for a hundred thousand records.
What a newcomer would get wrong: the stages are measured one after the other in one run, since machines are shared and
noisy; compare figures of one run with each other only. `--quick` leaves the hundred thousand out.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.path import DATA
from reportedly.extract.shipped import shipped
from reportedly.ledger import Ledger
from reportedly.model import Report
from reportedly.read import Limits, Raw, Workers, raws
from reportedly.run.batch import side_by_side

PAGES, CLAIMED, FEW, MANY = 1000, 200, 1_000, 100_000
KEPT, SHARE = 100, 0.6  # what is asked for: pages a second without claims; the whole path of its slower stage
CORES = len(os.sched_getaffinity(0))


def articles() -> list[list[str]]:
    """The paragraphs of the reports in training/data, a title first."""
    files = sorted(DATA.glob("a*.reports.jsonl"))
    return [json.loads(line)["text"].split("\n\n") for file in files for line in file.open()]


def page(number: int, paragraphs: list[str], headlines: list[str]) -> bytes:
    """A page of 60 to 100 kB around an article, as news sites make them."""
    rng = Random(number)
    url = f"https://wire{number % 7}.example/2024/03/{number % 28 + 1:02}/story-{number}"
    title = f"{paragraphs[0]} ({number})"
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "NewsArticle", "headline": title, "datePublished": f"2024-03-{number % 28 + 1:02}T09:00:00Z"},
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": n} for n in range(12)]},
            {
                "@type": "Organization",
                "name": f"Wire {number % 7}",
                "sameAs": [f"https://s.example/{n}" for n in range(9)],
            },
        ],
    }
    menu = "".join(f'<li class="nav__item"><a class="nav__link" href="/s/{n}">Section {n}</a></li>' for n in range(120))
    script = "".join(
        f'window.__data["{rng.getrandbits(64):x}"]={{"slot":{n},"sizes":[[300,250],[728,90]],"lazy":true}};\n'
        for n in range(rng.randint(120, 330))
    )
    style = "".join(
        f".c{n}{{margin:{n}px auto;padding:0 {n}px}}@media(min-width:{n}px){{.c{n}{{flex:1}}}}\n" for n in range(130)
    )
    body = "".join(
        f'<p class="article__p" data-n="{n}">{text}</p><div class="ad" id="ad-{n}"></div>'
        for n, text in enumerate(paragraphs[1:])
    )
    cards = "".join(
        f'<div class="card"><a href="/2024/{n}"><img src="/i/{n}.jpg" alt="" loading="lazy" width="320" height="180">'
        f"<h3>{text}</h3></a><span>{n} hours ago</span></div>"
        for n, text in enumerate(rng.sample(headlines, 30))
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Wire</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:title" content="{title}"><style>{style}</style>'
        f'<script type="application/ld+json">{json.dumps(linked)}</script><script>{script}</script></head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>{body}</article>"
        f"<aside>{cards}</aside></main><footer><ul>{menu}</ul><p>All rights reserved.</p></footer>"
        f"<script>{script}</script></body></html>"
    ).encode()


def small(number: int) -> bytes:
    """A page of one paragraph, for archives of many records."""
    text = (
        f"Acme Corp will close plant {number} in Lyon, it said on Monday. The {number} people there will move to Zeta."
    )
    return f"<html><head><title>Plant {number}</title></head><body><p>{text}</p></body></html>".encode()


def write(path: Path, pages: Iterator[bytes]) -> None:
    """A gzipped WARC file, as a crawler writes it."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, content in enumerate(pages):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://wire.example/{number}"
            with closing(io.BytesIO(content)) as payload:
                writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=http))


def added(archive: Path, *options: str) -> None:
    """`reportedly add`, into a ledger of its own."""
    with adding(archive, *options) as process:
        process.wait()


@contextmanager
def adding(archive: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`reportedly add` at work, into a ledger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "l.db")
        command = [sys.executable, "-m", "reportedly", "add", "--ledger", ledger, *options, str(archive)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            yield process
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")


def watched(archive: Path, *options: str) -> tuple[float, float, float]:
    """Seconds that `reportedly add` takes while it is watched, the most memory (MB) of all its processes; of it alone.

    To ask for memory takes processor time, so no rate is measured here.
    """
    began, most, alone = time.perf_counter(), 0.0, 0.0
    with adding(archive, *options) as process:
        while process.poll() is None:
            most = max(most, sum(memory_mb(pid) for pid in family(process.pid)))
            alone = max(alone, memory_mb(process.pid))
            time.sleep(0.1)
    return time.perf_counter() - began, most, alone


def family(pid: int) -> list[int]:
    """A process and those that it started."""
    try:
        children = [int(c) for path in Path(f"/proc/{pid}/task").glob("*/children") for c in path.read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(child))]


def memory_mb(pid: int) -> float:
    """What a process holds of memory, what it shares with others counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@dataclass(frozen=True, slots=True)
class Rate:
    """How many a second, on the clock; and what each costs in milliseconds of processor time, in all processes."""

    a_second: float
    cost_ms: float


def rate(name: str, count: int, work: Callable[[], object]) -> Rate:
    """Do `work` on `count` documents, and print how fast it was."""
    began, before = time.perf_counter(), processor_s()
    work()
    found = Rate(count / (time.perf_counter() - began), (processor_s() - before) / count * 1e3)
    print(f"{name:44}{found.a_second:10,.1f}/s{found.cost_ms:10.1f} ms of processor time each", flush=True)
    return found


def processor_s() -> float:
    """Processor time of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def read_all(archive: Path) -> list[Report]:
    """The reports of an archive, read by as many workers as there are cores."""
    with Workers(CORES, Limits()) as workers:
        found = (one for one in raws(str(archive), Limits()) if isinstance(one, Raw))
        pairs = side_by_side(found, workers.read, CORES)
        return [answer for _, answer in pairs if isinstance(answer, Report)]


def stages(archive: Path, claimed: Path) -> None:
    """The rate of each stage and of the whole path."""
    rate("records, one core", PAGES, lambda: list(raws(str(archive), Limits())))
    reports: list[Report] = []
    pages = rate(f"pages read, {CORES} cores", PAGES, lambda: reports.extend(read_all(archive)))
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", writing=True) as ledger:
        stored = [(report, None, (), "bench") for report in reports]
        rate("reports stored without claims, one core", PAGES, lambda: [ledger.put(*one) for one in stored])
    engine, some = shipped(), reports[-CLAIMED:]
    engine.extract(some[0])
    work = partial(side_by_side, some, engine.extract, CORES)
    claims = rate(f"reports read for claims, {CORES} cores", CLAIMED, lambda: list(work()))
    kept = rate("archive to reports in the ledger", PAGES, lambda: added(archive, "--no-claims"))
    whole = rate("archive to claims in the ledger", CLAIMED, lambda: added(claimed))
    slower = min(pages.a_second, claims.a_second)
    print(f"to reports: {kept.a_second:.0f} pages a second, limit {KEPT}")
    print(f"to claims: {whole.a_second / slower:.0%} of the slower stage, limit {SHARE:.0%}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the archive of many records")
    asked = parser.parse_args()
    made = articles()
    headlines = [paragraphs[0] for paragraphs in made]
    with tempfile.TemporaryDirectory() as folder:
        archive, claimed, few, many = (Path(folder) / f"{name}.warc.gz" for name in ("all", "claimed", "few", "many"))
        contents = [page(n, made[n % len(made)], headlines) for n in range(PAGES)]
        print(f"{PAGES} pages of {sum(map(len, contents)) / PAGES / 1e3:.0f} kB, {CORES} cores")
        write(archive, iter(contents))
        write(claimed, iter(contents[-CLAIMED:]))
        stages(archive, claimed)
        for count, path in ((FEW, few), (MANY, many))[: 1 if asked.quick else 2]:
            write(path, map(small, range(count)))
            spent, most, alone = watched(path, "--no-claims")
            print(
                f"{count:,} records: at most {most:.0f} MB in all processes, {alone:.0f} MB in the program; "
                f"{count / spent:,.0f} records/s",
                flush=True,
            )


if __name__ == "__main__":
    main()
