"""How well pages are read: main text, day of publication, title, authors: `python -m bench.pages CORPORA`.

In: the folders article-extraction-benchmark and fundus-pages, where they are. Out: for main text precision, recall and
F1 of shingles of four words, each averaged over pages, as that benchmark defines them; for the others the share that is
exact; pages a second. Beside the reader stand the libraries it could use.
What a newcomer would get wrong: a page whose day cannot be found is not wrong, but not right either; a day that is not
the page's is counted apart.
"""

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportedly.errors import ReadError
from reportedly.model import Part, Report
from reportedly.read.bylines import parted
from reportedly.read.decode import decode
from reportedly.read.outlets import Own, host
from reportedly.read.page import read_page

Extract = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what is known to be right about it."""

    name: str
    source: str
    url: str
    body: str
    title: str | None = None
    day: date | None = None
    authors: tuple[str, ...] = ()


def benchmark_pages(folder: Path) -> Iterator[Page]:
    """article-extraction-benchmark."""
    for name, truth in json.loads((folder / "ground-truth.json").read_text()).items():
        source = decode(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), html=True)
        yield Page(name, source, truth["url"], truth["articleBody"])


def fundus_pages(folder: Path) -> Iterator[Page]:
    """fundus-pages: the pages of a publisher in the order of their days stand for the versions of its parser."""
    for info in sorted(folder.glob("tests/resources/parser/test_data/*/meta.info")):
        pages = json.loads(info.read_text())
        for truth in sorted(info.parent.glob("*.json")):
            versions = json.loads(truth.read_text())
            own = re.compile(rf"{re.escape(truth.stem)}_\d{{4}}_\d\d_\d\d\.html\.gz")
            names = sorted(name for name in pages if own.fullmatch(name))
            there = [name for name in names if (info.parent / name).exists()]
            for name, (_, known) in zip(there[::-1], sorted(versions.items(), reverse=True), strict=False):
                content = gzip.decompress((info.parent / name).read_bytes())
                stated = known.get("publishing_date")
                yield Page(
                    name,
                    decode(content, html=True),
                    pages[name]["url"],
                    _body(known.get("body") or {}),
                    known.get("title"),
                    datetime.fromisoformat(stated).date() if stated else None,
                    tuple(known.get("authors") or ()),
                )


def _body(body: dict[str, Any]) -> str:
    found = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        found += [*section["headline"], *section["paragraphs"]]
    return "\n".join(found)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, each with how often it stands there."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def agreement(true: str, found: str) -> tuple[float, float]:
    """Precision and recall of the shingles of `found`."""
    one, two = shingles(true), shingles(found)
    shared = (one & two).total()
    if not one and not two:
        return 1.0, 1.0
    return (shared / two.total() if two else 0.0), (shared / one.total() if one else 0.0)


def measured(pages: list[Page], extract: Extract) -> str:
    """Precision, recall, F1 and pages a second of one way to extract the main text."""
    began, texts = time.perf_counter(), []
    for page in pages:
        try:
            texts.append(extract(page.source))
        except ReadError:
            texts.append("")
    spent = time.perf_counter() - began
    scores = [agreement(page.body, text) for page, text in zip(pages, texts, strict=True)]
    precision = statistics.mean(p for (p, _), text in zip(scores, texts, strict=True) if text)
    recall = statistics.mean(r for _, r in scores)
    f1 = 2 * precision * recall / (precision + recall)
    return f"{precision:10.3f}{recall:10.3f}{f1:10.3f}{len(pages) / spent:12.0f}"


def reader_body(source: str) -> str:
    """What the reader takes for the body of a page."""
    report = read_page(source)
    return "\n".join(p.span.of(report.text).text for p in report.passages if p.part is Part.BODY)


def others() -> dict[str, Extract]:
    """Libraries to compare with, as far as they are installed."""
    import trafilatura

    found: dict[str, Extract] = {
        "trafilatura": lambda s: trafilatura.extract(s, include_comments=False) or "",
        "trafilatura, fast": lambda s: trafilatura.extract(s, include_comments=False, fast=True) or "",
    }
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        return found
    return found | {"resiliparse": lambda s: extract_plain_text(s, main_content=True, alt_texts=False)}


def report_of(page: Page) -> Report | None:
    """The report of a page as it would be fetched, None where it is refused."""
    try:
        return read_page(page.source, page.url)
    except ReadError:
        return None


def normal(text: str | None) -> str:
    """A title without differences in white space and quotation marks."""
    return " ".join(re.sub("[“”„«»‘’`´]", '"', text or "").replace("'", '"').split())


def people(byline: tuple[str, ...], own: Own) -> set[str]:
    """The people of a byline as the corpus has it, which has outlets and desks among them."""
    return {name.casefold() for name in parted(byline, own).people}


def facts(pages: list[Page]) -> None:
    """Days, titles and authors, exact; beside the days those that htmldate finds alone."""
    from htmldate import find_date

    days: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    titles = authors = 0
    for page in pages:
        report = report_of(page)
        on = report.published.on if report else None
        days["right" if on == page.day else "none" if on is None else "wrong"] += 1
        titles += normal(report.title if report else None) == normal(page.title)
        own = Own(tuple(name for name in (report and report.outlet, host(page.url)) if name))
        authors += people(page.authors, own) == people(report.authors if report else (), own)
        found = find_date(page.source, url=page.url, original_date=True)
        alone["right" if found == str(page.day) else "none" if found is None else "wrong"] += 1
    for name, counts in (("reader", days), ("htmldate alone", alone)):
        shares = ", ".join(f"{counts[key] / len(pages):.3f} {key}" for key in ("right", "none", "wrong"))
        print(f"day of publication, {name}: {shares}")
    print(f"title exact, reader: {titles / len(pages):.3f}")
    print(f"authors exact, outlets and desks left out: {authors / len(pages):.3f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    asked = parser.parse_args()
    sets = {
        "article-extraction-benchmark": list(benchmark_pages(asked.corpora / "article-extraction-benchmark")),
        "fundus-pages": list(fundus_pages(asked.corpora / "fundus-pages")),
    }
    for name, pages in sets.items():
        print(f"{name}: {len(pages)} pages\n{'':22}{'precision':>10}{'recall':>10}{'F1':>10}{'pages/s':>12}")
        for way, extract in {"reader": reader_body, **others()}.items():
            print(f"{way:22}{measured(pages, extract)}", flush=True)
    facts(sets["fundus-pages"])


if __name__ == "__main__":
    main()
