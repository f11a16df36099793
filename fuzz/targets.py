"""What is attacked: each target takes bytes and does with them what the program does.

In: any bytes. Out: nothing. A target raises what the program must never raise: a refusal (ReadError) is no finding.
What a newcomer would get wrong: a report that comes out is checked too, and kept: its spans lie within their texts, it
has an id, a ledger takes it. The time limit holds for each document, as in the program. A reader of another form of
input (feeds, robots.txt) gets a line in TARGETS and its seeds.
"""

import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from fuzz import seeds
from reportedly.errors import OtherLanguage, ReadError
from reportedly.extract.shipped import shipped
from reportedly.ledger import Ledger
from reportedly.model import Report
from reportedly.read import Limits, Raw, raws, read
from reportedly.read.dates import publication
from reportedly.read.plain import read_plain, text_address

_LIMITS = Limits(max_bytes=2_000_000)
_DOCUMENTS = 200


@dataclass(frozen=True, slots=True)
class Target:
    """What is done with an input, well-formed inputs to start from, and words that its parsers look for."""

    attack: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    words: tuple[bytes, ...]


def clock() -> None:
    """From now on a document may take as much processor time as the program gives it; then this process ends."""
    signal.setitimer(signal.ITIMER_PROF, _LIMITS.max_s)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


@cache
def _ledger() -> Ledger:
    return Ledger(_folder() / "ledger.db", writing=True)


def _file(suffix: str) -> Callable[[bytes], None]:
    """A target that reads its input as a file of that name and keeps every report in it."""

    def attack(data: bytes) -> None:
        path = _folder() / f"input{suffix}"
        path.write_bytes(data)
        for found in islice(raws(str(path), _LIMITS), _DOCUMENTS):
            clock()
            if not isinstance(found, Raw):
                continue
            try:
                report = read(found)
            except ReadError:
                continue
            check(report)
            _ledger().put(report, "fuzz", (), found.place)

    return attack


def check(report: Report) -> None:
    """Every passage is text of the report, its source lies within the source, and the report has an id."""
    source = report.source.text if report.source.text is not None else report.text
    for passage in report.passages:
        assert passage.span.of(report.text).text.strip(), "an empty passage"
        assert passage.span.end <= len(report.text), "a passage beyond the text"
        assert passage.source is None or passage.source.end <= len(source), "a source beyond the page"
    assert report.version_id


def _date(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    publication([text], text.split("\n"), text)


def _claims(data: bytes) -> None:
    text = data.decode("utf-8", "replace")[:1500]
    report = read_plain(text, address=text_address(text))
    try:
        claims = shipped().extract(report)
    except OtherLanguage:
        return
    for claim in claims:
        assert claim.as_json()
        assert all(quote.span.of(text) == quote for quote in claim.evidence), "evidence that is no quote"
    _ledger().put(report, "fuzz", claims, "fuzz")


TARGETS = {
    "html": Target(_file(".html"), seeds.pages, seeds.HTML),
    "warc": Target(_file(".warc"), seeds.warcs, seeds.WARC),
    "zip": Target(_file(".zip"), seeds.zips, seeds.PACKED),
    "gzip": Target(_file(".gz"), seeds.gzips, seeds.PACKED),
    "mail": Target(_file(".eml"), seeds.mails, seeds.MAIL),
    "pdf": Target(_file(".pdf"), seeds.pdfs, seeds.PDF),
    "rows": Target(_file(".jsonl"), seeds.rows, seeds.JSON),
    "text": Target(_file(".txt"), seeds.texts, seeds.TEXT),
    "date": Target(_date, seeds.dates, seeds.DATE),
    "claims": Target(_claims, seeds.texts, seeds.TEXT),
}
