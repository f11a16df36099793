"""One document becomes one report, by its type.

In: Raw. Out: Report. What a newcomer would get wrong: a text or a row keeps its text unchanged, and its passages
point at what is to be read in it; a page's text is put together from what was cut out of the page.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportedly.errors import BadRow, NothingToRead
from reportedly.model import BasedHow, BasedOn, Report
from reportedly.read.dates import bounded, or_of_feed
from reportedly.read.decode import decode
from reportedly.read.outlets import Own
from reportedly.read.plain import read_plain, text_address
from reportedly.read.raw import Raw

_TEXTS = ("url", "title", "outlet", "lang", "section")


def read(raw: Raw) -> Report:
    """The report that `raw` holds.

    Where a feed named it, its day is the feed's if it states none itself. Raises NothingToRead, NotReadable or BadRow.
    """
    report = _read(raw)
    if raw.item:
        report = replace(report, published=or_of_feed(report.published, raw.item.published))
    return bounded(report)


def _read(raw: Raw) -> Report:
    """What is slow to import is imported where it is used: a process that reads nothing does without."""
    if raw.item and raw.item.text:
        from reportedly.read.items import read_item

        return read_item(raw.item)
    if raw.media_type == "application/json":
        return _row_report(row_of(raw), keep_title=True)
    if raw.media_type == "application/pdf":
        from reportedly.read.pdf import read_pdf

        return read_pdf(raw.content, raw.url)
    if raw.media_type == "message/rfc822":
        from reportedly.read.mail import read_mail

        return read_mail(raw.content)
    text = decode(raw.content, raw.charset, html=raw.media_type == "text/html")
    if raw.media_type == "text/html":
        from reportedly.read.page import read_page

        return read_page(text, raw.url)
    return read_plain(text, address=raw.url or text_address(text), url=raw.url)


def read_row(raw: Raw) -> Report:
    """The report of one line of a .jsonl file with nothing but its `text`: offsets count in that text.

    Raises BadRow or NothingToRead.
    """
    return _row_report(row_of(raw), keep_title=False)


def row_of(raw: Raw) -> dict[str, Any]:
    """The fields of one line of a .jsonl file, checked.

    Raises BadRow that says which field is wrong.
    """
    try:
        row = json.loads(raw.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRow(f"the line is not valid UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:  # ValueError also for a number of more than 4,300 digits
        raise BadRow(f"the line is no JSON: {error}") from None
    if not isinstance(row, dict):
        raise BadRow('the line is no JSON object; give {"id": ..., "text": ...}')
    for is_so, reason in _wrong_in(row):
        if is_so:
            raise BadRow(reason)
    return row


def _wrong_in(row: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    """What may be wrong with a row, and whether it is."""
    yield not isinstance(row.get("text"), str), 'the line has no "text" that is a string'
    for key in _TEXTS:
        yield not isinstance(row.get(key), str | None), f'"{key}" is no string'
    yield not _are_texts(row.get("authors")), '"authors" is neither a string nor a list of strings'
    yield (
        not _is_original(row.get("based_on")),
        '"based_on" is neither an outlet nor {"outlet": ..., "url": ...} with one of them',
    )
    is_id = isinstance(row.get("id"), str | int | None) and not isinstance(row.get("id"), bool)
    yield not is_id, '"id" is neither a string nor a whole number'
    values = list(_strings(row))
    yield any("\x00" in value for value in values), "it holds a NUL character"
    halves = any("\ud800" <= c <= "\udfff" for value in values for c in value)
    yield halves, "the text holds half a surrogate pair, which is no character"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _are_texts(value: Any) -> bool:
    return isinstance(value, str | None) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _is_original(value: Any) -> bool:
    if not isinstance(value, dict):
        return isinstance(value, str | None)
    told = [value.get("outlet"), value.get("url")]
    return all(isinstance(one, str | None) for one in told) and any(told)


def _based_on(value: str | dict[str, str | None] | None, own: str | None) -> BasedOn | None:
    """Whose copy the row says it is; its own outlet is nobody's copy."""
    told = value if isinstance(value, dict) else {"outlet": value}
    outlet, url = told.get("outlet") or None, told.get("url") or None
    if not (outlet or url) or (outlet and own and outlet in Own((own,))):
        return None
    return BasedOn(BasedHow.STATED, outlet, url)


def _row_report(row: dict[str, Any], *, keep_title: bool) -> Report:
    text = row["text"]
    if not text.strip():
        raise NothingToRead("its text is empty")
    given_id = None if row.get("id") is None else str(row["id"])
    url = row.get("url") or None
    published = row.get("published", row.get("date"))
    return read_plain(
        text,
        address=url or (f"id:{given_id}" if given_id else text_address(text)),
        url=url,
        given_id=given_id,
        title=row.get("title") or None,
        keep_title=keep_title,
        outlet=row.get("outlet") or None,
        language=row.get("lang") or None,
        authors=[authors] if isinstance(authors := row.get("authors") or [], str) else authors,
        section=row.get("section") or None,
        based_on=_based_on(row.get("based_on"), row.get("outlet")),
        stated=[] if published in (None, "") else [str(published)],
    )
