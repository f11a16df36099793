"""A text becomes a report: which of its lines are title, body and headlines of other stories.

In: text, with whatever is known beside it. Out: Report, its text unchanged.
What a newcomer would get wrong: a title that is known but does not stand in the text is put in front of it, and
then offsets count in the longer text; `Passage.source` counts in the text as it came.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice, takewhile

from reportedly.model import BasedOn, Part, Passage, Report, Source, Span
from reportedly.read.agencies import agency_of
from reportedly.read.based_on import based_on_of, source_named
from reportedly.read.bylines import Byline, parted
from reportedly.read.dates import or_of_dateline, publication
from reportedly.read.furniture import classify, headline_start
from reportedly.read.outlets import Own, brands, host
from reportedly.read.stated import Stated

_LINE = re.compile(r"[^\n]+")
_JOINT = "\n\n"
_TOP = 4  # lines in which title, outlet, author and day stand


def read_plain(  # noqa: PLR0913 - what is known of a text comes from many places, and each is optional
    text: str,
    *,
    address: str,
    url: str | None = None,
    given_id: str | None = None,
    title: str | None = None,
    keep_title: bool = True,
    outlet: str | None = None,
    language: str | None = None,
    stated: Sequence[str] = (),
    authors: Sequence[str] = (),
    section: str | None = None,
    based_on: BasedOn | None = None,
) -> Report:
    """The report of `text`.

    >>> report = read_plain("Acme buys Zeta\\n\\nAcme has bought Zeta.", address="id:1")
    >>> [(p.part.value, p.span.start) for p in report.passages]
    [('title', 0), ('body', 16)]
    """
    title = " ".join(title.split()) if title else None
    outlet = outlet or (None if url else _outlet_at_top(text))
    own = Own(tuple(name for name in (outlet, *brands(host(url))) if name))
    byline = parted(authors, own)
    apart = bool(title and keep_title and not _stands_in(title, text))
    shift = len(title or "") + len(_JOINT) if apart else 0
    passages = list(_passages(text, None if apart else title, shift))
    if apart:
        passages.insert(0, Passage(Part.TITLE, Span(0, len(title or ""))))
    whole = f"{title}{_JOINT}{text}" if apart else text
    found = next((p.span.of(whole).text for p in passages if p.part is Part.TITLE), None)
    lines = text.split("\n")
    return Report(
        address=address,
        text=whole,
        passages=tuple(passages),
        published=or_of_dateline(publication(stated, lines, url), title or found, lines),
        source=Source("text/plain", text if apart else None),
        given_id=given_id,
        url=url,
        title=title or found,
        outlet=outlet,
        language=language,
        authors=byline.people,
        section=section,
        based_on=based_on or _based_on(text, url, own, byline, [title or found or ""]),
    )


def _outlet_at_top(text: str) -> str | None:
    """The outlet that a source line beside the title names; an agency's text is carried by others.

    Behind the first sentence such a line may name the source of figures.
    """
    top = islice((line.strip() for line in text.split("\n") if line.strip()), _TOP)
    named = (source_named(line) for line in takewhile(lambda line: not line.endswith((".", "!", "?", "。")), top))
    outlet = next(filter(None, named), None)
    return None if outlet and agency_of(outlet) else outlet


def _based_on(text: str, url: str | None, own: Own, byline: Byline, titles: Sequence[str]) -> BasedOn | None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return based_on_of(Stated(), own, url, byline=byline.outlets, titles=titles, paragraphs=lines)


def text_address(text: str) -> str:
    """The address of a report that has no other: the digest of its text."""
    return f"text:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _stands_in(title: str, text: str) -> bool:
    return any(line.strip() == title for line in text.split("\n"))


def _passages(text: str, title: str | None, shift: int) -> Iterator[Passage]:
    lines = list(_LINE.finditer(text))
    for line, part in zip(lines, classify([m.group() for m in lines], title), strict=True):
        if part is None:
            continue
        content = line.group()
        start = line.start() + len(content) - len(content.lstrip())
        if part is Part.LINK:
            start += headline_start(content.strip())
        end = line.start() + len(content.rstrip())
        yield Passage(part, Span(start + shift, end + shift), Span(start, end))
